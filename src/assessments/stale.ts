// Whether a series is too old to say anything about today, by the rule of forecasts. Pure.
import { isStaleSeries, lastDayOf, STALE_AFTER, spacingOf } from '../forecasts/stale-series.ts'
import { dateOf, dayNumber } from '../numbers/days.ts'
import { shiftMonths } from '../periods/dates.ts'
import type { Placed } from '../projections/evidence.ts'

/** Dates have four digits for the year. */
const LAST_DAY = '9999-12-31'
const LAST_YEARS = '9990'

/** Whether the newest point, of at least one, ended too long before a day. */
export function isStale(placed: readonly Placed[], today: string): boolean {
  return isStaleSeries(pointsOf(placed), today)
}

/** The first day on which a series of at least one point is stale; null if that is no date. */
export function lastsUntil(placed: readonly Placed[]): string | null {
  const points = pointsOf(placed)
  const last = lastDayOf(points)
  if (last >= LAST_YEARS) return null
  const years = dayNumber(shiftMonths(last, 12 * STALE_AFTER.years))
  const steps = dayNumber(last) + STALE_AFTER.spacings * spacingOf(points)
  const day = Math.floor(Math.max(years, steps)) + 1
  return day > dayNumber(LAST_DAY) ? null : dateOf(day)
}

function pointsOf(placed: readonly Placed[]) {
  return placed.map(({ point }) => point)
}
