// Finds the observations with which a projection can be compared. Pure.
import type { AuthorSeriesFilters } from '../observations/series/author-queries.ts'
import { type AuthorSeries, standsForYear } from '../observations/series/points.ts'
import { isRate, type Traits } from '../observations/series/traits.ts'
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
 * The period in which the promise begins; null if it names no base period, or if base and target
 * are of different calendars.
 */
export function basePeriod({ base, target }: Projection): string | null {
  if (base.period === null || target.period === null) return base.period
  return calendarOf(base.period) === calendarOf(target.period) ? base.period : null
}

/**
 * Whether somebody set the direction of a projection. Nobody did for a rate such as inflation whose
 * target has no open bound: more may be as good as less.
 */
export function isDirected({ target, unit }: Projection, { desired }: Traits): boolean {
  const isOpen = target.bound === 'at_least' || target.bound === 'at_most'
  return desired !== 'none' || isOpen || !isRate(unit)
}

/**
 * +1 if the projection promises more, -1 if less. The desired direction of the metric decides; if
 * it has none, an open bound; else the difference between target and base.
 */
export function directionOf({ base, target }: Projection, { desired }: Traits): 1 | -1 {
  if (desired !== 'none') return desired === 'increase' ? 1 : -1
  if (target.bound === 'at_least' || target.bound === 'at_most')
    return target.bound === 'at_least' ? 1 : -1
  if (base.value === null) return 1
  return (target.value ?? target.low ?? target.high ?? 0) < base.value ? -1 : 1
}
