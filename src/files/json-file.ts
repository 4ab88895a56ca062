// Opens a file of JSON objects: finds its noun by the keys of the first one.
import { DataError } from './data-error.ts'
import type { DataFile, ReadingOptions } from './data-file.ts'
import { describeColumns, findNoun } from './header.ts'
import { flattenObject, readObject } from './json-cells.ts'
import { type JsonRecord, readJsonRecords } from './json-records.ts'
import { ROW_CHARACTERS_SHOWN } from './limits.ts'
import type { Lines } from './lines.ts'
import { startingWith } from './starting-with.ts'

export async function openJson(
  file: string,
  lines: AsyncGenerator<Lines>,
  options: ReadingOptions
): Promise<DataFile> {
  const batches = readJsonRecords(lines)
  const first = await batches.next()
  const records: JsonRecord[] = first.value ?? []
  const noun =
    options.noun ?? findNoun(flattenObject(records[0]?.object ?? {}).map(([name]) => name))
  if (noun === undefined) throw unknownNoun(file, records[0])
  const names = new Map<string, string>()
  const rows = async function* () {
    for await (const batch of startingWith({ done: false, value: records }, batches))
      yield batch.map((record) => readObject({ file, noun, names }, record))
  }
  return { noun, rows: rows(), names, close: async () => void (await batches.return(undefined)) }
}

function unknownNoun(file: string, record: JsonRecord | undefined): DataError {
  const value = record?.text.slice(0, ROW_CHARACTERS_SHOWN) ?? ''
  const expected = `an object with the keys of ${describeColumns()}`
  return new DataError([{ file, line: record?.line ?? 1, column: '(row)', value, expected }])
}
