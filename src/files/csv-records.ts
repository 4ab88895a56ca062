// Reads the records of a CSV file (RFC 4180), some at a time. csv-parse reads them, but lines are
// counted here, because csv-parse counts a CRLF inside a cell as two line ends.
import { CsvError, Parser } from 'csv-parse'
import { DataError } from './data-error.ts'
import { LINE_BYTES_MAX, type Lines } from './lines.ts'

/** The cells of one record, and the line it begins on. */
export type CsvRecord = { line: number; cells: string[] }

const WRONG: Record<string, string> = {
  CSV_QUOTE_NOT_CLOSED: 'a quote that is closed again',
  CSV_MAX_RECORD_SIZE: `a row of at most ${LINE_BYTES_MAX} characters`
}
const WRONG_QUOTE = 'quotes around a whole cell, and doubled inside of it'

/**
 * Yields records in batches as large as one chunk, without those whose cells are all empty:
 * spreadsheets leave such rows below a table. Throws a {@link DataError} if the bytes are not CSV.
 * `hasLooseQuotes` takes a quote within a cell as a letter, as files with tabs have it.
 */
export async function* readCsvRecords(
  file: string,
  chunks: AsyncIterable<Lines>,
  delimiter: string,
  { hasLooseQuotes = false } = {}
): AsyncGenerator<CsvRecord[]> {
  let line = 0
  let blank = 0
  let batch: CsvRecord[] = []
  const skip = (blankSoFar: number) => {
    line += blankSoFar - blank
    blank = blankSoFar
  }
  const take = (cells: string[], blankSoFar: number) => {
    skip(blankSoFar)
    if (cells.some((cell) => cell.trim() !== '')) batch.push({ line, cells })
    line += 1
    for (const cell of cells) line += countLineEnds(cell)
  }
  const takeBatch = () => {
    const records = batch
    batch = []
    return records
  }
  const parser = recordParser({ delimiter, relax_quotes: hasLooseQuotes }, take)
  try {
    for await (const { line: first, bytes } of chunks) {
      line ||= first
      await waitForParser((done) => parser.write(bytes, done))
      if (batch.length > 0) yield takeBatch()
    }
    await waitForParser((done) => parser.end(done))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    if (batch.length > 0) yield takeBatch()
    skip(parser.info.empty_lines)
    const expected = `well-formed CSV: ${WRONG[error.code] ?? WRONG_QUOTE}`
    throw new DataError([{ file, line, column: '(row)', value: '', expected }])
  } finally {
    parser.destroy()
  }
  if (batch.length > 0) yield takeBatch()
}

function recordParser(
  dialect: { delimiter: string; relax_quotes: boolean },
  take: (cells: string[], blankSoFar: number) => void
): Parser {
  const parser: Parser = new Parser({
    ...dialect,
    // A file may have both, for example if two files were joined.
    record_delimiter: ['\r\n', '\n'],
    // validate-cells.ts names a record of the wrong length, because it knows the columns. The
    // records after it are still read.
    relax_column_count: true,
    max_record_size: LINE_BYTES_MAX,
    // This also makes millions of blank lines cheap to skip.
    skip_empty_lines: true,
    // Nothing goes to the stream: `take` receives each record as it is read, also those before an
    // error.
    on_record: (cells: string[], { empty_lines }) => {
      take(cells, empty_lines)
      // Each record is the first one to csv-parse. Otherwise it makes an error of each that is not
      // as long as the first, with a copy of it, and throws the error away: 20 times the time.
      counted.records = 0
      return undefined
    }
  })
  const counted: { records: number } = parser.info
  // `write` reports the error as well. Without a listener the event would end the process.
  parser.on('error', () => {})
  return parser.resume()
}

/** Waits until the parser has read what was written to it. */
function waitForParser(write: (done: (error?: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => write((error) => (error ? reject(error) : resolve())))
}

function countLineEnds(cell: string): number {
  let ends = 0
  for (let at = cell.indexOf('\n'); at >= 0; at = cell.indexOf('\n', at + 1)) ends += 1
  return ends
}
