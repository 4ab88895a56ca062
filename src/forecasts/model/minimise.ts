/** The range of a parameter, and the width of the first steps through it. */
export type Range = { minimum: number; maximum: number }

const GRID = 6
const STEPS_MIN = 1e-4
const ROUNDS_MAX = 200

/**
 * Finds the point in a box where a function is least. Takes the best node of a coarse grid, then
 * makes the exploratory moves of a pattern search around it (Hooke and Jeeves, "Direct search",
 * Journal of the ACM 8, 1961). The steps are halved when none of them helps. Deterministic and
 * bounded.
 */
export function minimise(
  loss: (point: readonly number[]) => number,
  ranges: readonly Range[]
): number[] {
  let best = bestNode(loss, ranges)
  let least = loss(best)
  let step = 1 / GRID
  for (let round = 0; round < ROUNDS_MAX && step > STEPS_MIN; round += 1) {
    const better = ranges
      .flatMap((range, index) =>
        [-1, 1].map((direction) => moved(best, index, direction * step, range))
      )
      .find((point) => loss(point) < least)
    if (better) {
      best = better
      least = loss(better)
    } else step /= 2
  }
  return best
}

function bestNode(loss: (point: readonly number[]) => number, ranges: readonly Range[]): number[] {
  let nodes: number[][] = [[]]
  for (const { minimum, maximum } of ranges) {
    const values = Array.from(
      { length: GRID },
      (_, index) => minimum + ((maximum - minimum) * (index + 0.5)) / GRID
    )
    nodes = nodes.flatMap((node) => values.map((value) => [...node, value]))
  }
  return nodes
    .map((node) => ({ node, loss: loss(node) }))
    .reduce((a, b) => (b.loss < a.loss ? b : a)).node
}

function moved(
  point: readonly number[],
  index: number,
  by: number,
  { minimum, maximum }: Range
): number[] {
  return point.map((value, at) =>
    at === index ? Math.min(maximum, Math.max(minimum, value + by * (maximum - minimum))) : value
  )
}
