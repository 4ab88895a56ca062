// Understands the ways in which people write periods, such as `2023Q3`, `2023M07`, `2023-S1`,
// `2023-W05` or `July 2023`, and gives the form of the data set. What can mean two things is
// refused with what to write instead. Days and fiscal years have their own files beside this one.
import { dateOf, dayNumber } from '../numbers/days.ts'
import { DAY_FORMS } from './day-forms.ts'
import { FIRST_MONTH, fiscalForms, fiscalYear, isNextYear } from './fiscal-forms.ts'
import {
  ANY_YEAR,
  type Form,
  form,
  fourDigits,
  MONTH,
  monthsFrom,
  monthsOf,
  monthsOfPart,
  NAME,
  PART,
  TO,
  two,
  type Understood,
  YEAR
} from './forms.ts'
import { MONTHS } from './months.ts'
import { parsePeriod } from './read-period.ts'

/** What `from` and `to` take, in words. */
export const SPAN_FORMS =
  'a year, month, day or period such as 2024, 2024-10, 2024-10-07, 2024-Q3, 2023-07-01/P1Y or ' +
  'FY2024'

const TEXT_CHARACTERS_MAX = 40

const formsWith = (begins: number): readonly Form[] => [
  form(`${YEAR}[- ]?(Q[1-4]|[SH][12])`, (year, part) => partOf(part, year)),
  form(`${YEAR}[- ]((?:[1-9]|1[0-2])M)`, (year, part) => partOf(part, year)),
  form(`${PART}[-/ ']?${ANY_YEAR}`, partOf),
  form(`${YEAR}-?M${MONTH}`, monthOf),
  form(`${YEAR}-?W(\\d{1,2})`, (year, week) => weekOf(Number(year), Number(week))),
  form(`${YEAR}-?A1?`, (year) => year),
  form(`${YEAR}([-/.]?)(\\d{1,2})`, (...parts) => readYearAndNumber(parts, begins)),
  form(`${YEAR}( ?- ?|/)${YEAR}`, (...parts) => readTwoYears(parts, begins)),
  form(`${MONTH}[-/.]${YEAR}`, (month, year) => monthOf(year, month)),
  form(`${NAME}(?:[-/ ]|, ?)?${YEAR}`, monthOfName),
  form(`${YEAR}[- ]?${NAME}`, (year, name) => monthOfName(name, year)),
  form(`${NAME}(?:-| ?')(\\d{2})`, monthOfName),
  form(`${NAME}[/ ](\\d{2})`, readShortMonth),
  form(`(\\d{2})[-/ ]${NAME}`, (year, name) => readShortMonth(name, year)),
  form(`${NAME}${TO}${NAME},? ${YEAR}`, (first, last, year) => monthsOf(first, year, last, year)),
  form(`${NAME} ${YEAR}${TO}${NAME} ${YEAR}`, monthsOf),
  ...DAY_FORMS,
  ...fiscalForms(begins)
]

/** The forms for each first month of fiscal years. */
const FORMS = Array.from({ length: 12 }, (_, index) => formsWith(index + 1))

/**
 * Understands a period. Undefined if the text is none. A fiscal year is refused unless the text
 * names its months, because fiscal years begin in different months.
 */
export function understandPeriod(text: string): Understood | undefined {
  const found = understandLoosely(text)
  if (!found || !('fiscal' in found)) return found
  return {
    expected:
      `a period by its months, such as ${found.period} for ${nameMonths(found.period)}: fiscal ` +
      'years begin in different months'
  }
}

/**
 * The months that {@link understandLoosely} assumes for a fiscal year without months, in words;
 * undefined if it assumes nothing.
 */
export function assumedMonths(text: string): string | undefined {
  const found = understandLoosely(text)
  return found && 'fiscal' in found ? nameMonths(found.period) : undefined
}

/**
 * Like {@link understandPeriod}, but a fiscal year begins in a month unless its text says another
 * one: July, as in Pakistan, or the one given.
 */
export function understandLoosely(text: string, begins = FIRST_MONTH): Understood | undefined {
  if (parsePeriod(text)) return { period: text }
  if (text.length > TEXT_CHARACTERS_MAX) return undefined
  const plain = plainText(text)
  for (const { pattern, read } of FORMS[begins - 1] ?? []) {
    const match = pattern.exec(plain)
    const found = match && read(...match.slice(1).map((part = '') => part))
    if (!found) continue
    const understood = typeof found === 'string' ? { period: found } : found
    if ('expected' in understood || parsePeriod(understood.period)) return understood
  }
  return undefined
}

/** Writes dashes, blanks, apostrophes and the word "to" in one way. */
function plainText(text: string): string {
  return text
    .trim()
    .replaceAll(/[\u2010-\u2015\u2212]/g, '-')
    .replaceAll(/[\u2018\u2019]/g, "'")
    .replaceAll(/\s+/g, ' ')
    .toUpperCase()
    .replaceAll(' TO ', ' - ')
}

function nameMonths(period: string): string {
  const { starts_on = '', ends_on = '' } = parsePeriod(period) ?? {}
  const name = (day: string) => `${MONTHS[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}`
  return `${name(starts_on)} to ${name(ends_on)}`
}

function monthOf(year: string, month: string): string {
  return `${year}-${two(month)}`
}

function partOf(part: string, year: string): string {
  const { before, count } = monthsOfPart(part)
  return monthsFrom(fourDigits(year), before + 1, count)
}

/** The days of a week of ISO 8601. Week 1 is the one with 4 January. */
function weekOf(year: number, week: number): string | undefined {
  const fourth = dayNumber(`${year}-01-04`)
  // 1970-01-01, day 0, was a Thursday.
  const monday = fourth - ((fourth + 3) % 7) + (week - 1) * 7
  const thursday = dateOf(monday + 3)
  return week > 0 && thursday.startsWith(`${year}-`) ? `${dateOf(monday)}/P7D` : undefined
}

/** `Jul-23` too, because tables of statistics print July 2023 so, and a day would have a year. */
function monthOfName(name: string, year: string): string | undefined {
  return monthsOf(name, fourDigits(year), name, fourDigits(year))
}

/** `Jul 23` and `23-Jul` are a month of 2023 to some, and a day without a year to others. */
function readShortMonth(name: string, year: string): Understood | string | undefined {
  const month = monthOfName(name, year)
  const day = `${month}-${year}`
  if (!month || !parsePeriod(day)) return month
  return { expected: `${month} for the month, or a day with its year, such as ${day}` }
}

/** `2023-7` and `202307` are months; `2023/24` is a fiscal year; `2006/07` can be both. */
function readYearAndNumber(
  [year = '', separator = '', number = '']: readonly string[],
  begins: number
): Understood | undefined {
  const isMonth = Number(number) >= 1 && Number(number) <= 12 && (separator || number.length === 2)
  const isNext = number.length === 2 && isNextYear(year, number)
  const month = monthOf(year, number)
  // Spreadsheets turn October, 2016.10, into 2016.1.
  if (isMonth && separator === '.' && number.length === 1)
    return { expected: `${month} for the month; ${year}.${number} may be a cut ${year}.${number}0` }
  if (isMonth && isNext && separator !== '-')
    return { expected: `${month} for the month, or ${year}-07-01/P1Y for July to June` }
  if (isMonth) return { period: month }
  return isNext && (separator === '/' || separator === '-')
    ? fiscalYear(Number(year), begins)
    : undefined
}

function readTwoYears(
  [year = '', separator = '', last = '']: readonly string[],
  begins: number
): Understood | string | undefined {
  const count = Number(last) - Number(year) + 1
  if (count === 2 && separator === '/') return fiscalYear(Number(year), begins)
  if (count === 2)
    return { expected: `${year}-07-01/P1Y for July to June, or ${year}-01-01/P2Y for both years` }
  return count > 2 && separator !== '/' ? monthsFrom(Number(year), 1, count * 12) : undefined
}
