// Says which values a forecast has used, what was left out, and where a level broke. Pure.
import type { z } from 'zod'
import { rounded } from '../numbers/rounded.ts'
import type { Point } from '../observations/series/points.ts'
import { labelPeriod } from '../periods/label-period.ts'
import type { LikelyBreak } from './break-schemas.ts'
import { isMarked, type Training } from './training.ts'
import type { trainingWindow } from './training-schemas.ts'
import { windowOf } from './yearly.ts'

/**
 * Describes the points from which the level of a forecast is known: those from the index `first`
 * on. `periods` is the number of all points of the series. Walking back from the newest point, one
 * thing ends them: a break, a gap, or the size of the window. So all older points are left out for
 * the same reason.
 */
export function describeTraining(
  { points }: Training,
  { periods, first: index }: { periods: number; first: number }
): z.output<typeof trainingWindow> {
  const used = points.slice(index)
  const [first, last] = [used[0], used.at(-1)]
  if (!first || !last) throw new RangeError('a forecast needs at least one point')
  const left_out = periods - used.length
  const kind = isMarked(first) ? 'marked' : 'likely'
  const isBreak = index > 0 || kind === 'marked'
  const isWindow = !isBreak && used.length === windowOf(last.period)
  return {
    first_period: first.period,
    last_period: last.period,
    points: used.length,
    left_out,
    left_out_gap: isBreak || isWindow ? 0 : left_out,
    left_out_window: isWindow ? left_out : 0,
    left_out_break: isBreak ? left_out : 0,
    level_break: isBreak
      ? { period: first.period, kind, observation: first.marked_by ?? statedBy(first) }
      : null,
    others: used.reduce((sum, { others }) => sum + others, 0)
  }
}

/** What the answer says of a likely break, by the index of the first value after it. */
export function describeLikelyBreak(
  { points, values }: Training,
  index: number | null
): LikelyBreak | null {
  const point = index === null ? undefined : points[index]
  if (index === null || !point) return null
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
