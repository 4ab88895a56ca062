import type { BadCell } from '../db/tables.ts'

const SHOWN_MAX = 20

/** Thrown when data cannot be loaded; nothing of them is kept. */
export class DataError extends Error {
  readonly cells: readonly BadCell[]

  constructor(cells: readonly BadCell[]) {
    const shown = cells
      .slice(0, SHOWN_MAX)
      .map(
        ({ file, line, column, value, expected }) =>
          `  ${file} line ${line}, column ${column}: found ${JSON.stringify(value)}, expected ${expected}`
      )
    if (cells.length > SHOWN_MAX) shown.push(`  and ${cells.length - SHOWN_MAX} more`)
    super(`The data were not loaded; nothing of them was kept.\n${shown.join('\n')}`)
    this.name = 'DataError'
    this.cells = cells
  }
}
