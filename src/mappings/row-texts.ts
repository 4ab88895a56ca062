// Reads the texts of a row that all its figures share: places, period, notes and the like.
import type { Bound, BoundCondition } from './bind-columns.ts'
import { plainCode } from './indicators.ts'
import type { Mapping, PlaceField, TextField } from './schema.ts'
import { columnKey, type TableRow } from './table.ts'

/** Whether a row counts, by `only` and `leave_out` of the mapping. */
export function counts(row: TableRow, { only, leaveOut }: Bound, mapping: Mapping): boolean {
  const has = ({ index, values }: BoundCondition) =>
    values.has(columnKey(plainCode(row.cells[index] ?? '', mapping)))
  return only.every(has) && !leaveOut.some(has)
}

/** The codes and names of a place in a row, in the order in which they are tried. */
export function placeTexts(
  row: TableRow,
  field: PlaceField | undefined,
  indexes: readonly number[],
  mapping: Mapping,
  header?: string
): string[] {
  if (!field) return []
  if (field.constant !== undefined) return [field.constant]
  const texts = header === undefined ? indexes.map((index) => row.cells[index] ?? '') : [header]
  const table = tableOf(field.codes)
  return texts.flatMap((text) => {
    const code = plainCode(text, mapping)
    return code === '' ? [] : [table.get(columnKey(code)) ?? code]
  })
}

/** A text field of a row: null where it is empty, undefined where a code is none of the mapping. */
export function textOf(
  row: TableRow,
  field: TextField | undefined,
  index: number | undefined,
  mapping: Mapping
): string | null | undefined {
  if (field?.constant !== undefined) return field.constant
  if (!field || index === undefined) return null
  const text = plainCode(row.cells[index] ?? '', mapping)
  if (text === '') return null
  if (!field.codes) return text
  const found = tableOf(field.codes).get(columnKey(text))
  return found === '' ? null : found
}

const tables = new WeakMap<object, ReadonlyMap<string, string>>()
const EMPTY: ReadonlyMap<string, string> = new Map()

/** A table of codes by their keys. */
function tableOf(codes: Record<string, string> | undefined): ReadonlyMap<string, string> {
  if (!codes) return EMPTY
  const known = tables.get(codes)
  if (known) return known
  const made = new Map(Object.entries(codes).map(([code, text]) => [columnKey(code), text]))
  tables.set(codes, made)
  return made
}
