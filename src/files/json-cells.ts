// Turns the values of a JSON object into the cells of a CSV file, so that one set of rules serves
// both.
import type { BadCell } from '../db/tables/define.ts'
import { NumberText } from '../exact-json.ts'
import type { Noun } from '../nouns.ts'
import { plainDecimal } from '../numbers/decimals.ts'
import { type Cell, type CellKind, isListOfTexts } from './cells.ts'
import { FILES } from './columns.ts'
import type { RawRow } from './data-file.ts'
import type { JsonCell, JsonRecord } from './json-records.ts'
import { CELLS_NAMED_MAX, ROW_CHARACTERS_SHOWN } from './limits.ts'

const EXPECTED: Record<CellKind, string> = {
  text: 'a text in quotes, or null',
  decimal: 'a number, or its text',
  list: 'a list of texts, or a text with | between its parts',
  yes_no: 'yes, no, true or false'
}

/** The row of an object. A missing key is an empty cell. */
export function readObject(
  file: string,
  noun: Noun,
  { line, text, object, repeated }: JsonRecord
): RawRow {
  const badCell = (column: string, value: unknown, expected: string): BadCell => ({
    file,
    line,
    column,
    value: showValue(value),
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
          value: text.slice(0, ROW_CHARACTERS_SHOWN),
          expected: 'one JSON object a line'
        }
      ]
    }
  const columns: Record<string, Cell> = FILES[noun].cells
  const bad = repeated.map((key) => badCell(key, object[key], 'each key once'))
  for (const key of Object.keys(object))
    if (!Object.hasOwn(columns, key))
      bad.push(badCell(key, key, `only the documented keys: ${Object.keys(columns).join(', ')}`))
  const cells: Record<string, string> = {}
  for (const [column, { kind }] of Object.entries(columns)) {
    const value = Object.hasOwn(object, column) ? object[column] : null
    const text = textOf(kind, value ?? null)
    if (text === undefined) bad.push(badCell(column, value, EXPECTED[kind]))
    else cells[column] = text
  }
  return bad.length > 0 ? { line, bad: bad.slice(0, CELLS_NAMED_MAX) } : { line, cells }
}

function textOf(kind: CellKind, value: JsonCell): string | undefined {
  if (value === null) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return kind === 'yes_no' ? (value ? 'yes' : 'no') : undefined
  if (value instanceof NumberText) return kind === 'decimal' ? plainDecimal(value.text) : undefined
  return kind === 'list' && isListOfTexts(value) ? value.join('|') : undefined
}

function showValue(value: unknown): string {
  const text =
    value instanceof NumberText
      ? value.text
      : typeof value === 'string'
        ? value
        : (JSON.stringify(value) ?? '')
  return text.slice(0, ROW_CHARACTERS_SHOWN)
}
