// Turns the values of a JSON object into the cells of a CSV file, so that one set of rules serves
// both. Objects inside it are taken apart as in CSV: `source: {id}` is the cell `source_id`.
import type { BadCell } from '../db/tables/define.ts'
import { NumberText } from '../exact-json.ts'
import type { Noun } from '../nouns.ts'
import { plainDecimal } from '../numbers/decimals.ts'
import { type Cell, type CellKind, isListOfTexts } from './cells.ts'
import { columnNamed } from './column-names.ts'
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

type JsonObject = Record<string, JsonCell>
/** The file of an object, and the names that columns have in it. */
type ObjectPlace = { file: string; noun: Noun; names: Map<string, string> }

/** The row of an object. A missing key is an empty cell. */
export function readObject(place: ObjectPlace, record: JsonRecord): RawRow {
  const { file, noun, names } = place
  const { line, text, object, repeated } = record
  if (!object) {
    const value = text.slice(0, ROW_CHARACTERS_SHOWN)
    return {
      line,
      bad: [{ file, line, column: '(row)', value, expected: 'one JSON object a line' }]
    }
  }
  const badCell = (column: string, value: unknown, expected: string): BadCell => ({
    file,
    line,
    column,
    value: showValue(value),
    expected
  })
  const bad = repeated.map((key) => badCell(key, object[key], 'each key once'))
  const kinds: Record<string, Cell> = FILES[noun].cells
  const cells: Record<string, string> = {}
  for (const [name, value] of flattenObject(object)) {
    if (bad.length >= CELLS_NAMED_MAX) break
    const column = columnNamed(noun, name)
    if (column === undefined) {
      const documented = `only the documented keys: ${Object.keys(kinds).join(', ')}`
      bad.push(badCell(name, name, documented))
    } else if (Object.hasOwn(cells, column)) bad.push(badCell(name, value, 'each column once'))
    else {
      const kind = kinds[column]?.kind
      const cell = kind ? textOf(kind, value) : shownText(value)
      if (cell === undefined) bad.push(badCell(name, value, EXPECTED[kind ?? 'text']))
      if (column !== name) names.set(column, name)
      cells[column] = cell ?? ''
    }
  }
  return bad.length > 0 ? { line, bad: bad.slice(0, CELLS_NAMED_MAX) } : { line, cells }
}

/** The values of an object, each with the name that it has in CSV. */
export function flattenObject(object: JsonObject): [name: string, value: JsonCell][] {
  return Object.entries(object).flatMap(([key, value]) =>
    isPlainObject(value)
      ? Object.entries(value).map(([inner, one]): [string, JsonCell] => [`${key}_${inner}`, one])
      : [[key, value] as [string, JsonCell]]
  )
}

function isPlainObject(value: JsonCell): value is JsonObject {
  const isObject = typeof value === 'object' && value !== null
  return isObject && !Array.isArray(value) && !(value instanceof NumberText)
}

function textOf(kind: CellKind, value: JsonCell): string | undefined {
  if (value === null) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return kind === 'yes_no' ? (value ? 'yes' : 'no') : undefined
  if (value instanceof NumberText) return kind === 'decimal' ? plainDecimal(value.text) : undefined
  return kind === 'list' && isListOfTexts(value) ? value.join('|') : undefined
}

/** The text of a value that only answers have: it is compared or ignored, whatever it is. */
function shownText(value: JsonCell): string {
  if (value === null) return ''
  return value instanceof NumberText ? plainDecimal(value.text) : showValue(value, Infinity)
}

function showValue(value: unknown, characters = ROW_CHARACTERS_SHOWN): string {
  const text =
    value instanceof NumberText
      ? value.text
      : typeof value === 'string'
        ? value
        : // Each item has two characters at least, so no more of them can be seen.
          (JSON.stringify(Array.isArray(value) ? value.slice(0, characters) : value) ?? '')
  return text.slice(0, characters)
}
