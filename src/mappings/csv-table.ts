// Opens a table of CSV or tabs: finds the delimiter and the header, and gives the rows below it.
import { type CsvRecord, readCsvRecords } from '../files/csv-records.ts'
import { characterOf, DELIMITERS, type FileDialect } from '../files/dialect.ts'
import { type Lines, readLines } from '../files/lines.ts'
import { type Found, findHeader, type Search, splitJoined } from './find-header.ts'
import { readFirstRecords } from './first-records.ts'
import type { Mapping } from './schema.ts'
import { misfit, type Table, type TableRow } from './table.ts'

const HEAD_BYTES = 64 * 1024
const HEAD_RECORDS = 1_000
const NOTES_MAX = 100
const NOTE_MAX = 500

/** Opens the table. Throws a DataError if no line is its header. */
export async function openCsvTable(
  file: string,
  bytes: AsyncIterable<Buffer>,
  mapping: Mapping,
  dialect: FileDialect
): Promise<Table> {
  const lines = readLines(file, bytes)
  const head = await readHead(lines)
  const { delimiter, header } = await chooseHeader(file, head, mapping, dialect)
  const records = readCsvRecords(file, joinHead(head, lines), delimiter, { hasLooseQuotes: true })
  const beside: string[] = []
  return {
    columns: header.columns,
    line: header.line,
    fact: ({ before = '' }) => header.before.get(before.toLowerCase()),
    rows: rowsBelow(file, records, header, beside),
    beside: () => beside,
    close: async () => void (await records.return(undefined))
  }
}

async function readHead(lines: AsyncGenerator<Lines>): Promise<Lines[]> {
  const head: Lines[] = []
  for (let size = 0; size < HEAD_BYTES; ) {
    const next = await lines.next()
    if (next.done) break
    head.push(next.value)
    size += next.value.bytes.length
  }
  return head
}

async function* joinHead(head: Lines[], rest: AsyncGenerator<Lines>): AsyncGenerator<Lines> {
  try {
    yield* head
    yield* rest
  } finally {
    await rest.return(undefined)
  }
}

/** The delimiter with which the header is found; without a header, the error of the best one. */
async function chooseHeader(
  file: string,
  head: readonly Lines[],
  mapping: Mapping,
  dialect: FileDialect
): Promise<{ delimiter: string; header: Found }> {
  const given = dialect.delimiter ?? mapping.file.delimiter
  const errors: Extract<Search, { error: unknown }>[] = []
  for (const name of given ? [given] : DELIMITERS) {
    const delimiter = characterOf(name)
    const records = await readFirstRecords(file, head, delimiter, HEAD_RECORDS)
    const found = findHeader(file, records, mapping)
    if ('header' in found) return { delimiter, ...found }
    errors.push(found)
  }
  const [best] = errors.toSorted((a, b) => b.matched - a.matched)
  throw best?.error
}

async function* rowsBelow(
  file: string,
  batches: AsyncIterable<CsvRecord[]>,
  header: Found,
  beside: string[]
): AsyncGenerator<TableRow[]> {
  for await (const batch of batches) {
    const rows: TableRow[] = []
    for (const { line, cells } of batch) {
      if (line <= header.line || !isRow(cells, header)) {
        keepNote(cells, beside)
        continue
      }
      const whole = header.joined > 0 ? splitJoined(cells, header.joined) : cells
      const extra = whole.slice(header.columns.length).find((cell) => cell.trim() !== '')
      if (extra !== undefined) throw misfit(file, line, '(row)', extra, tooLong(header))
      rows.push({ line, cells: whole })
    }
    if (rows.length > 0) yield rows
  }
}

/** Keeps a line of one text. Of more lines than any file needs, the last ones count. */
function keepNote(cells: readonly string[], beside: string[]): void {
  const [text = '', ...others] = cells.filter((cell) => cell.trim() !== '')
  if (text === '' || text.length > NOTE_MAX || others.length > 0) return
  beside.push(text.trim())
  if (beside.length > NOTES_MAX) beside.shift()
}

/** A title, a note or a source above or below a table has text in a single cell. */
function isRow(cells: readonly string[], { columns }: Found): boolean {
  const filled = cells.filter((cell) => cell.trim() !== '').length
  return filled > 1 || (filled === 1 && columns.length <= 2)
}

function tooLong({ columns, line }: Found): string {
  return `at most ${columns.length} cells, as many as the header on line ${line} has`
}
