// What CSV and JSON have in common once they are open: named columns, and rows of texts.
import { DataError } from '../files/data-error.ts'

/** One row; the cells are in the order of the columns. */
export type TableRow = { line: number; cells: readonly string[] }
export type Table = {
  /** The names of the columns as the file writes them; empty if an answer has no rows at all. */
  columns: readonly string[]
  /** The line of the header; 1 for JSON. */
  line: number
  /** Dates and the like beside the rows: `before` the header by label, or by JSON pointer. */
  fact: (by: { before?: string | undefined; pointer?: string | undefined }) => string | undefined
  rows: AsyncIterable<TableRow[]>
  /** Titles, notes and the like above and below the rows, as far as the file was read. */
  beside: () => readonly string[]
  close: () => Promise<void>
}

/** More columns than any table of figures has, and few enough to be looked at one by one. */
export const COLUMNS_MAX = 5_000
export const COLUMNS_EXPECTED = `at most ${COLUMNS_MAX} columns: cut the table into several files`
export const VALUE_SHOWN_MAX = 100

/** The error of a file that cannot be read by its mapping, at one place. */
export function misfit(
  file: string,
  line: number,
  column: string,
  value: string,
  expected: string
): DataError {
  return new DataError([{ file, line, column, value: value.slice(0, VALUE_SHOWN_MAX), expected }])
}

/** How names of columns are compared. */
export function columnKey(name: string): string {
  return name.trim().replaceAll(/\s+/g, ' ').toLowerCase()
}

/** The names of a reference to a column: the first that a file has counts. */
export function namesOf(column: string | readonly string[] | undefined): readonly string[] {
  if (column === undefined) return []
  return typeof column === 'string' ? [column] : column
}
