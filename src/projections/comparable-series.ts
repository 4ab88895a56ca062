// Finds the observations with which a projection can be compared. Pure.
import { type AuthorSeries, standsForYear } from '../observations/series/points.ts'
import type { AuthorSeriesFilters } from '../observations/series/queries.ts'
import type { Traits } from '../observations/series/traits.ts'
import { calendarOf } from '../periods/read-period.ts'
import type { Projection } from './schemas.ts'

/** If the metric is a stock, days and months stand for their year. */
const DATES = ['P1D', 'P1M']
const CALENDAR_YEARS = 'P1Y-01'

/**
 * The series that can be compared with a projection: same metric, subject and partner (both orders
 * if the metric is symmetric), and the calendar of the target, or of the base if the target has no
 * period. So calendar years are never compared with fiscal years, nor parts of a year with years.
 * Undefined if the projection names no period.
 */
export function comparableSeries(
  { metric, subject, partner, base, target }: Projection,
  { kind, symmetric }: Traits
): (AuthorSeriesFilters & { calendars: string[] }) | undefined {
  const calendar = calendarOf(target.period ?? base.period ?? '')
  if (!calendar) return undefined
  const own: [string, string | null] = [subject, partner]
  return {
    metric,
    pairs: symmetric && partner !== null ? [own, [partner, subject]] : [own],
    calendars: kind === 'stock' && calendar === CALENDAR_YEARS ? [calendar, ...DATES] : [calendar]
  }
}

/**
 * Whether the dates of a series stand for their years: a stock that is compared with a calendar
 * year.
 */
export function standsForTargetYear(
  { base, target }: Projection,
  { kind }: Traits,
  { calendar }: AuthorSeries
): boolean {
  return (
    standsForYear(kind, calendar) && calendarOf(target.period ?? base.period ?? '') !== calendar
  )
}

/**
 * +1 if the projection promises more, -1 if less. The desired direction of the metric decides; if
 * it has none, the difference between target and base; if there is no base, the bound.
 */
export function directionOf({ base, target }: Projection, { desired }: Traits): 1 | -1 {
  if (desired !== 'none') return desired === 'increase' ? 1 : -1
  if (base.value === null) return target.bound === 'at_most' ? -1 : 1
  return (target.value ?? target.low ?? target.high ?? 0) < base.value ? -1 : 1
}
