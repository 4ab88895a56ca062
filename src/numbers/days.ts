// Converts days between numbers and the form of ISO 8601.

export const MILLISECONDS_A_DAY = 86_400_000
/** The average of the Gregorian calendar. */
const DAYS_A_YEAR = 365.2425

/** Days since 1970-01-01. */
export function dayNumber(date: string): number {
  return Date.parse(date) / MILLISECONDS_A_DAY
}

/** The date of a day number. */
export function dateOf(day: number): string {
  return new Date(day * MILLISECONDS_A_DAY).toISOString().slice(0, 10)
}

/** A stretch of days in the form of ISO 8601. */
export function daysText(starts: number, ends: number): string {
  return `${dateOf(starts)}/${dateOf(ends)}`
}

/** The same part of an earlier year. Whole months stay whole months, also with leap years. */
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
 * Years from one day to another, negative if the other is earlier. If the days of the month are
 * equal, whole months are counted; otherwise days, by the average year.
 */
export function yearsBetween(from: string, to: string): number {
  if (from.slice(8) !== to.slice(8)) return (dayNumber(to) - dayNumber(from)) / DAYS_A_YEAR
  const [fromYear = 0, fromMonth = 0] = from.split('-').map(Number)
  const [toYear = 0, toMonth = 0] = to.split('-').map(Number)
  return toYear - fromYear + (toMonth - fromMonth) / 12
}
