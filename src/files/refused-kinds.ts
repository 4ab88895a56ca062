// Groups refused cells by kind: cells of one column that are refused for the same reason. So a kind
// with thousands of cells does not hide the others, and what is kept of them is bounded.
import type { BadCell, RefusedValue } from '../db/tables/define.ts'
import { ROW_CHARACTERS_SHOWN } from './limits.ts'

const KINDS_MAX = 100
const KEPT_OF_KIND = 100

/** How many different values of a kind are counted, and how many of them are told. */
export const DISTINCT_MAX = 500
export const VALUES_TOLD_MAX = 20

/** The first cells of a kind, each with its place in the order of all, and how many there are. */
type Kind = {
  first: { order: number; cell: BadCell }[]
  count: number
  values: Map<string, number>
  /** What was told of the values when the cells were grouped before. */
  told?: Told
}
type Told = { distinct: number; values: RefusedValue[] }
export type RefusedKinds = {
  add: (cell: BadCell) => void
  /** The number of all cells. */
  count: () => number
  /**
   * At most `most` cells in the order in which they were added, shared out among the kinds. The
   * last one of a kind says how many more there are (`alike`).
   */
  pick: (most: number) => BadCell[]
}

/** Starts empty. */
export function refusedKinds(): RefusedKinds {
  const kinds = new Map<string, Kind>()
  let count = 0
  return {
    add(cell) {
      const cells = 1 + (cell.alike ?? 0)
      count += cells
      const key = keyOf(cell)
      const kind: Kind = kinds.get(key) ?? { first: [], count: 0, values: new Map() }
      if (kind.first.length < KEPT_OF_KIND) kind.first.push({ order: count, cell })
      kind.count += cells
      addValue(kind, cell)
      if (kinds.size < KINDS_MAX) kinds.set(key, kind)
    },
    count: () => count,
    pick(most) {
      const all = [...kinds.values()].slice(0, most)
      const shares = shareOut(
        all.map(({ first }) => first.length),
        most
      )
      return all
        .flatMap((kind, index) => shown(kind, shares[index] ?? 0))
        .sort((a, b) => a.order - b.order)
        .map(({ cell }) => cell)
    }
  }
}

function addValue(kind: Kind, { value, distinct, values }: BadCell): void {
  if (distinct !== undefined && values) kind.told = { distinct, values }
  const short = value.slice(0, ROW_CHARACTERS_SHOWN)
  const before = kind.values.get(short)
  if (before !== undefined || kind.values.size < DISTINCT_MAX)
    kind.values.set(short, (before ?? 0) + 1)
}

/** How many values there are, and the first of them. */
function tellValues({ told, values }: Kind): Told {
  const first = [...values].slice(0, VALUES_TOLD_MAX)
  const counted = first.map(([value, cells]) => ({ value, cells }))
  return told ?? { distinct: values.size, values: counted }
}

/**
 * Reasons that differ only in their numbers are one kind, and so are columns such as 2019 and 2020.
 */
function keyOf({ file, column, expected }: BadCell): string {
  const named = column.replace(/^\d.*$/s, '#')
  return [file, named, expected.replaceAll(/\d+/g, '#')].join('\n')
}

/** The first cells of a kind; the last of them says how many more there are, with which values. */
function shown(kind: Kind, most: number): Kind['first'] {
  const some = kind.first.slice(0, most)
  const more = kind.count - some.length
  return some.map(({ order, cell }, index) => {
    const { file, line, column, value, expected } = cell
    const plain = { file, line, column, value, expected }
    const isLast = more > 0 && index === some.length - 1
    return { order, cell: isLast ? { ...plain, alike: more, ...tellValues(kind) } : plain }
  })
}

/**
 * The values of all cells of a kind in words, such as `2 different values: "x" (3), "y" (1)`. Empty
 * if there is only one value, which the cell itself shows.
 */
export function describeValues({ distinct = 0, values = [] }: BadCell): string {
  const some = values.map(({ value, cells }) => `${JSON.stringify(value)} (${cells})`).join(', ')
  if (distinct < 2) return ''
  const counted = distinct < DISTINCT_MAX ? String(distinct) : `at least ${DISTINCT_MAX}`
  return `${counted} different values: ${some}${distinct > values.length ? ', …' : ''}`
}

/** Gives each kind an equal share of the places; what a small kind leaves goes to the others. */
function shareOut(sizes: readonly number[], places: number): number[] {
  const shares = sizes.map(() => 0)
  for (let left = places; left > 0; ) {
    const before = left
    for (const [index, size] of sizes.entries()) {
      const share = shares[index] ?? 0
      if (left === 0 || share >= size) continue
      shares[index] = share + 1
      left -= 1
    }
    if (left === before) break
  }
  return shares
}
