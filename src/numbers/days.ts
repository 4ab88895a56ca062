// Days as numbers and as ISO 8601 writes them.

export const MILLISECONDS_A_DAY = 86_400_000
/** Of the Gregorian calendar, on average. */
const DAYS_A_YEAR = 365.2425

/** Days since 1970-01-01. */
export function dayNumber(date: string): number {
  return Date.parse(date) / MILLISECONDS_A_DAY
}

/** The day that is so many days after 1970-01-01. */
export function dateOf(day: number): string {
  return new Date(day * MILLISECONDS_A_DAY).toISOString().slice(0, 10)
}

/** A stretch of days, as ISO 8601 writes them. */
export function daysText(starts: number, ends: number): string {
  return `${dateOf(starts)}/${dateOf(ends)}`
}

/** The same part of an earlier year: months stay whole months, leap years or not. */
export function yearsEarlier(
  { starts, ends }: { starts: number; ends: number },
  years: number
): { starts: number; ends: number } {
  const earlier = (day: number) => {
    const date = new Date(day * MILLISECONDS_A_DAY)
    return (
      Date.UTC(date.getUTCFullYear() - years, date.getUTCMonth(), date.getUTCDate()) /
      MILLISECONDS_A_DAY
    )
  }
  return { starts: earlier(starts), ends: earlier(ends + 1) - 1 }
}

/**
 * Years from one day to another, negative for an earlier one: whole months where the days of the
 * month agree, else days by the average year.
 */
export function yearsBetween(from: string, to: string): number {
  if (from.slice(8) !== to.slice(8)) return (dayNumber(to) - dayNumber(from)) / DAYS_A_YEAR
  const [fromYear = 0, fromMonth = 0] = from.split('-').map(Number)
  const [toYear = 0, toMonth = 0] = to.split('-').map(Number)
  return toYear - fromYear + (toMonth - fromMonth) / 12
}
