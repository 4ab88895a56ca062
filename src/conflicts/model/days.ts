const MILLISECONDS_A_DAY = 86_400_000

/** Days since 1970-01-01. */
export function dayNumber(date: string): number {
  return Date.parse(date) / MILLISECONDS_A_DAY
}

export function dateOf(day: number): string {
  return new Date(day * MILLISECONDS_A_DAY).toISOString().slice(0, 10)
}

/** The days from one to another as ISO 8601 writes them. */
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
