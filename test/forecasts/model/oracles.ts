// The formulas of the cited sources a second time, in another form than src has them, and what the
// tests of the model share.
import fc from 'fast-check'
import type { Test } from 'tap'

/**
 * Unlike series without ties between parameters: rising, accelerating, saw-toothed, around a level.
 */
export const SERIES: readonly (readonly number[])[] = [
  [10, 12, 13, 12, 15],
  [3, 5, 9, 20],
  [100, 110, 105, 120, 130, 125, 140],
  [50, 48, 53, 51, 49, 55, 52, 50]
]

/** Any finite numbers of reasonable size. */
export const anySeries = (minLength = 1, maxLength = 60) =>
  fc.array(
    fc.oneof(
      // As figures are: none is so small that its share of a few would be rounded to zero.
      fc
        .double({ min: -1e12, max: 1e12, noNaN: true })
        .map((value) => (Math.abs(value) < 1e-20 ? 0 : value)),
      fc.integer({ min: -1000, max: 1000 })
    ),
    { minLength, maxLength }
  )

/** Eighths, so that sums and differences of a few are exact in binary. */
export const eighths = (minLength = 1, maxLength = 60) =>
  fc.array(
    fc.integer({ min: -80_000, max: 80_000 }).map((whole) => whole / 8),
    { minLength, maxLength }
  )

export function item(values: readonly number[], index: number): number {
  const value = values.at(index)
  if (value === undefined) throw new Error(`there is no value ${index} among ${values.length}`)
  return value
}

/** Equal within a share of the expected size (of 1 for small numbers). */
export function near(
  t: Test,
  actual: number | undefined,
  expected: number,
  message: string,
  tolerance = 1e-9
): void {
  const distance = Math.abs((actual ?? Number.NaN) - expected)
  t.ok(
    distance <= tolerance * Math.max(1, Math.abs(expected)),
    `${message}: ${actual} is ${expected}`
  )
}

/** Hyndman & Athanasopoulos §8.1, weighted-average form: l = a·y + (1 - a)·l. */
export function smoothed(
  values: readonly number[],
  alpha: number
): { level: number; loss: number } {
  let level = item(values, 0)
  let loss = 0
  for (const value of values.slice(1)) {
    loss += (value - level) ** 2
    level = alpha * value + (1 - alpha) * level
  }
  return { level, loss }
}

/**
 * Component form of §8.2: l = a·y + (1 - a)(l + p·b), b = B·(l - l before) + (1 - B)·p·b; p is 1
 * for Holt.
 */
export function trended(values: readonly number[], alpha: number, beta: number, phi: number) {
  const early = Math.min(4, values.length - 1)
  let level = item(values, 0)
  let trend = (item(values, early) - level) / early
  let loss = 0
  for (const value of values.slice(1)) {
    const expected = level + phi * trend
    loss += (value - expected) ** 2
    const next = alpha * value + (1 - alpha) * expected
    trend = beta * (next - level) + (1 - beta) * phi * trend
    level = next
  }
  return { level, trend, loss }
}

/** The normal equations of a line over time 0, 1, …: slope = (n·Σty - Σt·Σy) / (n·Σt² - (Σt)²). */
export function leastSquares(values: readonly number[]): { intercept: number; slope: number } {
  const n = values.length
  const times = values.map((_, time) => time)
  const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)
  const [t, y, tt, ty] = [
    sum(times),
    sum(values),
    sum(times.map((time) => time * time)),
    sum(values.map((value, time) => value * time))
  ]
  const slope = (n * ty - t * y) / (n * tt - t * t)
  return { intercept: (y - slope * t) / n, slope }
}

/**
 * How far a series moves in a step, by a loop from the newest step back: each counts 2^(-1/4) of
 * the step after it. Shares count where all values lie on one side of zero.
 */
export function spreadByHand(values: readonly number[]): number {
  let [steps, shares, total, weight] = [0, 0, 0, 1]
  for (let at = values.length - 1; at > 0; at -= 1, weight /= 2 ** 0.25) {
    steps += weight * Math.abs(item(values, at) - item(values, at - 1))
    shares += weight * Math.abs(Math.log(item(values, at) / item(values, at - 1)))
    total += weight
  }
  const few = (values.length + 4) / values.length
  const isOneSided = Math.min(...values) > 0 || Math.max(...values) < 0
  return isOneSided && shares > 0
    ? (few * Math.sqrt(steps * shares * Math.abs(item(values, -1)))) / total
    : (few * steps) / total
}
