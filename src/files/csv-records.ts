// Records of a CSV file (RFC 4180), some at a time. csv-parse reads them; lines are counted here,
// for it takes a CRLF inside of a cell for two.
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
 * Yields records in batches as large as what is read at a time. Throws a {@link DataError} where no
 * record can be made out.
 */
export async function* csvRecords(
  file: string,
  chunks: AsyncIterable<Lines>
): AsyncGenerator<CsvRecord[]> {
  let line = 1
  let blank = 0
  let batch: CsvRecord[] = []
  const skip = (blankSoFar: number) => {
    line += blankSoFar - blank
    blank = blankSoFar
  }
  const take = (cells: string[], blankSoFar: number) => {
    skip(blankSoFar)
    batch.push({ line, cells })
    line += 1
    for (const cell of cells) line += lineEnds(cell)
  }
  const taken = () => {
    const records = batch
    batch = []
    return records
  }
  const parser = recordParser(take)
  try {
    for await (const { bytes } of chunks) {
      await written((done) => parser.write(bytes, done))
      if (batch.length > 0) yield taken()
    }
    await written((done) => parser.end(done))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    if (batch.length > 0) yield taken()
    skip(parser.info.empty_lines)
    const expected = `well-formed CSV: ${WRONG[error.code] ?? WRONG_QUOTE}`
    throw new DataError([{ file, line, column: '(row)', value: '', expected }])
  } finally {
    parser.destroy()
  }
  if (batch.length > 0) yield taken()
}

function recordParser(take: (cells: string[], blankSoFar: number) => void): Parser {
  const parser = new Parser({
    // A file may have both, as when two files were joined.
    record_delimiter: ['\r\n', '\n'],
    // A record too short or too long is named by who knows the columns, and those after it are
    // read.
    relax_column_count: true,
    max_record_size: LINE_BYTES_MAX,
    // Millions of blank lines are a bomb as well, and this way a cheap one.
    skip_empty_lines: true,
    // Nothing is passed on: records are taken as they are read, those before an error included.
    on_record: (cells: string[], { empty_lines }) => {
      take(cells, empty_lines)
      return undefined
    }
  })
  // Also told to the one who writes; without a listener it would end the process.
  parser.on('error', () => {})
  return parser.resume()
}

/** Waits until what was written is read. */
function written(write: (done: (error?: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => write((error) => (error ? reject(error) : resolve())))
}

function lineEnds(cell: string): number {
  let ends = 0
  for (let at = cell.indexOf('\n'); at >= 0; at = cell.indexOf('\n', at + 1)) ends += 1
  return ends
}
