// Chooses shorter periods inside a longer one: those that fill it without gap or overlap, and those
// without overlap that have the largest sum.

export type Stretch = { starts: number; ends: number }

/** A year has 365 days and 78 runs of whole months. */
const PARTS_MAX = 450
const PARTS_MIN = 40
/** At most this many parts are read in one scope, for all wholes together. */
const WORK_MAX = 1_000_000

/**
 * How many parts are read for each whole, so that a large scope takes no more time than many small
 * ones.
 */
export function partsAllowed(claims: number): number {
  return Math.min(PARTS_MAX, Math.max(PARTS_MIN, Math.floor(WORK_MAX / Math.max(1, claims))))
}

/**
 * The periods that are inside `whole` and shorter, in the order of `sorted` (by first day, the
 * longest first). At most `most` are read.
 */
export function partsWithin<T extends Stretch>(
  sorted: readonly T[],
  whole: Stretch,
  most: number
): T[] {
  const first = firstFrom(sorted, whole.starts)
  const parts: T[] = []
  for (const part of sorted.slice(first, first + most)) {
    if (part.starts > whole.ends) break
    if (part.ends <= whole.ends && part.ends - part.starts < whole.ends - whole.starts)
      parts.push(part)
  }
  return parts
}

/**
 * The parts that fill the whole from its first to its last day at the least cost; undefined if
 * there is no way. `parts` must be in order of their first days: then all ways to a day are known
 * before the parts that begin on it.
 */
export function tiling<T extends Stretch>(
  parts: readonly T[],
  whole: Stretch,
  costOf: (part: T) => number
): T[] | undefined {
  const ways = new Map<number, { cost: number; part?: T }>([[whole.starts, { cost: 0 }]])
  for (const part of parts) {
    const way = ways.get(part.starts)
    if (!way) continue
    const cost = way.cost + costOf(part)
    const known = ways.get(part.ends + 1)
    if (!known || cost < known.cost) ways.set(part.ends + 1, { cost, part })
  }
  const tiles: T[] = []
  for (let way = ways.get(whole.ends + 1); way?.part; way = ways.get(way.part.starts))
    tiles.unshift(way.part)
  return tiles.length === 0 ? undefined : tiles
}

/**
 * The parts without overlap that have the largest sum, by weighted interval scheduling from the
 * last to the first.
 */
export function heaviest<T extends Stretch>(
  parts: readonly T[],
  weightOf: (part: T) => number
): T[] {
  const best: { weight: number; part?: T; next: number }[] = [{ weight: 0, next: 0 }]
  // best[k] is the answer for the last k parts.
  for (let index = parts.length - 1; index >= 0; index -= 1) {
    const part = parts[index]
    const without = best[parts.length - index - 1]
    if (!part || !without) continue
    const after = parts.length - firstFrom(parts, part.ends + 1, index + 1)
    const weight = weightOf(part) + (best[after]?.weight ?? 0)
    best.push(
      weight > without.weight
        ? { weight, part, next: after }
        : { weight: without.weight, next: parts.length - index - 1 }
    )
  }
  const chosen: T[] = []
  for (let left = parts.length; left > 0; ) {
    const { part, next } = best[left] ?? { next: 0 }
    if (part) chosen.push(part)
    left = next
  }
  return chosen
}

/** Index of the first period that begins on the day or later. */
export function firstFrom(sorted: readonly Stretch[], day: number, from = 0): number {
  let [low, high] = [from, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle]?.starts ?? day) < day) low = middle + 1
    else high = middle
  }
  return low
}
