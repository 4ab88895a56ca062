// Opens JSON objects as a file: finds its noun by the keys of the first one.
import { isOfChanges, type OpenedFile, readChanges } from './changes.ts'
import { DataError } from './data-error.ts'
import type { ReadingOptions } from './data-file.ts'
import { describeColumns, findNoun } from './header.ts'
import { flattenObject, readObject } from './json-cells.ts'
import type { JsonRecord } from './json-records.ts'
import { ROW_CHARACTERS_SHOWN } from './limits.ts'
import { mapRows } from './map-rows.ts'
import { startingWith } from './starting-with.ts'

export async function openJson(
  file: string,
  batches: AsyncGenerator<JsonRecord[]>,
  options: ReadingOptions
): Promise<OpenedFile> {
  const first = await batches.next()
  const records: JsonRecord[] = first.value ?? []
  const rest = startingWith({ value: records }, batches)
  const object = records[0]?.object ?? {}
  if (isOfChanges(Object.keys(object))) return readChanges(file, rest)
  const keys = flattenObject(object).map(([name]) => name)
  const noun = options.noun ?? findNoun(keys)
  if (noun === undefined) throw unknownNoun(file, records[0], keys)
  const names = new Map<string, string>()
  const rows = async function* () {
    const place = { file, noun, names }
    for await (const batch of rest) yield* mapRows(batch, (record) => readObject(place, record))
  }
  const close = async () => void (await batches.return(undefined))
  return { parts: [{ noun, rows: rows(), names, close }], withdrawn: [] }
}

function unknownNoun(
  file: string,
  record: JsonRecord | undefined,
  keys: readonly string[]
): DataError {
  const value = record?.text.slice(0, ROW_CHARACTERS_SHOWN) ?? ''
  const expected = `an object with the keys of ${describeColumns(keys)}`
  return new DataError([{ file, line: record?.line ?? 1, column: '(row)', value, expected }])
}
