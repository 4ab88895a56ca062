// Collects the refused cells of an import: keeps the first of each kind for the error, passes each
// of them on, and counts them and their rows.
import type { BadCell } from '../../../db/tables/define.ts'
import { DataError } from '../../../files/data-error.ts'
import { REFUSED_ROWS_MAX } from '../../../files/limits.ts'
import { refusedKinds } from '../../../files/refused-kinds.ts'

/** How many cells an answer names. */
export const NAMED_MAX = 100

export type BadCells = {
  count: () => number
  /** Adds cells of whole rows, in the order of their lines. */
  add: (cells: readonly BadCell[]) => void
  /** Counts rows that were read, refused or not. */
  addRead: (rows: number) => void
  /** Whether so many rows are refused that nothing should be read further. */
  isFull: () => boolean
  /** Gives the names that columns have in a file; cells that are added later have these names. */
  rename: (file: string, names: ReadonlyMap<string, string>) => void
  /** The error of the import; throw it if any cell was refused. */
  error: () => DataError
}

/** Starts empty; `tell` receives every cell. */
export function badCells(tell: (cell: BadCell) => void = () => {}): BadCells {
  const kinds = refusedKinds()
  let [read, refused, last] = [0, 0, '']
  const isFull = () => refused >= REFUSED_ROWS_MAX
  const countRow = ({ file, line, alike = 0 }: BadCell) => {
    const place = `${file} ${line}`
    if (place !== last) refused += 1 + alike
    last = place
  }
  const renamed = new Map<string, ReadonlyMap<string, string>>()
  const asInFile = (cell: BadCell): BadCell => ({
    ...cell,
    column: renamed.get(cell.file)?.get(cell.column) ?? cell.column
  })
  return {
    count: kinds.count,
    add(cells) {
      for (const cell of cells.map(asInFile)) {
        countRow(cell)
        kinds.add(cell)
        tell(cell)
      }
    },
    addRead(rows) {
      read += rows
    },
    isFull,
    rename: (file, names) => void renamed.set(file, names),
    error: () =>
      new DataError(kinds.pick(NAMED_MAX), kinds.count(), isFull() ? { read, refused } : undefined)
  }
}
