// Reads the beginning of an unknown table: the delimiter and the header are those with which most
// lines have as many cells as the header.
import type { CsvRecord } from '../files/csv-records.ts'
import { characterOf, DELIMITERS, type FileDialect } from '../files/dialect.ts'
import { readFirstRecords } from './first-records.ts'
import { recodeAuto } from './recode.ts'
import { misfit } from './table.ts'

const ROWS_MAX = 500

/** The beginning of a table; `delimiter` by its name, `line` of the header. */
export type GuessedTable = {
  delimiter: (typeof DELIMITERS)[number]
  line: number
  columns: string[]
  rows: string[][]
}

/** Throws a DataError if the file does not look like a table of at least two columns. */
export async function guessTable(
  file: string,
  head: Buffer,
  dialect: FileDialect
): Promise<GuessedTable> {
  const chunks: Buffer[] = []
  const bytes = (async function* () {
    yield head
  })()
  for await (const chunk of recodeAuto(bytes, dialect.encoding ?? 'auto')) chunks.push(chunk)
  const text = Buffer.concat(chunks)
    .toString()
    .replace(/^\ufeff/, '')
  const lines = [{ line: 1, bytes: Buffer.from(text) }]
  const tried: GuessedTable[] = []
  for (const delimiter of dialect.delimiter ? [dialect.delimiter] : DELIMITERS) {
    const records = await readFirstRecords(file, lines, characterOf(delimiter), ROWS_MAX)
    tried.push(guessHeader(delimiter, records))
  }
  const [best] = tried.toSorted(
    (a, b) => b.rows.length * b.columns.length - a.rows.length * a.columns.length
  )
  if (best && best.columns.length > 1 && best.rows.length > 0) return best
  throw misfit(file, 1, '(row)', text.slice(0, 100), 'a table with a header and several columns')
}

/** The header is the first of the lines with the number of cells that most lines have. */
function guessHeader(
  delimiter: GuessedTable['delimiter'],
  rows: readonly CsvRecord[]
): GuessedTable {
  const counts = Map.groupBy(rows, ({ cells }) => cells.length)
  const [usual = []] = [...counts.values()].toSorted((a, b) => b.length - a.length)
  // A title that has as many delimiters as the table has text in one cell.
  const at = usual.findIndex(({ cells }) => cells.filter((cell) => cell.trim() !== '').length > 1)
  const [header, ...others] = usual.slice(Math.max(at, 0))
  return {
    delimiter,
    line: header?.line ?? 1,
    columns: (header?.cells ?? []).map((cell) => cell.trim()),
    rows: others.map(({ cells }) => cells.map((cell) => cell.trim()))
  }
}
