import type { BadCell } from '../db/tables/define.ts'

import { describeValues, refusedKinds } from './refused-kinds.ts'

const SHOWN_MAX = 20

/**
 * Thrown if data are refused; nothing of them is kept. `cells` are the first of the `count` refused
 * cells, of each kind some.
 */
export class DataError extends Error {
  readonly cells: readonly BadCell[]
  readonly count: number

  constructor(cells: readonly BadCell[], count = cells.length) {
    const kinds = refusedKinds()
    for (const cell of cells) kinds.add(cell)
    const shown = kinds
      .pick(SHOWN_MAX)
      .map(
        (cell) =>
          `  ${cell.file} line ${cell.line}, column ${cell.column}: ` +
          `found ${JSON.stringify(cell.value)}, expected ${cell.expected}${moreLike(cell)}`
      )
    const more = count - kinds.count()
    if (more > 0) shown.push(`  and ${more} more`)
    super(`The data were not loaded; nothing of them was kept.\n${shown.join('\n')}`)
    this.name = 'DataError'
    this.cells = cells
    this.count = count
  }
}

function moreLike(cell: BadCell): string {
  const { alike = 0 } = cell
  const values = describeValues(cell)
  return alike > 0 ? ` (and ${alike} more like it${values && `; ${values}`})` : ''
}
