// Says which values a forecast has used, what was left out, and where a level broke. Pure.
import type { z } from 'zod'
import { rounded } from '../numbers/rounded.ts'
import type { Point } from '../observations/series/points.ts'
import { labelPeriod } from '../periods/label-period.ts'
import type { LikelyBreak } from './break-schemas.ts'
import { likelyBreak } from './model/likely-break.ts'
import { isMarked } from './training.ts'
import type { trainingWindow } from './training-schemas.ts'
import { windowOf } from './yearly.ts'

type Training = z.output<typeof trainingWindow>

/**
 * Describes the points that are used, of which there is at least one. `periods` is the number of
 * all points of the series, and `isCut` tells that the training starts at a likely break. Walking
 * back from the newest point, one thing ends the training: a break, a gap, or the size of the
 * window. So all older points are left out for the same reason.
 */
export function describeTraining(
  training: readonly Point[],
  { periods, isCut }: { periods: number; isCut: boolean }
): Training {
  const [first, last] = [training[0], training.at(-1)]
  if (!first || !last) throw new RangeError('a forecast needs at least one point')
  const left_out = periods - training.length
  const kind = isMarked(first) ? 'marked' : 'likely'
  const isBreak = isCut || kind === 'marked'
  const isWindow = !isBreak && training.length === windowOf(last.period)
  return {
    first_period: first.period,
    last_period: last.period,
    points: training.length,
    left_out,
    left_out_gap: isBreak || isWindow ? 0 : left_out,
    left_out_window: isWindow ? left_out : 0,
    left_out_break: isBreak ? left_out : 0,
    level_break: isBreak ? { period: first.period, kind, observation: statedBy(first) } : null,
    others: training.reduce((sum, { others }) => sum + others, 0)
  }
}

/** What the answer says of a likely break in the values of some points. */
export function describeLikelyBreak(
  points: readonly Point[],
  values: readonly number[]
): LikelyBreak | null {
  const index = likelyBreak(values)
  const point = index === undefined ? undefined : points[index]
  if (index === undefined || !point) return null
  const [before = Number.NaN, after = Number.NaN] = values.slice(index - 1, index + 1)
  const multiple = before > 0 && after > 0 ? after / before : Number.NaN
  return {
    period: point.period,
    period_label: labelPeriod(point.period),
    observation: statedBy(point),
    multiple: Number.isFinite(multiple) ? rounded(multiple, 6) : null,
    difference: rounded(after - before, 4)
  }
}

/** The claim that states the figure of a point; null if it is computed. */
function statedBy({ claim, computed_from }: Point): string | null {
  return computed_from ? null : claim.id
}
