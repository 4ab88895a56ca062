// Reads the pages of a list: from the current data, or as they were when a stream began.
import { setImmediate as turn } from 'node:timers/promises'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Snapshot, Store } from '../db/store.ts'
import { type Asked, chooseSnapshot, snapshotAt } from './as-of.ts'
import { warnOfAssumedMonths } from './assumed-months.ts'
import { chooseColumns, type FieldNames } from './chosen-fields.ts'
import type { Column, Table } from './csv.ts'
import { type AskedForm, dataChanged, type ReadPage } from './csv-answer.ts'
import type { CursorKey } from './cursors.ts'
import { dataShown } from './data-shown.ts'
import { type Geo, openFeatures } from './geojson.ts'
import { LIMITS } from './limits.ts'
import { type Language, languageOf, type Naming } from './naming.ts'
import type { Counted, Page, PageRows, Stretch } from './page.ts'
import type { WideLayout } from './wide-layout.ts'

export type Query = AskedForm & {
  limit?: number
  cursor?: string
  format?: 'json' | 'csv' | 'geojson'
  fields?: string[]
  names?: Language
  total?: boolean
  layout?: 'long' | 'wide'
  [parameter: string]: unknown
}

/** See `ListContent` (list-content.ts). */
export type WhenChanged = 'keep' | 'cut'

/** A list route (list-route.ts). Its types were checked when it was registered. */
export type List = {
  path: string
  item: z.ZodObject
  license: string
  pageRows: PageRows
  asOf?: true
  whenChanged?: WhenChanged
  table?: Table<object>
  wide?: WideLayout<object>
  geo?: Geo<object>
  names?: Naming
  sendPage?: (reply: FastifyReply, rows: object[], next: string | null) => FastifyReply
  count?: (snapshot: Snapshot, filters: unknown, most: number) => Promise<Counted>
  filters?: (
    snapshot: Snapshot,
    query: Query,
    id: string
  ) => Promise<{ filters: unknown; warnings: string[] }>
  rows: (snapshot: Snapshot, filters: unknown, page: Page) => Promise<object[] | Stretch<object>>
  key: (row: object, filters: unknown) => CursorKey
  keySchema?: (query: Query) => z.ZodType<CursorKey>
  complete?: (row: object, filters: unknown) => object
}

const NO_TOTAL = {
  takes_too_long:
    'total: counting these rows would take too long; the description of the list says when.',
  is_past: 'total: rows of an earlier time (`as_of`) are not counted here.'
} as const

/** A list with its columns, what `fields` can name, and the schema of its GeoJSON. */
export type ReadyList = List & {
  columns: readonly Column[]
  fieldNames: FieldNames
  geoSchema?: z.ZodObject | undefined
}

/** The only parameter of the path, or an empty text. */
export function idIn({ params }: FastifyRequest): string {
  return Object.values((params ?? {}) as Record<string, string>)[0] ?? ''
}

/**
 * Reads a page and completes its rows; turns them into the rows of a tidy table for CSV, and into
 * features for GeoJSON. `first` is the page that a stream began with.
 */
export async function readRows(
  store: Store,
  list: ReadyList,
  asked: Asked,
  limits: Page,
  first?: Begun
): Promise<ReadPage & Begun> {
  const query = asked.request.query as Query
  const columns = query.fields && chooseColumns(list.fieldNames, query.fields)
  const language = list.names && languageOf(query.names, columns)
  const geo = asked.request.format === 'geojson' ? list.geo : undefined
  const { addNames, featuresOf, ...read } = await store.snapshot(async (now) => {
    const begun = first ? await goOn(now, list, first) : await begin(now, list, asked)
    const page = await readPage(list, begun, limits)
    const addNames = language && (await list.names?.(begun.snapshot, page.rows, language))
    const featuresOf = geo && (await openFeatures(geo, begun.snapshot))
    const counted = first ? NOT_COUNTED : await countAll(list, begun, asked)
    const warnings = [...page.warnings, ...counted.warnings]
    const shown = dataShown(asked.request, now, page.rows.length > 0 && warnings.length === 0)
    return { ...page, total: counted.total, warnings, addNames, featuresOf, shown }
  })
  const rows = await completeRows(list, read.rows, read.filters)
  if (addNames) rows.forEach(addNames)
  if (featuresOf)
    return { ...read, rows: read.rows.flatMap((row, at) => featuresOf(row, rows[at] ?? row)) }
  const isTidy = asked.request.format === 'csv' && query.layout !== 'wide'
  const table = isTidy ? list.table : undefined
  return { ...read, rows: table ? rows.flatMap(table.rows) : rows }
}

type Total = { total: number | null; warnings: string[] }
const NOT_COUNTED: Total = { total: null, warnings: [] }

/** Counts all rows if the request asks for it. CSV has no place for the number. */
async function countAll(
  { count }: List,
  { snapshot, filters }: Opened,
  { request }: Asked
): Promise<Total> {
  const isAsked = (request.query as Query).total === true && request.format !== 'csv'
  if (!count || !isAsked) return NOT_COUNTED
  const most = LIMITS.countedRowsMax
  const total = await count(snapshot, filters, most + 1)
  if (typeof total !== 'number') return { total: null, warnings: [NO_TOTAL[total]] }
  if (total <= most) return { total, warnings: [] }
  const tooMany = `total: there are more than ${most.toLocaleString('en')} rows.`
  return { total: null, warnings: [tooMany] }
}

/** What all pages of a stream share: the revision, and the filters as that revision had them. */
export type Begun = { revision: number; filters: unknown }
type Opened = { snapshot: Snapshot; filters: unknown; warnings: string[] }

async function begin(now: Snapshot, list: List, asked: Asked): Promise<Opened> {
  const { request } = asked
  const { snapshot, warnings: first } = await chooseSnapshot(now, asked)
  const early = [...first, ...warnOfAssumedMonths(request)]
  const query = request.query as Query
  if (!list.filters) return { snapshot, filters: query, warnings: early }
  const { filters, warnings } = await list.filters(snapshot, query, idIn(request))
  return { snapshot, filters, warnings: [...early, ...warnings] }
}

/** Opens the data for a further page of a stream: as they were when the stream began. */
async function goOn(
  now: Snapshot,
  { whenChanged }: List,
  { revision, filters }: Begun
): Promise<Opened> {
  if (whenChanged === 'cut' && now.revision !== revision) throw dataChanged()
  const snapshot = whenChanged === 'keep' ? now : await snapshotAt(now, revision)
  return { snapshot, filters, warnings: [] }
}

/** Reads one row more than the page has: that row shows whether there is a next page. */
async function readPage(
  list: List,
  { snapshot, filters, warnings: early }: Opened,
  { after, limit }: Page
): Promise<Omit<ReadPage, 'shown' | 'total'> & Begun> {
  const read = await list.rows(snapshot, filters, { after, limit: limit + 1 })
  const { rows: found, stopped, warnings = [] } = Array.isArray(read) ? { rows: read } : read
  const rows = found.slice(0, limit)
  const last = found.length > limit ? rows.at(-1) : undefined
  return {
    rows,
    filters,
    next: last ? list.key(last, filters) : stopped,
    revision: snapshot.revision,
    updatedAt: snapshot.updatedAt,
    warnings: [...early, ...warnings]
  }
}

/** Completes one row in each turn of the event loop, so that other requests can run in between. */
async function completeRows(
  { complete }: List,
  rows: object[],
  filters: unknown
): Promise<object[]> {
  if (!complete) return rows
  const items: object[] = []
  for (const row of rows) {
    items.push(complete(row, filters))
    await turn()
  }
  return items
}
