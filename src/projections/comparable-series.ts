// Which observations a projection can be held against. Pure.
import { type AuthorSeries, standsForYear } from '../observations/series/points.ts'
import type { AuthorSeriesFilters } from '../observations/series/queries.ts'
import type { Traits } from '../observations/series/traits.ts'
import { calendarOf } from '../periods.ts'
import type { Projection } from './schemas.ts'

/** Days and months stand for their year where the metric is a stock. */
const DATES = ['P1D', 'P1M']
const CALENDAR_YEARS = 'P1Y-01'

/**
 * The series that can be compared with a projection: same metric, subject and partner, of symmetric
 * metrics in both orders, in the calendar of the target (of the base where no target is named):
 * calendar and fiscal years never meet, nor parts of a year and years. Undefined if the
 * projection names no period at all.
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
 * Whether the dates of a series stand for their years: those of a stock, held against a calendar
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
 * +1 where the projection promises more, -1 where less: as the metric desires, else away from the
 * base, else as the bound says.
 */
export function directionOf({ base, target }: Projection, { desired }: Traits): 1 | -1 {
  if (desired !== 'none') return desired === 'increase' ? 1 : -1
  if (base.value === null) return target.bound === 'at_most' ? -1 : 1
  return (target.value ?? target.low ?? target.high ?? 0) < base.value ? -1 : 1
}
