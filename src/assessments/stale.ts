// Whether a series is too old to say anything about today. Pure.
import { dateOf, dayNumber } from '../numbers/days.ts'
import { parsePeriod } from '../periods/read-period.ts'
import type { Placed } from '../projections/evidence.ts'

const DAYS_A_YEAR = 365.25
/** A series says nothing about today once its newest figure is older than this. */
const YEARS_MAX = 3
/** A series with figures only every few years may be as old as so many of its steps. */
const STEPS_MAX = 3
/** Dates have four digits for the year. */
const LAST_DAY = '9999-12-31'

/** Whether the newest point ended too long before a day. */
export function isStale(placed: readonly Placed[], today: string): boolean {
  const until = lastsUntil(placed)
  return until !== null && until <= today
}

/**
 * The day from which a series is stale: three years after its newest point ended, or three times
 * the usual distance of its points. Null without a point, and if it is no date.
 */
export function lastsUntil(placed: readonly Placed[]): string | null {
  const latest = placed.at(-1)
  if (!latest) return null
  const steps = placed.slice(1).map(({ sample }, index) => sample.time - timeOf(placed[index]))
  const usual = steps.toSorted((one, other) => one - other)[Math.floor(steps.length / 2)] ?? 0
  const years = Math.max(YEARS_MAX, STEPS_MAX * usual)
  const day = dayNumber(endOf(latest.point.period)) + Math.ceil(years * DAYS_A_YEAR)
  return day > dayNumber(LAST_DAY) ? null : dateOf(day)
}

function timeOf(placed: Placed | undefined): number {
  return placed?.sample.time ?? 0
}

export function endOf(period: string): string {
  return parsePeriod(period)?.ends_on ?? ''
}
