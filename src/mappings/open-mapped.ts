// Opens a file of somebody else by a mapping: gives sources, new metrics and claims as rows that
// are values already, in the order in which they can be taken in.
import type { Snapshot } from '../db/store.ts'
import type { RawRow } from '../files/data-file.ts'
import type { FileDialect } from '../files/dialect.ts'
import type { Bytes } from '../files/unpack-bytes.ts'
import { peekBytes, unpackBytes } from '../files/unpack-bytes.ts'
import { Unreadable } from '../files/unreadable.ts'
import type { Noun } from '../nouns.ts'
import { bindColumns } from './bind-columns.ts'
import { type ClaimMaker, claimMaker } from './claims.ts'
import { openCsvTable } from './csv-table.ts'
import type { Known } from './find-things.ts'
import { holdForecasts } from './forecasts.ts'
import type { Indicator } from './indicators.ts'
import { openJsonTable } from './json-table.ts'
import { findMetricsOf } from './metrics.ts'
import { findNewerEditions } from './newer-editions.ts'
import { findPlaces } from './places.ts'
import { findProducts } from './products.ts'
import { cutPieces, recodeAuto } from './recode.ts'
import type { Mapping } from './schema.ts'
import type { SkippedCounter } from './skipped.ts'
import { sourceOf, sourceRow } from './sources.ts'
import { misfit, type Table, type TableRow } from './table.ts'

/** How a file is read by a mapping. What the sender says of a dialect comes before the mapping. */
export type MappedReading = {
  mapping: Mapping
  makesMetrics: boolean
  dialect: FileDialect
  retrieved?: string | undefined
  skipped: SkippedCounter
}
/** Rows of one noun. Parents come before the rows that name them. */
export type MappedRows = { noun: Noun; rows: RawRow[] }

const HEAD_BYTES = 64

/** Reads a file of somebody else. Throws a DataError if it does not fit the mapping. */
export async function* readMapped(
  snapshot: Snapshot,
  file: string,
  bytes: Bytes,
  reading: MappedReading & { bytesMax?: number | undefined }
): AsyncGenerator<MappedRows> {
  const table = await openTable(file, bytes, reading)
  try {
    if (table.columns.length > 0) yield* readTable(snapshot, file, table, reading)
  } finally {
    await table.close()
  }
}

/** Opens a file as a table. Throws a DataError if it has not the columns of the mapping. */
export async function openTable(
  file: string,
  bytes: Bytes,
  {
    mapping: given,
    dialect,
    bytesMax
  }: Pick<MappedReading, 'mapping' | 'dialect'> & { bytesMax?: number | undefined }
): Promise<Table> {
  const { format, encoding } = given.file
  const mapping = dialect.decimal
    ? { ...given, file: { ...given.file, decimal: dialect.decimal } }
    : given
  const pieces = cutPieces(unpackBytes(bytes, bytesMax))
  const whole = cutPieces(recodeAuto(pieces, dialect.encoding ?? encoding))
  try {
    const { head, all } = await peekBytes(whole, HEAD_BYTES)
    if (/^\ufeff?\s*<(?:!doctype|html|\?xml)/i.test(head.toString()))
      throw misfit(file, 1, '(row)', head.toString(), 'a table, not a page of HTML or XML')
    const looksLikeJson = /^\ufeff?\s*[[{]/.test(head.toString())
    return format === 'json' || (format === 'either' && looksLikeJson)
      ? await openJsonTable(file, all, mapping)
      : await openCsvTable(file, all, mapping, dialect)
  } catch (error) {
    throw error instanceof Unreadable ? misfit(file, 1, '(row)', '', error.message) : error
  }
}

async function* readTable(
  snapshot: Snapshot,
  file: string,
  table: Table,
  { mapping, makesMetrics, retrieved, skipped }: MappedReading
): AsyncGenerator<MappedRows> {
  const places = findPlaces(snapshot)
  const metrics = findMetricsOf(snapshot, mapping, { file, makesNew: makesMetrics })
  const bound = bindColumns(file, table, mapping)
  const products = findProducts(snapshot)
  const maker = claimMaker({ file, mapping, bound, places, metrics, products, skipped })
  const forecasts = holdForecasts(snapshot, mapping, skipped)
  const editions = findNewerEditions(snapshot, skipped)
  const written = new Set<string>()
  let firstLine: number | undefined
  for await (const rows of table.rows) {
    firstLine ??= rows[0]?.line
    const figures = await makeClaims(rows, maker, { places, metrics, products })
    const offered = figures.flatMap((one) => ('forecast' in one ? [] : one))
    forecasts.hold(figures.flatMap((one) => ('forecast' in one ? one.forecast : [])))
    const made = metrics.takeNew()
    if (made.length > 0) yield { noun: 'metric', rows: asRows(made, rows) }
    const [first] = rows
    const ids = [...new Set(offered.map(({ source }) => source))].filter((id) => !written.has(id))
    for (const id of ids) written.add(id)
    const sources = await editions.learn(
      ids.flatMap((id) => {
        const source = sourceOf(mapping, id)
        return source && first ? [{ ...sourceRow(source, table, first), retrieved }] : []
      })
    )
    if (sources.length > 0) yield { noun: 'source', rows: asRows(sources, rows) }
    const claims = await editions.leaveOut(offered)
    if (claims.length > 0) yield { noun: 'observation', rows: claims.map(({ row }) => row) }
  }
  yield* forecasts.release(table.beside())
  if (maker.hasPlaces() === false)
    throw unknownPlaces(file, firstLine ?? table.line, mapping, skipped)
}

async function makeClaims(
  rows: readonly TableRow[],
  maker: ClaimMaker,
  { places, metrics, products }: Pick<Known, 'places' | 'metrics' | 'products'>
) {
  const drafts = rows.flatMap((row) => maker.draft(row))
  const texts = drafts.flatMap(({ subject, partner }) => [...subject, ...partner])
  await places.learn(texts)
  await products.learn(drafts.flatMap(({ product }) => product?.id ?? []))
  const lines = new Map<Indicator, number>()
  for (const { indicator, row } of drafts) if (!lines.has(indicator)) lines.set(indicator, row.line)
  await metrics.learn(lines)
  return drafts.flatMap((draft) => maker.make(draft) ?? [])
}

function asRows(
  values: readonly Extract<RawRow, { cells: unknown }>['cells'][],
  rows: readonly TableRow[]
): RawRow[] {
  const line = rows[0]?.line ?? 1
  return values.map((cells) => ({ line, cells }))
}

function unknownPlaces(file: string, line: number, mapping: Mapping, skipped: SkippedCounter) {
  const [first] = skipped.result().names.place.shown
  const expected =
    'codes or names of places that we have; not a single row names one. /subject/column and ' +
    `/subject/codes of the mapping ${mapping.name} say where and how places stand`
  return misfit(file, line, 'subject', first?.name ?? '', expected)
}
