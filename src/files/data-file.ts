// Opens a data file as rows of cells: CSV or NDJSON, compressed or not, of any length. The columns
// decide which noun its rows are of.
import type { BadCell } from '../db/tables/define.ts'
import type { Noun } from '../nouns.ts'
import { openCsv } from './csv-file.ts'
import type { FileDialect } from './dialect.ts'
import { recodeBytes } from './encodings.ts'
import { openJson } from './json-file.ts'
import { type Lines, readLines } from './lines.ts'
import { startingWith } from './starting-with.ts'
import { type Bytes, unpackBytes } from './unpack-bytes.ts'

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
  close: () => Promise<void>
}
/** `noun` if it is known beforehand, `bytesMax` if the size of the file is limited. */
export type ReadingOptions = FileDialect & {
  noun?: Noun | undefined
  bytesMax?: number | undefined
}

const BRACE = 0x7b

/**
 * Reads the beginning of a file. Throws a {@link DataError} if it is not a data file; its rows
 * throw one if they cannot be read further.
 */
export async function openDataFile(
  file: string,
  bytes: Bytes,
  options: ReadingOptions = {}
): Promise<DataFile> {
  const lines = readLines(file, recodeBytes(unpackBytes(bytes, options.bytesMax), options.encoding))
  try {
    const first = await lines.next()
    const all = startingWith(first, lines)
    return isJson(first.value)
      ? await openJson(file, all, options)
      : await openCsv(file, all, options)
  } catch (error) {
    await lines.return(undefined)
    throw error
  }
}

function isJson(lines: Lines | undefined): boolean {
  return lines?.bytes.find((byte) => byte > 0x20) === BRACE
}
