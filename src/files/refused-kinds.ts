// Groups refused cells by kind: cells of one column that are refused for the same reason. So a kind
// with thousands of cells does not hide the others, and what is kept of them is bounded.
import type { BadCell } from '../db/tables/define.ts'

const KINDS_MAX = 100
const KEPT_OF_KIND = 100

/** The first cells of a kind, each with its place in the order of all, and how many there are. */
type Kind = { first: { order: number; cell: BadCell }[]; count: number }
export type RefusedKinds = {
  add: (cell: BadCell) => void
  /** The number of all cells. */
  count: () => number
  /**
   * At most `most` cells in the order in which they were added, shared out among the kinds. The last
   * one of a kind says how many more there are (`alike`).
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
      const kind = kinds.get(key) ?? { first: [], count: 0 }
      if (kind.first.length < KEPT_OF_KIND) kind.first.push({ order: count, cell })
      kind.count += cells
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

/** Reasons that differ only in their numbers are one kind, and so are columns such as 2019 and 2020. */
function keyOf({ file, column, expected }: BadCell): string {
  const named = column.replace(/^\d.*$/s, '#')
  return [file, named, expected.replaceAll(/\d+/g, '#')].join('\n')
}

/** The first cells of a kind; the last of them says how many more there are. */
function shown({ first, count }: Kind, most: number): Kind['first'] {
  const some = first.slice(0, most)
  const more = count - some.length
  return some.map(({ order, cell: { alike: _, ...cell } }, index) => ({
    order,
    cell: more > 0 && index === some.length - 1 ? { ...cell, alike: more } : cell
  }))
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
