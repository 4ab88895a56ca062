// Collects the refused cells of an import: keeps the first of each kind for the error, passes each
// of them on, and counts them all.
import type { BadCell } from '../../../db/tables/define.ts'
import { DataError } from '../../../files/data-error.ts'
import { refusedKinds } from '../../../files/refused-kinds.ts'

/** How many cells an answer names. */
export const NAMED_MAX = 100

export type BadCells = {
  count: () => number
  add: (cells: readonly BadCell[]) => void
  /** Gives the names that columns have in a file; cells that are added later have these names. */
  rename: (file: string, names: ReadonlyMap<string, string>) => void
  /** The error of the import; throw it if any cell was refused. */
  error: () => DataError
}

/** Starts empty; `tell` receives every cell. */
export function badCells(tell: (cell: BadCell) => void = () => {}): BadCells {
  const kinds = refusedKinds()
  const renamed = new Map<string, ReadonlyMap<string, string>>()
  const asInFile = (cell: BadCell): BadCell => ({
    ...cell,
    column: renamed.get(cell.file)?.get(cell.column) ?? cell.column
  })
  return {
    count: kinds.count,
    add(cells) {
      for (const cell of cells.map(asInFile)) {
        kinds.add(cell)
        tell(cell)
      }
    },
    rename: (file, names) => void renamed.set(file, names),
    error: () => new DataError(kinds.pick(NAMED_MAX), kinds.count())
  }
}
