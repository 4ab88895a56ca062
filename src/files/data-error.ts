import type { BadCell } from '../db/tables/define.ts'
import { describeValues, refusedKinds } from './refused-kinds.ts'

const SHOWN_MAX = 20

/** How many rows were read and refused when reading stopped, because too many were refused. */
export type Stop = { read: number; refused: number }

/**
 * Thrown if data are refused; nothing of them is kept. `cells` are the first of the `count` refused
 * cells, of each kind some. With `stop`, the rows after that many were not read.
 */
export class DataError extends Error {
  readonly cells: readonly BadCell[]
  readonly count: number
  readonly stop: Stop | undefined

  constructor(cells: readonly BadCell[], count = cells.length, stop?: Stop) {
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
    if (stop) shown.push(explainStop(stop))
    super(`The data were not loaded; nothing of them was kept.\n${shown.join('\n')}`)
    this.name = 'DataError'
    this.cells = cells
    this.count = count
    this.stop = stop
  }
}

/** Says where reading stopped, and why. */
export function explainStop({ read, refused }: Stop): string {
  const [rows, bad] = [read, refused].map((count) => count.toLocaleString('en'))
  return `Reading stopped after ${rows} rows, because ${bad} of them are refused.`
}

function moreLike(cell: BadCell): string {
  const { alike = 0 } = cell
  const values = describeValues(cell)
  return alike > 0 ? ` (and ${alike} more like it${values && `; ${values}`})` : ''
}
