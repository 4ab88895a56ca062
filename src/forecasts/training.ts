// Chooses the values that a forecast uses, and says what was left out. Pure.
import type { z } from 'zod'
import { type Point, takeUnbroken } from '../observations/series/points.ts'
import type { trainingWindow } from './training-schemas.ts'
import { windowOf } from './yearly.ts'

/** The newest points without a gap, at most as many as a forecast uses ({@link windowOf}). */
export function trainingPoints(points: readonly Point[]): Point[] {
  return takeUnbroken(points).slice(-windowOf(points.at(-1)?.period ?? ''))
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
  const isWindow = training.length === windowOf(last.period)
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
