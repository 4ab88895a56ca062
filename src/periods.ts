// Reads periods in the forms of SDMX and ISO 8601: `2023`, `2023-Q3`, `2023-07`, `2023-07-14`,
// `2023-07-01/P1Y`, `2024-01-01/P8M`. Text in, text out. Dates are in the years 1000 to 9999 and
// inclusive at both ends.
import { MILLISECONDS_A_DAY, yearsBetween } from './numbers/days.ts'

/** The days of a period. Periods of one `calendar` can be compared: see {@link calendarName}. */
export type Period = { starts_on: string; ends_on: string; calendar: string }

const DATE = /^([1-9]\d{3})(?:-(\d{2})(?:-(\d{2}))?)?$/
const TIMESTAMP =
  /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/i
/** `2024-01-01/P999M` */
const PERIOD_CHARACTERS_MAX = 16
const QUARTER = /^([1-9]\d{3})-Q([1-4])$/
const INTERVAL = /^(\d{4}-\d{2}-\d{2})\/P([1-9]\d{0,2})([YM])$/

export const PERIOD_FORMS =
  'a period such as 2023, 2023-Q3, 2023-07, 2023-07-14, 2023-07-01/P1Y or 2024-01-01/P8M'
export const MOMENT_FORMS = 'a timestamp such as 2026-11-23T12:00:00Z or a day such as 2026-11-23'
export const DATE_FORMS = 'a year, month or day such as 2024, 2024-10 or 2024-10-07'

/** First and last day of a year, month or day; undefined if there is no such date. */
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
 * Reads a timestamp of RFC 3339 or a day as one second in UTC, in the form of times in the data.
 * Undefined if there is no such time. A day gives its last second, or its first. A plus before an
 * offset may arrive as a blank if the client did not escape it.
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

/**
 * Periods are kept after reading, because a data set names few periods many times, and reading one
 * costs microseconds.
 */
const READ_MAX = 5_000
const read = new Map<string, Period | undefined>()

/** Reads a period; undefined if the text is not a period. */
export function parsePeriod(text: string): Readonly<Period> | undefined {
  if (read.has(text)) return read.get(text)
  if (read.size >= READ_MAX) read.clear()
  const period = readPeriod(text)
  if (text.length <= PERIOD_CHARACTERS_MAX) read.set(text, period)
  return period
}

/** The calendar of a period; undefined if the text is not a period. */
export function calendarOf(period: string): string | undefined {
  return parsePeriod(period)?.calendar
}

/** The first day of a period. It is the same for every way to write the period. */
export function firstDayOf(period: string): string {
  return parsePeriod(period)?.starts_on ?? period
}

/**
 * Years from the beginning of one period to the beginning of another. Between years of one
 * calendar, a whole number.
 */
export function yearsFrom(one: string, other: string): number {
  return yearsBetween(firstDayOf(one), firstDayOf(other))
}

function readPeriod(text: string): Period | undefined {
  const quarter = QUARTER.exec(text)
  if (quarter) {
    const month = String(Number(quarter[2]) * 3 - 2).padStart(2, '0')
    return months(`${quarter[1]}-${month}-01`, 3)
  }
  const interval = INTERVAL.exec(text)
  if (interval) {
    const [, start = '', length, unit] = interval
    return parseDate(start) && months(start, Number(length) * (unit === 'Y' ? 12 : 1))
  }
  const date = parseDate(text)
  if (!date) return undefined
  if (text.length === 10) return { ...date, calendar: 'P1D' }
  return months(date.starts_on, text.length === 4 ? 12 : 1)
}

function months(starts_on: string, count: number): Period | undefined {
  const ends_on = lastDay(starts_on, count)
  return ends_on.startsWith('+')
    ? undefined
    : { starts_on, ends_on, calendar: calendarName(starts_on, count) }
}

/**
 * The next period of the same calendar: the next year, quarter, month or day. For a part of a year,
 * the same part a year later. After year 9999, a text that is not a period.
 */
export function nextPeriod(text: string): string {
  const [start = '', length] = text.split('/')
  const quarter = QUARTER.exec(text)
  if (quarter)
    return quarter[2] === '4'
      ? `${Number(quarter[1]) + 1}-Q1`
      : `${quarter[1]}-Q${Number(quarter[2]) + 1}`
  if (length) return `${shifted(start, stepOf(parsePeriod(text)?.calendar))}/${length}`
  if (start.length === 10)
    return new Date(Date.parse(start) + MILLISECONDS_A_DAY).toISOString().slice(0, 10)
  if (start.length === 4) return String(Number(start) + 1)
  return shifted(`${start}-01`, 1).slice(0, -3)
}

/** Months from a period to the next one of its calendar. */
function stepOf(calendar = ''): number {
  if (calendar === 'P1M' || calendar === 'P3M') return Number(calendar.slice(1, -1))
  const [, years] = /^P(\d+)Y/.exec(calendar) ?? []
  return 12 * Number(years ?? 1)
}

/**
 * The periods from one to another of the same calendar, both included. Undefined if the calendars
 * differ, if the second is not a whole number of steps after the first, or if there are more than
 * `most`.
 */
export function periodsBetween(first: string, last: string, most: number): string[] | undefined {
  const [from, to] = [parsePeriod(first), parsePeriod(last)]
  if (!from || !to || from.calendar !== to.calendar) return undefined
  const periods = [first]
  for (let period = nextPeriod(first); periods.length < most; period = nextPeriod(period)) {
    const { starts_on } = parsePeriod(period) ?? {}
    if (!starts_on || starts_on > to.starts_on) return undefined
    periods.push(period)
    if (starts_on === to.starts_on) return periods
  }
  return undefined
}

/** The next `count` periods after one; fewer if they would pass year 9999. */
export function periodsAfter(last: string, count: number): string[] {
  const periods: string[] = []
  for (
    let period = nextPeriod(last);
    periods.length < count && parsePeriod(period);
    period = nextPeriod(period)
  )
    periods.push(period)
  return periods
}

/** The same day `count` months later; the last day of the month if it does not have that day. */
function shifted(day: string, count: number): string {
  const [year = 0, month = 1, dayOfMonth = 1] = day.split('-').map(Number)
  const total = year * 12 + month - 1 + count
  const [toYear, toMonth] = [Math.floor(total / 12), (total % 12) + 1]
  const days = new Date(Date.UTC(toYear, toMonth, 0)).getUTCDate()
  return `${toYear}-${String(toMonth).padStart(2, '0')}-${String(Math.min(dayOfMonth, days)).padStart(2, '0')}`
}

/**
 * The calendar of a period: its length as an ISO 8601 duration and, for years and parts of years,
 * its first month. Months are `P1M`, quarters of the calendar year `P3M`, calendar years `P1Y-01`,
 * Pakistan's fiscal years `P1Y-07`, January to August `P8M-01`. Two ways to write the same days
 * (`2023-Q1`, `2023-01-01/P3M`) have the same calendar.
 */
function calendarName(starts_on: string, count: number): string {
  const month = starts_on.slice(5, 7)
  if (count === 1) return 'P1M'
  if (count === 3 && ['01', '04', '07', '10'].includes(month)) return 'P3M'
  return `${count % 12 === 0 ? `P${count / 12}Y` : `P${count}M`}-${month}`
}

/**
 * The day before the same day `count` months later. If the later month does not have that day, its
 * last day counts.
 */
function lastDay(starts_on: string, count: number): string {
  const [year = 0, month = 0, day = 0] = starts_on.split('-').map(Number)
  const daysInMonth = new Date(Date.UTC(year, month - 1 + count + 1, 0)).getUTCDate()
  const next = new Date(Date.UTC(year, month - 1 + count, Math.min(day, daysInMonth)))
  next.setUTCDate(next.getUTCDate() - 1)
  return next.toISOString().slice(0, 10)
}

function isRealDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}
