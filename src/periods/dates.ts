// Dates as texts: years, months, days and moments. Dates are in the years 1000 to 9999, and both
// ends are included.

const DATE = /^([1-9]\d{3})(?:-(\d{2})(?:-(\d{2}))?)?$/
const TIMESTAMP =
  /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/i

export const MOMENT_FORMS = 'a timestamp such as 2026-11-23T12:00:00Z or a day such as 2026-11-23'
export const DATE_FORMS = 'a year, month or day such as 2024, 2024-10 or 2024-10-07'

/** The first and last day of a year, month or day; undefined if there is no such date. */
export function parseDate(text: string): { starts_on: string; ends_on: string } | undefined {
  const match = DATE.exec(text)
  if (!match) return undefined
  const [, year = '', month, day] = match
  const starts_on = `${year}-${month ?? '01'}-${day ?? '01'}`
  if (!isRealDay(starts_on)) return undefined
  if (day) return { starts_on, ends_on: starts_on }
  return { starts_on, ends_on: lastDay(starts_on, month ? 1 : 12) }
}

/**
 * Reads a timestamp of RFC 3339 or a day as one second in UTC, in the form in which times are
 * stored; undefined if there is no such time. A day means its last second, or its first. A blank
 * counts as the plus of an offset, because an unescaped plus in a query is read as a blank.
 */
export function parseMoment(text: string, edge: 'first' | 'last' = 'last'): string | undefined {
  const [, day = text] = TIMESTAMP.exec(text.replace(' ', '+')) ?? []
  const days = day.length === 10 ? parseDate(day) : undefined
  if (!days) return undefined
  const ofDay = edge === 'first' ? '00:00:00' : '23:59:59'
  const time = new Date(
    day === text ? `${day}T${ofDay}Z` : text.replace(' ', '+').toUpperCase()
  ).toISOString()
  return time.length === 24 ? `${time.slice(0, 19)}Z` : undefined
}

/** The same day `count` months later, or the last day of that month if the month is shorter. */
export function shiftMonths(day: string, count: number): string {
  const [year = 0, month = 1, dayOfMonth = 1] = day.split('-').map(Number)
  const total = year * 12 + month - 1 + count
  const [toYear, toMonth] = [Math.floor(total / 12), (total % 12) + 1]
  const days = daysIn(toYear, toMonth)
  const pad = (part: number) => String(part).padStart(2, '0')
  return `${toYear}-${pad(toMonth)}-${pad(Math.min(dayOfMonth, days))}`
}

/**
 * The day before the same day `count` months later. If that month is shorter, its last day counts
 * as the same day.
 */
export function lastDay(starts_on: string, count: number): string {
  const [year = 0, month = 0, day = 0] = starts_on.split('-').map(Number)
  const lastOfMonth = Math.min(day, daysIn(year, month + count))
  const next = new Date(Date.UTC(year, month - 1 + count, lastOfMonth))
  next.setUTCDate(next.getUTCDate() - 1)
  return next.toISOString().slice(0, 10)
}

function isRealDay(text: string): boolean {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number)
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
}

/** How many days a month has; after December, months go on in the next year. */
function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}
