// A quantity: the interval in which a figure lies, and the figures from which the interval was
// read.

/**
 * `least` and `most` are the smallest and largest figure as printed. `low` and `high` are the ends
 * of the interval, infinite if an end is open.
 */
export type Quantity = { low: number; high: number; least: number; most: number }

/**
 * Sums of binary fractions have errors of about this relative size. A smaller gap counts as none.
 */
const NOISE = 1e-9

/** The gap between two intervals; 0 if they meet. */
export function gapBetween(a: Quantity, b: Quantity): number {
  const gap = Math.max(a.low - b.high, b.low - a.high)
  const size = Math.max(Math.abs(a.least), Math.abs(a.most), Math.abs(b.least), Math.abs(b.most))
  return gap > NOISE * size ? gap : 0
}

/**
 * The larger figure divided by the smaller one, for the two nearest figures of both sides; null if
 * one is zero or the signs differ.
 */
export function ratioBetween(a: Quantity, b: Quantity): number | null {
  const [one, other] =
    a.most < b.least ? [a.most, b.least] : a.least > b.most ? [a.least, b.most] : [1, 1]
  if (one === 0 || other === 0 || one > 0 !== other > 0) return null
  return Math.max(one / other, other / one)
}

export function sumOf(quantities: readonly Quantity[]): Quantity {
  const sum = { low: 0, high: 0, least: 0, most: 0 }
  for (const { low, high, least, most } of quantities) {
    sum.low += low
    sum.high += high
    sum.least += least
    sum.most += most
  }
  return sum
}

/**
 * The smallest interval around all quantities. A single one is returned as it is, because most
 * figures are alone and there may be many.
 */
export function hullOf(quantities: readonly Quantity[]): Quantity {
  const [only, ...others] = quantities
  if (only && others.length === 0) return only
  const hull = {
    low: Number.POSITIVE_INFINITY,
    high: Number.NEGATIVE_INFINITY,
    least: Number.POSITIVE_INFINITY,
    most: Number.NEGATIVE_INFINITY
  }
  for (const { low, high, least, most } of quantities) {
    hull.low = Math.min(hull.low, low)
    hull.high = Math.max(hull.high, high)
    hull.least = Math.min(hull.least, least)
    hull.most = Math.max(hull.most, most)
  }
  return hull
}

/** The product of two quantities that are not negative, times `scale`. */
export function productOf(a: Quantity, b: Quantity, scale = 1): Quantity {
  return {
    low: a.low * b.low * scale,
    high: times(a.high, b.high) * scale,
    least: a.least * b.least * scale,
    most: a.most * b.most * scale
  }
}

/**
 * The same figures with a wider interval: the lower end divided by `down`, the upper end times
 * `up`.
 */
export function widened(quantity: Quantity, down: number, up: number): Quantity {
  return {
    ...quantity,
    low: quantity.low / (quantity.low < 0 ? 1 : down),
    high: quantity.high * (quantity.high < 0 ? 1 : up)
  }
}

/** Zero times anything is zero, also times infinity. */
function times(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : a * b
}
