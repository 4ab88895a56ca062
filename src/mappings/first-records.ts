// Reads the beginning of a table that may be cut in the middle of a row.
import { type CsvRecord, readCsvRecords } from '../files/csv-records.ts'
import { DataError } from '../files/data-error.ts'
import type { Lines } from '../files/lines.ts'

/**
 * The first records, with the lines that the reader of the whole file counts. What is no CSV with
 * this delimiter has none.
 */
export async function readFirstRecords(
  file: string,
  head: readonly Lines[],
  delimiter: string,
  count: number
): Promise<CsvRecord[]> {
  const records: CsvRecord[] = []
  const chunks = (async function* () {
    yield* head
  })()
  try {
    for await (const batch of readCsvRecords(file, chunks, delimiter, { hasLooseQuotes: true }))
      records.push(...batch.slice(0, count - records.length))
  } catch (error) {
    // What was read before the error may have the header; the reader of the whole file tells more.
    if (!(error instanceof DataError)) throw error
  }
  return records
}
