// Rows of cells against the schema of their file, cell by cell: most cells of a column hold what
// others above them held.
import type { z } from 'zod'
import type { BadCell } from '../db/tables/define.ts'
import { FILES, type Noun, type Read } from './columns.ts'
import type { RawRow } from './data-file.ts'

/** Of a bad value; whoever wrote it knows it by its beginning. */
const SHOWN_CHARACTERS = 1_000
/** Cells of a column read before, and how long they may be. */
const KEPT = { cells: 1_000, characters: 64 }

/** The row, or every cell of it that cannot be taken. */
export type Checked<N extends Noun> = { row: Read<N> } | { bad: BadCell[] }
type Column = { name: string; cell: z.ZodType<unknown, string>; read: Map<string, unknown> }

const columns = new Map<Noun, Column[]>()

/** Reads the cells of one row. */
export function checkCells<N extends Noun>(file: string, noun: N, raw: RawRow): Checked<N> {
  if ('bad' in raw) return raw
  const { line, cells } = raw
  const row: Record<string, unknown> = { line }
  const bad: BadCell[] = []
  for (const column of columnsOf(noun)) {
    const { name, read } = column
    const text = cells[name] ?? ''
    const known = read.get(text)
    const found = known === undefined ? readCell(column, text) : { value: known }
    if ('value' in found) row[name] = found.value
    else
      bad.push(
        ...found.expected.map((expected) => ({
          file,
          line,
          column: name,
          value: text.slice(0, SHOWN_CHARACTERS),
          expected
        }))
      )
  }
  return bad.length > 0 ? { bad } : { row: row as Read<N> }
}

function readCell(
  { cell, read }: Column,
  text: string
): { value: unknown } | { expected: string[] } {
  const { success, data, error } = cell.safeParse(text)
  if (!success) return { expected: error.issues.map(({ message }) => message) }
  if (text.length > KEPT.characters) return { value: data }
  if (read.size >= KEPT.cells) read.clear()
  read.set(text, data)
  return { value: data }
}

function columnsOf(noun: Noun): Column[] {
  const known = columns.get(noun)
  if (known) return known
  const shape = Object.entries(FILES[noun].row.shape) as [string, Column['cell']][]
  const made = shape.map(([name, cell]) => ({ name, cell, read: new Map() }))
  columns.set(noun, made)
  return made
}
