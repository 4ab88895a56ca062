/** The range of a parameter, and the width of the first steps through it. */
export type Range = { minimum: number; maximum: number }

type Loss = (point: readonly number[]) => number
/** A point and its loss. */
type Place = { point: number[]; loss: number }

const GRID = 6
const STEPS_MIN = 1e-4
const ROUNDS_MAX = 200

/**
 * Finds the point in a box where a function is least. Takes the best node of a coarse grid, then
 * makes the exploratory moves of a pattern search around it (Hooke and Jeeves, "Direct search",
 * Journal of the ACM 8, 1961). The steps are halved when none of them helps. Deterministic and
 * bounded. The function must not keep the point that it is given.
 */
export function minimise(loss: Loss, ranges: readonly Range[]): number[] {
  let best = bestNode(loss, ranges)
  let step = 1 / GRID
  for (let round = 0; round < ROUNDS_MAX && step > STEPS_MIN; round += 1) {
    const better = betterNeighbour(loss, ranges, best, step)
    if (better) best = better
    else step /= 2
  }
  return best.point
}

/** The node of the grid with the least loss; of equals the first. */
function bestNode(loss: Loss, ranges: readonly Range[]): Place {
  let best: Place = { point: [], loss: Number.POSITIVE_INFINITY }
  for (let node = 0; node < GRID ** ranges.length; node += 1) {
    const point = nodeAt(node, ranges)
    const found = loss(point)
    if (found < best.loss || best.point.length === 0) best = { point, loss: found }
  }
  return best
}

/** A node by its number, in which the last parameter moves first. */
function nodeAt(node: number, ranges: readonly Range[]): number[] {
  return ranges.map(({ minimum, maximum }, index) => {
    const place = Math.floor(node / GRID ** (ranges.length - 1 - index)) % GRID
    return minimum + ((maximum - minimum) * (place + 0.5)) / GRID
  })
}

/** The first point with less loss that is one step away along one parameter, in the box. */
function betterNeighbour(
  loss: Loss,
  ranges: readonly Range[],
  { point, loss: least }: Place,
  step: number
): Place | undefined {
  const next = [...point]
  for (const [index, { minimum, maximum }] of ranges.entries()) {
    const here = point[index] ?? Number.NaN
    for (const by of [-step, step]) {
      next[index] = Math.min(maximum, Math.max(minimum, here + by * (maximum - minimum)))
      const found = loss(next)
      if (found < least) return { point: next, loss: found }
    }
    next[index] = here
  }
  return undefined
}
