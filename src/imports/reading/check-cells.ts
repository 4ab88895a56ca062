// Rows of cells against the schema of their file.
import type { BadCell } from '../../db/tables.ts'
import { FILES, type Noun, type Read } from '../columns.ts'
import type { RawRow } from './data-file.ts'

/** Of a bad value; whoever wrote it knows it by its beginning. */
const SHOWN_CHARACTERS = 1_000

/** The row, or every cell of it that cannot be taken. */
export type Checked<N extends Noun> = { row: Read<N> } | { bad: BadCell[] }

/** Reads the cells of one row. */
export function checkCells<N extends Noun>(file: string, noun: N, raw: RawRow): Checked<N> {
  if ('bad' in raw) return raw
  const { line, cells } = raw
  const result = FILES[noun].row.safeParse(cells)
  if (result.success) return { row: Object.assign(result.data, { line }) as unknown as Read<N> }
  const bad = result.error.issues.map((issue) => {
    const column = String(issue.path[0])
    return { file, line, column, value: (cells[column] ?? '').slice(0, SHOWN_CHARACTERS), expected: issue.message }
  })
  return { bad }
}
