// Chooses the values that a forecast knows, and what is known of them. Pure.
import { BREAK, figureOf, type Point, takeUnbroken } from '../observations/series/points.ts'
import type { Traits } from '../observations/series/traits.ts'
import type { Bounds, ForecastOptions } from './model/index.ts'
import { valuesAYear, windowOf } from './yearly.ts'

export type MetricBounds = Pick<Traits, 'minimum' | 'maximum'>
export type Training = {
  /** The newest points without a gap, at most as many as a forecast uses ({@link windowOf}). */
  points: Point[]
  /** Their figures. For a range, the end that promises less in the direction that is asked for. */
  values: number[]
  /** What is known of the values: their bounds, how many make a year, and a marked break. */
  known: Pick<ForecastOptions, 'bounds' | 'yearly' | 'start'>
}

/** Squares of larger values are not finite numbers. */
const LARGEST = 1e150

/** What a series is forecast from, in order of time. `all` are its points, at least one. */
export function trainingOf(
  metric: MetricBounds,
  all: readonly Point[],
  direction: 1 | -1
): Training {
  const period = all.at(-1)?.period ?? ''
  const points = takeUnbroken(all).slice(-windowOf(period))
  return {
    points,
    values: points.map(({ claim }) => figureOf(claim, direction)),
    known: {
      bounds: (values) => boundsOf(metric, values),
      yearly: valuesAYear(period),
      start: Math.max(0, points.findLastIndex(isMarked))
    }
  }
}

/** Whether a point is the first after a break in level that somebody marked. */
export function isMarked({ claim, marked_by }: Point): boolean {
  return claim.status === BREAK || marked_by !== undefined
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
function boundsOf({ minimum, maximum }: MetricBounds, values: readonly number[]): Bounds {
  const wasNegative = values.some((value) => value < 0)
  const least = wasNegative ? minimum : Math.max(0, minimum ?? 0)
  return {
    ...(least !== null && values.every((value) => value >= least) ? { minimum: least } : {}),
    ...(maximum !== null && values.every((value) => value <= maximum) ? { maximum } : {})
  }
}
