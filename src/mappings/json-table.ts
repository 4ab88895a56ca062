// Opens a JSON document as a table: its rows are the objects of one list, and their keys are
// columns.
import { NumberText } from '../exact-json.ts'
import { DataError } from '../files/data-error.ts'
import { startingWith } from '../files/starting-with.ts'
import { peekBytes } from '../files/unpack-bytes.ts'
import { lateKeyFinder } from './json-keys.ts'
import { findList, readJsonRows } from './json-rows.ts'
import { JsonMisfit } from './json-walk.ts'
import { missingColumns } from './needed-columns.ts'
import type { Mapping } from './schema.ts'
import { COLUMNS_EXPECTED, COLUMNS_MAX, misfit, type Table, type TableRow } from './table.ts'

const HEAD_BYTES = 64 * 1024
const DEPTH_MAX = 3

/** Opens the document. Throws a DataError if it has no list of rows, or the message of an error. */
export async function openJsonTable(
  file: string,
  bytes: AsyncIterable<Buffer>,
  mapping: Mapping
): Promise<Table> {
  const { head, all } = await peekBytes(bytes, HEAD_BYTES)
  const pointer = findList(head.toString(), mapping.file.rows)
  let document: unknown
  const rows = rowsOf(
    file,
    readJsonRows(decode(file, all), pointer ?? 'none', (now) => {
      document = now ?? document
    }),
    () => refuseError(file, mapping, document)
  )
  const first = await rows.next()
  refuseError(file, mapping, document)
  if (pointer === undefined) refuseOther(file, mapping, document)
  const records: JsonRow[] = first.done ? [] : first.value
  const columns = [...new Set(records.flatMap(({ cells }) => [...cells.keys()]))]
  refuseWide(file, columns)
  if (missingColumns(mapping, columns).length > 0) {
    // A list that is the document itself may be an error, or an answer with a list in it.
    document = pointer === '' ? records.map(({ value }) => value) : document
    refuseError(file, mapping, document)
    if (!hasNoRows(mapping, document)) refuseMissing(file, mapping, columns)
    columns.length = 0
  }
  return {
    columns,
    line: 1,
    fact: ({ pointer: at }) => (at === undefined ? undefined : textAt(document, at)),
    rows: asTable(file, mapping, columns, startingWith({ value: records }, rows)),
    beside: () => [],
    close: async () => void (await rows.return(undefined))
  }
}

type JsonRow = { line: number; value: unknown; cells: ReadonlyMap<string, string> }

async function* decode(file: string, bytes: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true })
    yield decoder.decode()
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw misfit(file, 1, '(row)', '', 'JSON in UTF-8')
  }
}

async function* rowsOf(
  file: string,
  batches: AsyncIterable<unknown[]>,
  finish: () => void
): AsyncGenerator<JsonRow[]> {
  let line = 1
  try {
    for await (const batch of batches)
      yield batch.map((value) => ({ line: line++, value, cells: flatten(value) }))
  } catch (error) {
    if (!(error instanceof JsonMisfit)) throw error
    throw misfit(file, line, '(row)', '', `${error.message}; the document is cut or broken here`)
  }
  finish()
}

/** The values of an object by name; those of objects in it as `country.id`. */
function flatten(value: unknown, before = '', depth = 0): Map<string, string> {
  const cells = new Map<string, string>()
  if (typeof value !== 'object' || value === null) return cells
  for (const [key, one] of Object.entries(value)) {
    const name = before + key
    if (isObject(one) && depth < DEPTH_MAX)
      for (const [inner, text] of flatten(one, `${name}.`, depth + 1)) cells.set(inner, text)
    else cells.set(name, textOf(one))
  }
  return cells
}

function isObject(value: unknown): boolean {
  const isPlain = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isPlain && !(value instanceof NumberText)
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof NumberText) return value.text
  return typeof value === 'string' ? value : JSON.stringify(value)
}

async function* asTable(
  file: string,
  mapping: Mapping,
  columns: readonly string[],
  batches: AsyncIterable<JsonRow[]>
): AsyncGenerator<TableRow[]> {
  const findLateKey = lateKeyFinder(mapping, columns)
  for await (const batch of batches)
    yield batch.map(({ line, cells }) => {
      const late = columns.length > 0 ? findLateKey(cells) : undefined
      if (late !== undefined) throw misfit(file, line, late, cells.get(late) ?? '', LATE_KEY)
      return { line, cells: columns.map((column) => cells.get(column) ?? '') }
    })
}

const LATE_KEY =
  'keys that one of the first rows has too: put a row with all keys first, null where it has ' +
  'no value'

/** Some upstreams answer an error with status 200, so that it is saved as if it were data. */
function refuseError(file: string, { file: { error } }: Mapping, document: unknown): void {
  const message = error === undefined ? undefined : textAt(document, error)
  if (message === undefined || message === '' || message === '[]') return
  throw misfit(file, 1, error ?? '', message, 'data, but this is the message of an error upstream')
}

/** Each column is looked at one by one, and each row has all of them. */
function refuseWide(file: string, { length }: readonly string[]): void {
  if (length > COLUMNS_MAX) throw misfit(file, 1, '(row)', `${length} columns`, COLUMNS_EXPECTED)
}

/** An answer without any row has null in place of the list. */
function hasNoRows({ file: { rows } }: Mapping, document: unknown): boolean {
  return rows.some((pointer) => valueAt(document, pointer) === null)
}

function refuseOther(file: string, mapping: Mapping, document: unknown): void {
  const {
    name,
    file: { rows }
  } = mapping
  if (hasNoRows(mapping, document)) return
  const found = JSON.stringify(document) ?? ''
  const expected =
    `a list of rows at ${rows.map((pointer) => pointer || 'the beginning').join(' or ')}, as ` +
    `/file/rows of the mapping ${name} says`
  throw misfit(file, 1, '(row)', found, expected)
}

function refuseMissing(file: string, mapping: Mapping, columns: readonly string[]): void {
  const missing = columns.length > 0 ? missingColumns(mapping, columns) : []
  if (missing.length === 0) return
  throw new DataError(
    missing.map(({ names, pointer }) => ({
      file,
      line: 1,
      column: names[0] ?? '',
      value: columns.join(', ').slice(0, 200),
      expected: `the key ${names.join(' or ')}, as ${pointer} of the mapping ${mapping.name} says`
    }))
  )
}

function textAt(document: unknown, pointer: string): string | undefined {
  const value = valueAt(document, pointer)
  return value === undefined || value === null ? undefined : textOf(value)
}

function valueAt(document: unknown, pointer: string): unknown {
  let value = document
  for (const key of pointer.split('/').slice(1)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    value = Object.getOwnPropertyDescriptor(value, key)?.value
  }
  return value
}
