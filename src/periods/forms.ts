// What the forms of periods have in common: their patterns, and the periods that they give.
import { lastDay, parseDate } from './dates.ts'
import { monthNumber } from './months.ts'

/**
 * A period in the form of the data set, or what is expected instead, such as "a day such as
 * 2023-07-14". `fiscal` marks a period of a fiscal year whose first month the text does not say.
 */
export type Understood = { period: string; fiscal?: true } | { expected: string }

/**
 * One way to write a period. `read` gets the text of each group, which is empty for a group without
 * a match. What it gives may be no period, such as the 30th of February.
 */
export type Form = {
  pattern: RegExp
  read: (...parts: string[]) => Understood | string | undefined
}

export const YEAR = '([1-9]\\d{3})'
/** A year of four digits, or its last two. */
export const ANY_YEAR = '([1-9]\\d{3}|\\d{2})'
export const MONTH = '(0?[1-9]|1[0-2])'
export const DAY = '(\\d{1,2})'
/** What stands between the first and the last of something. */
export const TO = ' ?- ?'
/** The name of a month: see {@link monthNumber}. */
export const NAME = '([A-Z]{3,9})\\.?'
/** A part of a year: `Q3`, `3Q`, `H1`, `1H`, `S1`, or `9M` for the first nine months. */
export const PART = '(Q[1-4]|[1-4]Q|[SH][12]|[12][SH]|(?:[1-9]|1[0-2])M)'

const MONTHS_OF_PART: Record<string, number> = { Q: 3, S: 6, H: 6 }

/** Dashes are hyphens, letters are capitals, and blanks are single when a form is tried. */
export const form = (pattern: string, read: Form['read']): Form => ({
  pattern: new RegExp(`^${pattern}$`),
  read
})

export const two = (part: number | string) => String(part).padStart(2, '0')

/** The year of a text that may have only its last two digits: 1970 to 2069. */
export function fourDigits(year: string): number {
  if (year.length === 4) return Number(year)
  return Number(year) + (Number(year) < 70 ? 2000 : 1900)
}

/** The months of a part of a year: how many come before it, and how many it has. */
export function monthsOfPart(part: string): { before: number; count: number } {
  const number = Number(part.replace(/\D/g, ''))
  const count = MONTHS_OF_PART[part.replace(/\d/g, '')]
  return count ? { before: (number - 1) * count, count } : { before: 0, count: number }
}

export function dayOf(year: number | string, month: number | string, day: string): string {
  return `${year}-${two(month)}-${two(day)}`
}

/** Some months in the shortest form. `month` is counted from the January of the year. */
export function monthsFrom(year: number, month: number, count: number): string {
  const [first, at] = [year + Math.floor((month - 1) / 12), ((month - 1) % 12) + 1]
  if (count === 1) return `${first}-${two(at)}`
  if (count === 3 && at % 3 === 1) return `${first}-Q${Math.ceil(at / 3)}`
  if (count === 12 && at === 1) return `${first}`
  return `${first}-${two(at)}-01/${lengthOf(count)}`
}

/** From the first to the last of some months, by their names. */
export function monthsOf(
  first: string,
  year: number | string,
  last: string,
  lastYear: number | string
): string | undefined {
  const [from, to] = [monthNumber(first), monthNumber(last)]
  if (!from || !to) return undefined
  const count = (Number(lastYear) - Number(year)) * 12 + to - from + 1
  return count > 0 ? monthsFrom(Number(year), from, count) : undefined
}

/** The days from one to another: whole months or years where they are, and days otherwise. */
export function daysBetween(first: string | undefined, last: string | undefined) {
  if (!first || !last || !parseDate(first) || !parseDate(last) || last < first) return undefined
  if (first === last) return first
  const [year = 0, month = 0, day = 0] = first.split('-').map(Number)
  const [lastYear = 0, lastMonth = 0] = last.split('-').map(Number)
  const apart = (lastYear - year) * 12 + lastMonth - month
  const count = [apart, apart + 1].find((months) => lastDay(first, months) === last)
  const days = (Date.parse(last) - Date.parse(first)) / 86_400_000 + 1
  // From the 31st, a month ends before a shorter one does, so its days say more.
  if (!count || (day > 28 && days <= LENGTH_MAX)) return `${first}/P${days}D`
  return day === 1 ? monthsFrom(year, month, count) : `${first}/${lengthOf(count)}`
}

const LENGTH_MAX = 999

function lengthOf(months: number): string {
  return months % 12 === 0 ? `P${months / 12}Y` : `P${months}M`
}
