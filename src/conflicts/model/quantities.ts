// What is known of a figure: the interval it lies in, and the figures it was read from.

/**
 * `least` and `most` are the smallest and largest figure as printed; `low` and `high` what they
 * allow, infinite where open.
 */
export type Quantity = { low: number; high: number; least: number; most: number }

/** Sums of binary fractions are off by parts of this size; a gap smaller than that is none. */
const NOISE = 1e-9

/** The gap between two intervals; 0 where they meet. */
export function gapBetween(a: Quantity, b: Quantity): number {
  const gap = Math.max(a.low - b.high, b.low - a.high)
  const size = Math.max(Math.abs(a.least), Math.abs(a.most), Math.abs(b.least), Math.abs(b.most))
  return gap > NOISE * size ? gap : 0
}

/**
 * The larger figure to the smaller one, taking of each side the figure nearest to the other; null
 * for zero or unlike signs.
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
 * The smallest interval around all of them; of one, itself, for most figures stand alone and there
 * may be many.
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

/** The product of two quantities that are not negative, in a unit that is `scale` of theirs. */
export function productOf(a: Quantity, b: Quantity, scale = 1): Quantity {
  return {
    low: a.low * b.low * scale,
    high: times(a.high, b.high) * scale,
    least: a.least * b.least * scale,
    most: a.most * b.most * scale
  }
}

/**
 * The same figures with room down to a share of the lower end and up to a multiple of the upper
 * one.
 */
export function widened(quantity: Quantity, down: number, up: number): Quantity {
  return {
    ...quantity,
    low: quantity.low / (quantity.low < 0 ? 1 : down),
    high: quantity.high * (quantity.high < 0 ? 1 : up)
  }
}

/** Nothing times anything is nothing, be it unbounded. */
function times(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : a * b
}
