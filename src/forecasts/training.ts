// Chooses the values that a forecast uses, and what is known of them. Pure.
import { BREAK, figureOf, type Point, takeUnbroken } from '../observations/series/points.ts'
import type { Traits } from '../observations/series/traits.ts'
import type { ForecastOptions } from './model/index.ts'
import { valuesAYear, windowOf } from './yearly.ts'

export type MetricBounds = Pick<Traits, 'minimum' | 'maximum'>
/** What is known of values beside them: their bounds, and how many make a year. */
export type Known = Pick<ForecastOptions, 'minimum' | 'maximum' | 'yearly'>

/** Squares of larger values are not finite numbers. */
const LARGEST = 1e150

/**
 * The newest points without a gap, from a marked break on, at most as many as a forecast uses
 * ({@link windowOf}).
 */
export function trainingPoints(points: readonly Point[]): Point[] {
  const newest = takeUnbroken(points).slice(-windowOf(points.at(-1)?.period ?? ''))
  const start = newest.findLastIndex(isMarked)
  return newest.slice(Math.max(0, start))
}

/** Whether a claim is the first after a break in level that somebody marked. */
export function isMarked({ claim }: Point): boolean {
  return claim.status === BREAK
}

/** The values that a series is forecast from, in order of time, and what is known of them. */
export function trainingOf(
  metric: Pick<Traits, 'desired'> & MetricBounds,
  all: readonly Point[]
): { values: number[]; known: Known } {
  const direction = directionOf(metric)
  const points = trainingPoints(all)
  const values = points.map(({ claim }) => figureOf(claim, direction))
  return { values, known: knownOf(metric, points, values) }
}

/** What is known of the values of some points. */
export function knownOf(
  metric: MetricBounds,
  points: readonly Point[],
  values: readonly number[]
): Known {
  return { ...boundsOf(metric, values), yearly: valuesAYear(points.at(-1)?.period ?? '') }
}

/** Whether more is better (1) or less. */
export function directionOf({ desired }: Pick<Traits, 'desired'>): 1 | -1 {
  return desired === 'decrease' ? -1 : 1
}

/** Whether values are so large that nothing can be computed from them. */
export function areTooLarge(values: readonly number[]): boolean {
  return values.some((value) => Math.abs(value) > LARGEST)
}

/**
 * Bounds of a forecast: those of its metric, and zero for values that were never negative. A bound
 * that the values themselves do not keep is none.
 */
function boundsOf(
  { minimum, maximum }: MetricBounds,
  values: readonly number[]
): { minimum?: number; maximum?: number } {
  const wasNegative = values.some((value) => value < 0)
  const least = wasNegative ? minimum : Math.max(0, minimum ?? 0)
  return {
    ...(least !== null && values.every((value) => value >= least) ? { minimum: least } : {}),
    ...(maximum !== null && values.every((value) => value <= maximum) ? { maximum } : {})
  }
}
