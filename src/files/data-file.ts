// Opens a data file as rows of cells: CSV or NDJSON, compressed or not, of any length. The columns
// decide which noun its rows are of.
import type { BadCell } from '../db/tables/define.ts'
import type { Noun } from '../nouns.ts'
import { columnsOf } from './columns.ts'
import { type CsvRecord, readCsvRecords } from './csv-records.ts'
import { DataError } from './data-error.ts'
import { nounOfColumns, nounOfKeys, validateHeader } from './header.ts'
import { readObject } from './json-cells.ts'
import { type JsonRecord, readJsonRecords } from './json-records.ts'
import { ROW_CHARACTERS_SHOWN } from './limits.ts'
import { type Lines, readLines } from './lines.ts'
import { type Bytes, unpackBytes } from './unpack-bytes.ts'

/** A cell: its text, or the value itself. Null is an empty cell. */
export type CellValue = string | number | boolean | null | readonly string[]
export type RowValues = Record<string, CellValue | undefined>
/** One row by column, or the cells that are refused. */
export type RawRow = { line: number; cells: RowValues } | { line: number; bad: BadCell[] }
export type DataFile = { noun: Noun; rows: AsyncIterable<RawRow[]>; close: () => Promise<void> }
/** `noun` if it is known beforehand, `bytesMax` if the size of the file is limited. */
export type ReadingOptions = { noun?: Noun | undefined; bytesMax?: number | undefined }

const BRACE = 0x7b

/**
 * Reads the beginning of a file. Throws a {@link DataError} if it is not a data file; its rows
 * throw one if they cannot be read further.
 */
export async function openDataFile(
  file: string,
  bytes: Bytes,
  { noun, bytesMax }: ReadingOptions = {}
): Promise<DataFile> {
  const lines = readLines(file, unpackBytes(bytes, bytesMax))
  try {
    const first = await lines.next()
    const all = startingWith(first, lines)
    return isJson(first.value) ? await openJson(file, all, noun) : await openCsv(file, all, noun)
  } catch (error) {
    await lines.return(undefined)
    throw error
  }
}

async function openCsv(
  file: string,
  lines: AsyncGenerator<Lines>,
  known: Noun | undefined
): Promise<DataFile> {
  const batches = readCsvRecords(file, lines)
  const first = await batches.next()
  const [header = { line: 1, cells: [] }, ...records]: CsvRecord[] = first.value ?? []
  const noun = known ?? nounOfColumns(file, header)
  const columns = columnsOf(noun)
  const bad = validateHeader(file, header, columns)
  if (bad.length > 0) throw new DataError(bad)
  const rows = async function* () {
    for await (const batch of startingWith({ done: false, value: records }, batches))
      yield batch.map((record) => csvRow(file, header.cells, record))
  }
  return { noun, rows: rows(), close: async () => void (await batches.return(undefined)) }
}

function csvRow(file: string, columns: string[], { line, cells }: CsvRecord): RawRow {
  if (cells.length !== columns.length) {
    const value = cells.join(',').slice(0, ROW_CHARACTERS_SHOWN)
    const expected =
      `well-formed CSV: ${columns.length} cells as in the header, ` + `not ${cells.length}`
    return { line, bad: [{ file, line, column: '(row)', value, expected }] }
  }
  const row: Record<string, string> = {}
  for (const [index, column] of columns.entries()) row[column] = cells[index] ?? ''
  return { line, cells: row }
}

async function openJson(
  file: string,
  lines: AsyncGenerator<Lines>,
  known: Noun | undefined
): Promise<DataFile> {
  const batches = readJsonRecords(lines)
  const first = await batches.next()
  const records: JsonRecord[] = first.value ?? []
  const noun = known ?? nounOfKeys(file, records[0])
  const rows = async function* () {
    for await (const batch of startingWith({ done: false, value: records }, batches))
      yield batch.map((record) => readObject(file, noun, record))
  }
  return { noun, rows: rows(), close: async () => void (await batches.return(undefined)) }
}

function isJson(lines: Lines | undefined): boolean {
  return lines?.bytes.find((byte) => byte > 0x20) === BRACE
}

async function* startingWith<T>(
  first: IteratorResult<T, unknown>,
  rest: AsyncGenerator<T>
): AsyncGenerator<T> {
  try {
    if (!first.done) yield first.value
    yield* rest
  } finally {
    await rest.return(undefined)
  }
}
