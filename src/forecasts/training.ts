// Chooses the values that a forecast uses, and says what was left out. Pure.
import type { z } from 'zod'
import { figureOf, type Point, takeUnbroken } from '../observations/series/points.ts'
import type { Traits } from '../observations/series/traits.ts'
import { type trainingWindow, WINDOW } from './training-schemas.ts'

export type MetricBounds = Pick<Traits, 'minimum' | 'maximum'>

/** Squares of larger values are not finite numbers. */
const LARGEST = 1e150

/** The newest points without a gap, at most {@link WINDOW}. */
export function trainingPoints(points: readonly Point[]): Point[] {
  return takeUnbroken(points).slice(-WINDOW)
}

/** The values that a series is forecast from, in order of time, and the bounds that they keep. */
export function trainingOf(
  metric: Pick<Traits, 'desired'> & MetricBounds,
  all: readonly Point[]
): { values: number[]; bounds: { minimum?: number; maximum?: number } } {
  const direction = directionOf(metric)
  const values = trainingPoints(all).map(({ claim }) => figureOf(claim, direction))
  return { values, bounds: boundsOf(metric, values) }
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
export function boundsOf(
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

/**
 * Describes the points that are used, of which there is at least one. `periods` is the number of
 * all points of the series. Walking back from the newest point, either a gap or the size of the
 * window ends the training, so that all older points are left out for the same reason.
 */
export function describeTraining(
  training: readonly Point[],
  periods: number
): z.output<typeof trainingWindow> {
  const [first, last] = [training[0], training.at(-1)]
  if (!first || !last) throw new RangeError('a forecast needs at least one point')
  const left_out = periods - training.length
  const isWindow = training.length === WINDOW
  return {
    first_period: first.period,
    last_period: last.period,
    points: training.length,
    left_out,
    left_out_gap: isWindow ? 0 : left_out,
    left_out_window: isWindow ? left_out : 0,
    others: training.reduce((sum, { others }) => sum + others, 0)
  }
}
