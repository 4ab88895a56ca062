// Reads rows of /v1/changes, so that a mirror can send them to /v1/imports. Only the last change of
// each row counts: the same changes sent again then change nothing, and a row that names a later
// one finds it.

import type { BadCell } from '../db/tables/define.ts'
import { NumberText, parseExact } from '../exact-json.ts'
import { JsonError } from '../json-error.ts'
import { type Noun, PARENTS_FIRST } from '../nouns.ts'
import { CHANGE_ACTIONS } from '../vocabularies.ts'
import { DataError } from './data-error.ts'
import type { DataFile, RawRow } from './data-file.ts'
import { readObject } from './json-cells.ts'
import type { JsonCell, JsonRecord } from './json-records.ts'
import { REFUSED_ROWS_MAX, ROW_CHARACTERS_SHOWN } from './limits.ts'
import { mapRows } from './map-rows.ts'
import { refusedKinds } from './refused-kinds.ts'

/** All of them are held until the last one is read. */
const ROWS_MAX = 100_000
const CELLS_MAX = 100
const KEYS = ['action', 'type', 'id', 'row']

/** A row that a file withdraws, and its line. */
export type WithdrawnRow = { file: string; type: Noun; id: string; line: number }
/** The rows of a file by noun, and what it withdraws. */
export type OpenedFile = { parts: DataFile[]; withdrawn: WithdrawnRow[] }
type Change = { type: Noun; id: string; record: JsonRecord | undefined; line: number }

/** Whether a header, or the keys of the first object, are those of changes. */
export function isOfChanges(names: readonly string[]): boolean {
  return KEYS.every((key) => names.includes(key))
}

/** Reads all changes of a file. Throws a {@link DataError} for rows that are no changes. */
export async function readChanges(
  file: string,
  batches: AsyncIterable<JsonRecord[]>
): Promise<OpenedFile> {
  const last = new Map<string, Change>()
  const bad = refusedKinds()
  let read = 0
  for await (const batch of batches) {
    for (const record of batch) {
      read += 1
      const change = readChange(file, record)
      if ('expected' in change) bad.add(change)
      // Deleted first, so that the order is that of the last changes.
      else if (last.delete(keyOf(change)) || last.size < ROWS_MAX) last.set(keyOf(change), change)
      else throw new DataError([tooMany(file, record.line)])
    }
    const refused = bad.count()
    if (refused >= REFUSED_ROWS_MAX)
      throw new DataError(bad.pick(CELLS_MAX), refused, { read, refused })
  }
  if (bad.count() > 0) throw new DataError(bad.pick(CELLS_MAX), bad.count())
  const changes = [...last.values()]
  const isGone = ({ record }: Change) => record === undefined
  return {
    parts: PARENTS_FIRST.flatMap((noun) => {
      const written = changes.filter((one) => one.type === noun && !isGone(one))
      return written.length > 0 ? [partOf(file, noun, written)] : []
    }),
    withdrawn: changes.filter(isGone).map(({ type, id, line }) => ({ file, type, id, line }))
  }
}

/** The object of a CSV row, whose cell `row` is JSON text. */
export function changeOfCells(line: number, cells: Record<string, string>): JsonRecord {
  const { row = '', ...others } = cells
  const object: Record<string, JsonCell> = { ...others, row: row === '' ? null : tryParse(row) }
  return { line, text: row.slice(0, ROW_CHARACTERS_SHOWN), object, repeated: [] }
}

function partOf(file: string, noun: Noun, changes: readonly Change[]): DataFile {
  const names = new Map<string, string>()
  const records = changes.flatMap(({ record }) => record ?? [])
  const rows = async function* (): AsyncGenerator<RawRow[]> {
    yield* mapRows(records, (record) => readObject({ file, noun, names }, record))
  }
  return { noun, rows: rows(), names: new Map(), isCopy: true, close: async () => {} }
}

function readChange(file: string, { line, text, object }: JsonRecord): Change | BadCell {
  const { action, type, id, row } = object ?? {}
  const bad = (column: string, value: unknown, expected: string): BadCell => {
    const shown = typeof value === 'string' ? value : (JSON.stringify(value) ?? text)
    return { file, line, column, value: shown.slice(0, ROW_CHARACTERS_SHOWN), expected }
  }
  const noun = PARENTS_FIRST.find((one) => one === type)
  if (!noun) return bad('type', type, `one of ${PARENTS_FIRST.join(', ')}`)
  if (typeof id !== 'string' || id === '') return bad('id', id, 'the id of the row')
  if (!CHANGE_ACTIONS.some((one) => one === action))
    return bad('action', action, `one of ${CHANGE_ACTIONS.join(', ')}`)
  if (action === 'withdraw') return { type: noun, id, record: undefined, line }
  if (!isRow(row) || row['id'] !== id) return bad('row', row, 'the row as an object with this id')
  return { type: noun, id, record: { line, text: '', object: row, repeated: [] }, line }
}

function isRow(row: JsonCell | undefined): row is Record<string, JsonCell> {
  const isObject = typeof row === 'object' && row !== null && !Array.isArray(row)
  return isObject && !(row instanceof NumberText)
}

function keyOf({ type, id }: Change): string {
  return `${type} ${id}`
}

function tooMany(file: string, line: number): BadCell {
  const expected = `changes of at most ${ROWS_MAX} rows: send them in parts, the earlier ones first`
  return { file, line, column: '(row)', value: '', expected }
}

function tryParse(text: string): JsonCell {
  try {
    // Whatever it is, readChange looks at it.
    return parseExact(text) as JsonCell
  } catch (error) {
    if (error instanceof JsonError) return text
    throw error
  }
}
