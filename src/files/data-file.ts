// Opens a data file as rows of cells: CSV or NDJSON, compressed or not, of any length. The columns
// decide which noun its rows are of.
import type { BadCell } from '../db/tables/define.ts'
import type { Noun } from '../nouns.ts'
import type { OpenedFile } from './changes.ts'
import { openCsv } from './csv-file.ts'
import { DataError } from './data-error.ts'
import type { FileDialect } from './dialect.ts'
import { recodeBytes } from './encodings.ts'
import { isDocument, readDocument } from './json-document.ts'
import { openJson } from './json-file.ts'
import { type JsonRecord, readJsonRecords } from './json-records.ts'
import { type Lines, readLines } from './lines.ts'
import { startingWith } from './starting-with.ts'
import { type Bytes, peekBytes, unpackBytes } from './unpack-bytes.ts'
import { Unreadable } from './unreadable.ts'

/** A cell: its text, or the value itself. Null is an empty cell. */
export type CellValue = string | number | boolean | null | readonly string[]
export type RowValues = Record<string, CellValue | undefined>
/** One row by column, or the cells that are refused. */
export type RawRow = { line: number; cells: RowValues } | { line: number; bad: BadCell[] }
export type DataFile = {
  noun: Noun
  rows: AsyncIterable<RawRow[]>
  /** The names that columns have in this file, if these are other names. */
  names: ReadonlyMap<string, string>
  /** Whether the rows are changes of another service. */
  isCopy?: true
  close: () => Promise<void>
}
/** `noun` if it is known beforehand, `bytesMax` if the size of the file is limited. */
export type ReadingOptions = FileDialect & {
  noun?: Noun | undefined
  bytesMax?: number | undefined
}

const BRACE = 0x7b
const HEAD_BYTES = 64

/** Opens a file whose rows are of one noun: see {@link openFile}. */
export async function openDataFile(
  file: string,
  bytes: Bytes,
  options: ReadingOptions = {}
): Promise<DataFile> {
  const { parts } = await openFile(file, bytes, options)
  const [only] = parts
  if (!only || parts.length > 1) throw new Error(`${file} has no rows of one noun`)
  return only
}

/**
 * Reads the beginning of a file. Throws a {@link DataError} if it is not a data file; its rows
 * throw one if they cannot be read further. Only changes have rows of several nouns.
 */
export async function openFile(
  file: string,
  bytes: Bytes,
  options: ReadingOptions = {}
): Promise<OpenedFile> {
  const { head, all: whole } = await peekHead(
    file,
    recodeBytes(unpackBytes(bytes, options.bytesMax), options.encoding)
  )
  if (isDocument(head)) {
    const records = await readDocument(file, whole)
    return openJson(file, startingWith({ value: records }, noRecords()), options)
  }
  const lines = readLines(file, whole)
  try {
    const first = await lines.next()
    const all = startingWith(first, lines)
    return isJson(first.value)
      ? await openJson(file, readJsonRecords(all), options)
      : await openCsv(file, all, options)
  } catch (error) {
    await lines.return(undefined)
    throw error
  }
}

async function* noRecords(): AsyncGenerator<JsonRecord[]> {}

/** The first bytes. An error there is one of the first line. */
async function peekHead(file: string, bytes: AsyncGenerator<Buffer>) {
  try {
    return await peekBytes(bytes, HEAD_BYTES)
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    const { message: expected } = error
    throw new DataError([{ file, line: 1, column: '(row)', value: '', expected }])
  }
}

function isJson(lines: Lines | undefined): boolean {
  return lines?.bytes.find((byte) => byte > 0x20) === BRACE
}
