// Goes from one period to the next ones of its calendar.
import { dateOf, dayNumber } from '../numbers/days.ts'
import { shiftMonths } from './dates.ts'
import { parsePeriod } from './read-period.ts'
import { writePeriod } from './write-period.ts'

/**
 * The next period of the same calendar: the next year, quarter, month, week or day. After a part of
 * a year comes the same part a year later. After year 9999 the result is not a period.
 */
export function nextPeriod(text: string): string {
  const [start = '', length] = text.split('/')
  const [year = '', quarter] = start.split('-Q')
  if (quarter) return quarter === '4' ? `${Number(year) + 1}-Q1` : `${year}-Q${Number(quarter) + 1}`
  if (length?.endsWith('D')) return `${shiftDays(start, Number(length.slice(1, -1)))}/${length}`
  if (length) return `${shiftMonths(start, monthsToNext(parsePeriod(text)?.calendar))}/${length}`
  if (start.length === 10) return shiftDays(start, 1)
  if (start.length === 4) return String(Number(start) + 1)
  return shiftMonths(`${start}-01`, 1).slice(0, -3)
}

/**
 * The period before a period of the same calendar, as {@link nextPeriod} is the one after. Before
 * year 1000 the result is not a period.
 */
export function previousPeriod(text: string): string {
  const { starts_on, calendar } = parsePeriod(text) ?? { starts_on: text, calendar: '' }
  const [, days] = /^P(\d+)D$/.exec(calendar) ?? []
  const start = days
    ? shiftDays(starts_on, -Number(days))
    : shiftMonths(starts_on, -monthsToNext(calendar))
  return writePeriod(start, calendar)
}

/** The number of months from a period of a calendar to the next one. */
export function monthsToNext(calendar = ''): number {
  if (calendar === 'P1M' || calendar === 'P3M') return Number(calendar.slice(1, -1))
  const [, years] = /^P(\d+)Y/.exec(calendar) ?? []
  return 12 * Number(years ?? 1)
}

function shiftDays(day: string, count: number): string {
  return dateOf(dayNumber(day) + count)
}

/**
 * The periods from one to another of the same calendar, both included. Undefined if the calendars
 * differ, if the second does not come after the first in whole steps, or if there are more than
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

/** The periods after one: `count` of them, or fewer at the end of year 9999. */
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
