// Reads periods in the forms of SDMX and ISO 8601: `2023`, `2023-Q3`, `2023-07`, `2023-07-14`,
// `2023-07-01/P1Y`, `2024-01-01/P8M`, `2023-01-30/P7D`. Both ends of a period are included. For
// forms that people write instead, see understand-period.ts.
import { dateOf, dayNumber, yearsBetween } from '../numbers/days.ts'
import { lastDay, parseDate } from './dates.ts'

/**
 * The days of a period. `calendar` decides which periods can be compared: see {@link calendarName}.
 */
export type Period = { starts_on: string; ends_on: string; calendar: string }

/** `2024-01-01/P999M` */
const PERIOD_CHARACTERS_MAX = 16
const QUARTER = /^([1-9]\d{3})-Q([1-4])$/
const INTERVAL = /^(\d{4}-\d{2}-\d{2})\/P([1-9]\d{0,2})([YMD])$/

export const PERIOD_FORMS =
  'a period such as 2023, 2023-Q3, 2023-07, 2023-07-14, 2023-07-01/P1Y, 2024-01-01/P8M or ' +
  '2023-01-30/P7D'

/**
 * Periods that were read before: a data set repeats few periods many times, and reading one takes
 * microseconds.
 */
const READ_MAX = 5_000
const readPeriods = new Map<string, Period | undefined>()

/** Reads a period; undefined if the text is not a period. */
export function parsePeriod(text: string): Readonly<Period> | undefined {
  if (readPeriods.has(text)) return readPeriods.get(text)
  if (readPeriods.size >= READ_MAX) readPeriods.clear()
  const period = readPeriod(text)
  if (text.length <= PERIOD_CHARACTERS_MAX) readPeriods.set(text, period)
  return period
}

/** The calendar of a period; undefined where the text is none. */
export function calendarOf(period: string): string | undefined {
  return parsePeriod(period)?.calendar
}

/** The first day of a period: the same however the period is written. */
export function firstDayOf(period: string): string {
  return parsePeriod(period)?.starts_on ?? period
}

/** Years from the beginning of one period to that of another: whole ones of whole years. */
export function yearsFrom(one: string, other: string): number {
  return yearsBetween(firstDayOf(one), firstDayOf(other))
}

function readPeriod(text: string): Period | undefined {
  const quarter = QUARTER.exec(text)
  if (quarter) {
    const month = String(Number(quarter[2]) * 3 - 2).padStart(2, '0')
    return periodOfMonths(`${quarter[1]}-${month}-01`, 3)
  }
  const interval = INTERVAL.exec(text)
  if (interval) {
    const [, start = '', length, unit] = interval
    if (!parseDate(start)) return undefined
    if (unit === 'D') return periodOfDays(start, Number(length))
    return periodOfMonths(start, Number(length) * (unit === 'Y' ? 12 : 1))
  }
  const date = parseDate(text)
  if (!date) return undefined
  if (text.length === 10) return periodOfDays(text, 1)
  return periodOfMonths(date.starts_on, text.length === 4 ? 12 : 1)
}

function periodOfDays(starts_on: string, count: number): Period | undefined {
  const ends_on = dateOf(dayNumber(starts_on) + count - 1)
  return ends_on.startsWith('+') ? undefined : { starts_on, ends_on, calendar: `P${count}D` }
}

function periodOfMonths(starts_on: string, count: number): Period | undefined {
  const ends_on = lastDay(starts_on, count)
  return ends_on.startsWith('+')
    ? undefined
    : { starts_on, ends_on, calendar: calendarName(starts_on, count) }
}

/**
 * The calendar of a period: its length as an ISO 8601 duration and, for years and parts of years,
 * its first month. Days are `P1D`, weeks `P7D`, months `P1M`, quarters of the calendar year `P3M`,
 * calendar years `P1Y-01`, fiscal years of Pakistan `P1Y-07`, January to August `P8M-01`. Two forms
 * of the same days (`2023-Q1`, `2023-01-01/P3M`) have one calendar. calendars.ts finds the periods
 * of a calendar in the database, so both must agree.
 */
function calendarName(starts_on: string, count: number): string {
  const month = starts_on.slice(5, 7)
  if (count === 1) return 'P1M'
  if (count === 3 && ['01', '04', '07', '10'].includes(month)) return 'P3M'
  return `${count % 12 === 0 ? `P${count / 12}Y` : `P${count}M`}-${month}`
}
