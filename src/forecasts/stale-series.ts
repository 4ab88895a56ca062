// Whether a series ended so long ago that nobody can tell how it goes on. Pure.
import { dayNumber } from '../numbers/days.ts'
import { differences } from '../numbers/mean.ts'
import type { Point } from '../observations/series/points.ts'
import { shiftMonths } from '../periods/dates.ts'
import { firstDayOf, parsePeriod } from '../periods/read-period.ts'
import { nextPeriod } from '../periods/steps.ts'

/** The newest value may be older than today by as many years, and by as many spacings. */
export const STALE_AFTER = { years: 3, spacings: 3 } as const

/**
 * Whether the newest value of a series is too old for a forecast: it ended more than three years
 * before `today`, and more than three times the usual distance of its values, in days.
 */
export function isStale(endsOn: string, spacing: number, today: string): boolean {
  // Also keeps the sums below within the years that a date can have.
  if (today <= endsOn) return false
  const age = dayNumber(today) - dayNumber(endsOn)
  const isOld = shiftMonths(endsOn, 12 * STALE_AFTER.years) < today
  return isOld && age > STALE_AFTER.spacings * spacing
}

/** {@link isStale} for the points of a series, at least one, in order of time. */
export function isStaleSeries(points: readonly Point[], today: string): boolean {
  return isStale(lastDayOf(points), spacingOf(points), today)
}

/** The last day of the newest point. If a date stands for its year, it is that date. */
export function lastDayOf(points: readonly Point[]): string {
  const period = points.at(-1)?.claim.period
  if (period === undefined) throw new RangeError('a series has at least one point')
  return parsePeriod(period)?.ends_on ?? period
}

/** Two points show one distance, which may be chance. */
const SPACING_POINTS_MIN = 3
/** Older distances are not those of today. */
const SPACING_POINTS_MAX = 60

/**
 * The usual number of days from one point to the next: the median of the newest distances, the
 * lower of the two in the middle. With too few points it is the step of the calendar.
 */
export function spacingOf(points: readonly Point[]): number {
  const periods = points.slice(-SPACING_POINTS_MAX).map(({ claim }) => claim.period)
  const last = periods.at(-1) ?? ''
  const shown = periods.length < SPACING_POINTS_MIN ? [last, nextPeriod(last)] : periods
  const days = differences(shown.map((period) => dayNumber(firstDayOf(period))))
  return days.toSorted((a, b) => a - b)[Math.floor((days.length - 1) / 2)] ?? Number.NaN
}
