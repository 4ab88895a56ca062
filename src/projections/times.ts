// Periods as places in time. Pure.
import { parsePeriod } from '../periods.ts'

/** Of the Gregorian calendar, on average. */
const DAYS_A_YEAR = 365.2425
const MILLISECONDS_A_DAY = 86_400_000

/** The calendar of a period; undefined where the text is none. */
export function calendarOf(period: string): string | undefined {
  return parsePeriod(period)?.calendar
}

/** The first day of a period: the same however the period is written. */
export function startOf(period: string): string {
  return parsePeriod(period)?.starts_on ?? period
}

/**
 * Years from the beginning of one period to that of another, negative for an earlier one: whole
 * months where the days of the month agree, as those of years and quarters do; else days by the
 * average year.
 */
export function yearsFrom(one: string, other: string): number {
  const [from, to] = [startOf(one), startOf(other)]
  if (from.slice(8) !== to.slice(8))
    return (Date.parse(to) - Date.parse(from)) / MILLISECONDS_A_DAY / DAYS_A_YEAR
  const [fromYear = 0, fromMonth = 0] = from.split('-').map(Number)
  const [toYear = 0, toMonth = 0] = to.split('-').map(Number)
  return toYear - fromYear + (toMonth - fromMonth) / 12
}
