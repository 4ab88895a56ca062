// From the values of a JSON object to the cells a CSV file would have: one set of rules for both.
import type { BadCell } from '../db/tables/define.ts'
import { NumberText } from '../exact-json.ts'
import { plainDecimal } from '../numbers/decimals.ts'
import { FILES, type Noun } from './columns.ts'
import type { RawRow } from './data-file.ts'
import type { JsonCell, JsonRecord } from './json-records.ts'

/**
 * Columns that hold decimals, lists, and yes or no; the others hold text. A name means the same in
 * every file.
 */
export const DECIMALS: ReadonlySet<string> = new Set([
  'value',
  'low',
  'high',
  'base_value',
  'latitude',
  'longitude'
])
export const LISTS: ReadonlySet<string> = new Set([
  'country',
  'members',
  'subject_kinds',
  'derived_from',
  'other'
])
export const YES_NO: ReadonlySet<string> = new Set(['symmetric'])

const SHOWN_CHARACTERS = 100

/** The row of an object. A key that is not there is an empty cell. */
export function cellsOf(
  file: string,
  noun: Noun,
  { line, text, object, repeated }: JsonRecord
): RawRow {
  const badCell = (column: string, value: unknown, expected: string): BadCell => ({
    file,
    line,
    column,
    value: shown(value),
    expected
  })
  if (!object)
    return {
      line,
      bad: [
        {
          file,
          line,
          column: '(row)',
          value: text.slice(0, SHOWN_CHARACTERS),
          expected: 'one JSON object a line'
        }
      ]
    }
  const columns = Object.keys(FILES[noun].row.shape)
  const bad = repeated.map((key) => badCell(key, object[key], 'each key once'))
  for (const key of Object.keys(object))
    if (!columns.includes(key))
      bad.push(badCell(key, key, `only the documented keys: ${columns.join(', ')}`))
  const cells: Record<string, string> = {}
  for (const column of columns) {
    const value = Object.hasOwn(object, column) ? object[column] : null
    const cell = cellOf(column, value ?? null)
    if (cell === undefined) bad.push(badCell(column, value, expectedIn(column)))
    else cells[column] = cell
  }
  return bad.length > 0 ? { line, bad: bad.slice(0, SHOWN_CHARACTERS) } : { line, cells }
}

function cellOf(column: string, value: JsonCell): string | undefined {
  if (value === null) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return YES_NO.has(column) ? (value ? 'yes' : 'no') : undefined
  if (value instanceof NumberText)
    return DECIMALS.has(column) ? plainDecimal(value.text) : undefined
  if (!Array.isArray(value) || !LISTS.has(column)) return undefined
  const items = value.filter(
    (item) => typeof item === 'string' && item !== '' && !item.includes('|')
  )
  return items.length === value.length ? items.join('|') : undefined
}

function expectedIn(column: string): string {
  if (DECIMALS.has(column)) return 'a number, or its text'
  if (LISTS.has(column)) return 'a list of texts, or a text with | between its parts'
  return YES_NO.has(column) ? 'yes, no, true or false' : 'a text in quotes, or null'
}

function shown(value: unknown): string {
  const text =
    value instanceof NumberText
      ? value.text
      : typeof value === 'string'
        ? value
        : (JSON.stringify(value) ?? '')
  return text.slice(0, SHOWN_CHARACTERS)
}
