// What is wrong with an import: the first cells to be told at once, all of them to whoever keeps a
// list, and how many there were.
import type { BadCell } from '../../../db/tables/define.ts'
import { DataError } from '../../../files/data-error.ts'

/** Cells that an answer names. */
export const NAMED_MAX = 100

export type BadCells = {
  count: () => number
  add: (cells: readonly BadCell[]) => void
  /** The error of the import, to be thrown where anything was refused. */
  error: () => DataError
}

/** Begins with none; `tell` gets every cell. */
export function badCells(tell: (cell: BadCell) => void = () => {}): BadCells {
  const named: BadCell[] = []
  let count = 0
  return {
    count: () => count,
    add(cells) {
      count += cells.length
      for (const cell of cells) {
        if (named.length < NAMED_MAX) named.push(cell)
        tell(cell)
      }
    },
    error: () => new DataError(named, count)
  }
}
