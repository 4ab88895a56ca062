import type { BadCell } from '../db/tables/define.ts'

const SHOWN_MAX = 20

/**
 * Thrown if data are refused; nothing of them is kept. `cells` are the first of the `count` refused
 * cells.
 */
export class DataError extends Error {
  readonly cells: readonly BadCell[]
  readonly count: number

  constructor(cells: readonly BadCell[], count = cells.length) {
    const shown = cells
      .slice(0, SHOWN_MAX)
      .map(
        ({ file, line, column, value, expected }) =>
          `  ${file} line ${line}, column ${column}: found ${JSON.stringify(value)}, ` +
          `expected ${expected}`
      )
    if (count > SHOWN_MAX) shown.push(`  and ${count - SHOWN_MAX} more`)
    super(`The data were not loaded; nothing of them was kept.\n${shown.join('\n')}`)
    this.name = 'DataError'
    this.cells = cells
    this.count = count
  }
}
