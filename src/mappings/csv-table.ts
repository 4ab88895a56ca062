// Opens a table of CSV or tabs: finds the delimiter and the header, and gives the rows below it.
import { parse } from 'csv-parse/sync'
import { type CsvRecord, readCsvRecords } from '../files/csv-records.ts'
import { characterOf, DELIMITERS, type FileDialect } from '../files/dialect.ts'
import { type Lines, readLines } from '../files/lines.ts'
import { type Found, findHeader, splitJoined } from './find-header.ts'
import type { Mapping } from './schema.ts'
import { misfit, type Table, type TableRow } from './table.ts'

const HEAD_BYTES = 64 * 1024
const HEAD_RECORDS = 1_000

/** Opens the table. Throws a DataError if no line is its header. */
export async function openCsvTable(
  file: string,
  bytes: AsyncIterable<Buffer>,
  mapping: Mapping,
  dialect: FileDialect
): Promise<Table> {
  const lines = readLines(file, bytes)
  const head = await readHead(lines)
  const text = Buffer.concat(head.map((one) => one.bytes)).toString()
  const { delimiter, header } = chooseHeader(file, text, mapping, dialect)
  const records = readCsvRecords(file, joinHead(head, lines), delimiter, { hasLooseQuotes: true })
  return {
    columns: header.columns,
    line: header.line,
    fact: ({ before = '' }) => header.before.get(before.toLowerCase()),
    rows: rowsBelow(file, records, header),
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
function chooseHeader(
  file: string,
  text: string,
  mapping: Mapping,
  dialect: FileDialect
): { delimiter: string; header: Found } {
  const given = dialect.delimiter ?? mapping.file.delimiter
  const tried = (given ? [given] : DELIMITERS).map((name) => {
    const delimiter = characterOf(name)
    return { delimiter, found: findHeader(file, parseHead(text, delimiter), mapping) }
  })
  for (const { delimiter, found } of tried) if ('header' in found) return { delimiter, ...found }
  const errors = tried.flatMap(({ found }) => ('error' in found ? [found] : []))
  const [best] = errors.toSorted((a, b) => b.matched - a.matched)
  throw best?.error
}

/** The first records. What is no CSV with this delimiter has none. */
function parseHead(text: string, delimiter: string): CsvRecord[] {
  const records: CsvRecord[] = []
  try {
    parse(text.slice(0, text.lastIndexOf('\n') + 1 || text.length), {
      delimiter,
      record_delimiter: ['\r\n', '\n'],
      relax_quotes: true,
      relax_column_count: true,
      to: HEAD_RECORDS,
      on_record: (cells: string[], { lines }) => {
        records.push({ line: lines, cells })
        return null
      }
    })
  } catch {
    // What was read before the error may have the header; the reader of the whole file tells more.
  }
  return records
}

async function* rowsBelow(
  file: string,
  batches: AsyncIterable<CsvRecord[]>,
  header: Found
): AsyncGenerator<TableRow[]> {
  for await (const batch of batches) {
    const rows: TableRow[] = []
    for (const { line, cells } of batch) {
      if (line <= header.line || !isRow(cells, header)) continue
      const whole = header.joined > 0 ? splitJoined(cells, header.joined) : cells
      const extra = whole.slice(header.columns.length).find((cell) => cell.trim() !== '')
      if (extra !== undefined) throw misfit(file, line, '(row)', extra, tooLong(header))
      rows.push({ line, cells: whole })
    }
    if (rows.length > 0) yield rows
  }
}

/** A title, a note or a source above or below a table has text in a single cell. */
function isRow(cells: readonly string[], { columns }: Found): boolean {
  const filled = cells.filter((cell) => cell.trim() !== '').length
  return filled > 1 || (filled === 1 && columns.length <= 2)
}

function tooLong({ columns, line }: Found): string {
  return `at most ${columns.length} cells, as many as the header on line ${line} has`
}
