// Validates the cells of a row by the rules of their columns. Results are remembered, because most
// cells of a column repeat earlier ones.
import type { BadCell } from '../db/tables/define.ts'
import type { Noun } from '../nouns.ts'
import { type Cell, isListOfTexts } from './cells.ts'
import { FILES, type ReadRow } from './columns.ts'
import type { CellValue, RawRow } from './data-file.ts'
import { VALUE_CHARACTERS_SHOWN } from './limits.ts'

/** How many cells of a column are remembered, and how long each may be. */
const REMEMBERED = { cells: 1_000, characters: 64 }

/** The row, or every refused cell of it. */
export type ValidatedRow<N extends Noun> = { row: ReadRow<N> } | { bad: BadCell[] }
type Column = { name: string; cell: Cell; remembered: Map<string, unknown> }
type ValidatedCell = { value: unknown } | { expected: string[] }

const columns = new Map<Noun, Column[]>()

/** Validates the cells of one row. `file` is the name of the source in errors. */
export function validateCells<N extends Noun>(file: string, noun: N, raw: RawRow): ValidatedRow<N> {
  if ('bad' in raw) return raw
  const { line, cells } = raw
  const row: Record<string, unknown> = { line }
  const bad: BadCell[] = []
  for (const column of columnsOfNoun(noun)) {
    const { name } = column
    const given = cells[name] ?? ''
    const found = typeof given === 'string' ? readText(column, given) : readValue(column, given)
    if ('value' in found) row[name] = found.value
    else {
      const value = textOf(given).slice(0, VALUE_CHARACTERS_SHOWN)
      for (const expected of found.expected) bad.push({ file, line, column: name, value, expected })
    }
  }
  return bad.length > 0 ? { bad } : { row: row as ReadRow<N> }
}

function readText({ cell, remembered }: Column, text: string): ValidatedCell {
  const known = remembered.get(text)
  if (known !== undefined) return { value: known }
  const { success, data, error } = cell.text.safeParse(text)
  if (!success) return { expected: error.issues.map(({ message }) => message) }
  if (text.length > REMEMBERED.characters) return { value: data }
  if (remembered.size >= REMEMBERED.cells) remembered.clear()
  remembered.set(text, data)
  return { value: data }
}

function readValue({ cell }: Column, value: CellValue): ValidatedCell {
  const { success, data, error } = cell.value.safeParse(value)
  return success ? { value: data } : { expected: error.issues.map(({ message }) => message) }
}

function textOf(value: CellValue): string {
  if (isListOfTexts(value)) return value.join('|')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function columnsOfNoun(noun: Noun): Column[] {
  const known = columns.get(noun)
  if (known) return known
  const made = Object.entries(FILES[noun].cells as Record<string, Cell>).map(([name, cell]) => ({
    name,
    cell,
    remembered: new Map<string, unknown>()
  }))
  columns.set(noun, made)
  return made
}
