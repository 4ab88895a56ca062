// Understands the ways in which people write periods, such as `2023Q3`, `2023M07`, `2023-S1`,
// `2023-W05` or `July 2023`, and gives the form of the data set. What can mean two things is
// refused with what to write instead.
import { dateOf, dayNumber } from '../numbers/days.ts'
import { monthNumber } from './months.ts'
import { parsePeriod } from './read-period.ts'

/**
 * A period in the form of the data set, or what is expected instead, such as "a day such as
 * 2023-07-14". `fiscal` marks a fiscal year whose first month the text does not say.
 */
export type Understood = { period: string; fiscal?: true } | { expected: string }

/** What `from` and `to` take, in words. */
export const SPAN_FORMS =
  'a year, month, day or period such as 2024, 2024-10, 2024-10-07, 2024-Q3, 2023-07-01/P1Y or ' +
  'FY2024'

type Parts = [string, ...string[]]
type Form = { pattern: RegExp; read: (...parts: Parts) => Understood | string | undefined }

const TEXT_CHARACTERS_MAX = 40
const YEAR = '([1-9]\\d{3})'
const MONTH = '(0?[1-9]|1[0-2])'
const NAME = '([A-Z]{3,9})\\.?'

const form = (pattern: string, read: Form['read']): Form => ({
  pattern: new RegExp(`^${pattern}$`),
  read
})

/** Dashes are hyphens, letters are capitals, and blanks are single when these are tried. */
const FORMS: readonly Form[] = [
  form(`${YEAR}[- ]?Q([1-4])`, (year, quarter) => `${year}-Q${quarter}`),
  form(`Q([1-4])[-/ ]?${YEAR}`, (quarter, year) => `${year}-Q${quarter}`),
  form(`${YEAR}[- ]?[SH]([12])`, (year, half = '') => halfOf(year, half)),
  form(`[SH]([12])[-/ ]?${YEAR}`, (half, year = '') => halfOf(year, half)),
  form(`${YEAR}-?M${MONTH}`, (year, month = '') => monthOf(year, month)),
  form(`${YEAR}-?W(\\d{1,2})`, (year, week) => weekOf(Number(year), Number(week))),
  form(`${YEAR}-?A1?`, (year) => year),
  form(`${YEAR}(\\d{2})(\\d{2})`, (...parts) => parts.join('-')),
  form(`${YEAR}([-/.]?)(\\d{1,2})`, readYearAndNumber),
  form(`${YEAR}[-/.](\\d{1,2})[-/.](\\d{1,2})`, (year, month, day) => dayOf(year, month, day)),
  form(`${YEAR}([-/])${YEAR}`, readTwoYears),
  form(`FY ?(\\d{2}|\\d{4})`, (year) => fiscalYear(fourDigits(year))),
  form(`FY ?${YEAR}[-/](\\d{2}|\\d{4})`, (year, next = '') =>
    String(Number(year) + 1).endsWith(next) ? fiscalYear(Number(year) + 1) : undefined
  ),
  form(`FY ?${YEAR} \\(${NAME}-${NAME}\\)`, readFiscalLabel),
  form(`${MONTH}[-/.]${YEAR}`, (month, year = '') => monthOf(year, month)),
  form(`(\\d{1,2})([/.-])(\\d{1,2})[/.-]${YEAR}`, readDayFirst),
  form(`${NAME}[- ]${YEAR}`, (name, year) => monthOf(year, monthNumber(name))),
  form(`(\\d{1,2}) ${NAME} ${YEAR}`, (day, name, year) => dayOf(year, monthNumber(name), day)),
  form(`${NAME} (\\d{1,2}),? ${YEAR}`, (name, day, year) => dayOf(year, monthNumber(name), day)),
  form(`${NAME} ?- ?${NAME} ${YEAR}`, (first, last, year) => monthsOf(first, year, last, year)),
  form(`${NAME} ${YEAR} ?- ?${NAME} ${YEAR}`, monthsOf),
  form(`(\\d{4}-\\d\\d-\\d\\d)T00:00(?::00(?:\\.0+)?)?(?:Z|[+-]00:?00)?`, (day) => day)
]

/**
 * Understands a period. Undefined if the text is none. A fiscal year is refused unless the text
 * names its months, because fiscal years begin in different months.
 */
export function understandPeriod(text: string): Understood | undefined {
  const found = understandLoosely(text)
  if (!found || !('fiscal' in found)) return found
  const [start = ''] = found.period.split('/')
  return {
    expected:
      `a period with its first month, such as ${found.period} for July ${start.slice(0, 4)} to ` +
      `June ${Number(start.slice(0, 4)) + 1}: fiscal years begin in different months`
  }
}

/** Like {@link understandPeriod}, but a fiscal year begins in July, as in Pakistan. */
export function understandLoosely(text: string): Understood | undefined {
  if (parsePeriod(text)) return { period: text }
  if (text.length > TEXT_CHARACTERS_MAX) return undefined
  const plain = text
    .trim()
    .replaceAll(/[\u2010-\u2015\u2212]/g, '-')
    .replaceAll(/\s+/g, ' ')
    .toUpperCase()
  for (const { pattern, read } of FORMS) {
    const match = pattern.exec(plain)
    if (!match) continue
    // A match of these patterns has a text in each group.
    const found = read(...(match.slice(1) as Parts))
    if (found === undefined) continue
    if (typeof found !== 'string') return found
    if (parsePeriod(found)) return { period: found }
  }
  return undefined
}

const two = (part: number | string) => String(part).padStart(2, '0')

function monthOf(year: string | undefined, month: number | string | undefined): string | undefined {
  return month ? `${year}-${two(month)}` : undefined
}

function dayOf(
  year: string | undefined,
  month: number | string | undefined,
  day = ''
): string | undefined {
  return month ? `${year}-${two(month)}-${two(day)}` : undefined
}

function halfOf(year: string, half: string): string {
  return `${year}-${half === '1' ? '01' : '07'}-01/P6M`
}

/** The days of a week of ISO 8601. Week 1 is the one with 4 January. */
function weekOf(year: number, week: number): string | undefined {
  const fourth = dayNumber(`${year}-01-04`)
  // 1970-01-01, day 0, was a Thursday.
  const monday = fourth - ((fourth + 3) % 7) + (week - 1) * 7
  const thursday = dateOf(monday + 3)
  return week > 0 && thursday.startsWith(`${year}-`) ? `${dateOf(monday)}/P7D` : undefined
}

/** From the first to the last of some months, by their names. */
function monthsOf(
  first: string | undefined,
  year: string | undefined,
  last: string | undefined,
  lastYear: string | undefined
): string | undefined {
  const [from, to] = [monthNumber(first), monthNumber(last)]
  if (!from || !to) return undefined
  const count = (Number(lastYear) - Number(year)) * 12 + to - from + 1
  return count > 0 ? `${year}-${two(from)}-01/P${count}M` : undefined
}

function fourDigits(year: string): number {
  if (year.length === 4) return Number(year)
  return Number(year) + (Number(year) < 70 ? 2000 : 1900)
}

/** The fiscal year that ends in a year. */
function fiscalYear(endsIn: number): Understood {
  return { period: `${endsIn - 1}-07-01/P1Y`, fiscal: true }
}

/** `FY2024 (Jul-Jun)`: the months say where the year begins. */
function readFiscalLabel(year: string, first?: string, last?: string): string | undefined {
  const [from, to] = [monthNumber(first), monthNumber(last)]
  const isYear = from !== undefined && to !== undefined && to === from - 1
  return isYear ? `${Number(year) - 1}-${two(from)}-01/P1Y` : undefined
}

/** `2023-7` and `202307` are months; `2023/24` is a fiscal year; `2006/07` can be both. */
function readYearAndNumber(year: string, separator = '', number = ''): Understood | undefined {
  const isMonth = Number(number) >= 1 && Number(number) <= 12 && (separator || number.length === 2)
  const isNext = number === two((Number(year) + 1) % 100)
  const month = `${year}-${two(number)}`
  // Spreadsheets turn October, 2016.10, into 2016.1.
  if (isMonth && separator === '.' && number.length === 1)
    return { expected: `${month} for the month; ${year}.${number} may be a cut ${year}.${number}0` }
  if (isMonth && isNext && separator !== '-')
    return { expected: `${month} for the month, or ${year}-07-01/P1Y for July to June` }
  if (isMonth) return { period: month }
  return isNext && (separator === '/' || separator === '-')
    ? fiscalYear(Number(year) + 1)
    : undefined
}

function readTwoYears(year: string, separator = '', last = ''): Understood | string | undefined {
  const count = Number(last) - Number(year) + 1
  if (count === 2 && separator === '/') return fiscalYear(Number(last))
  if (count === 2)
    return { expected: `${year}-07-01/P1Y for July to June, or ${year}-01-01/P2Y for both years` }
  return count > 2 && separator === '-' ? `${year}-01-01/P${count}Y` : undefined
}

/** `14.07.2023` and `14/07/2023` are days; `07/08/2023` can be two days. */
function readDayFirst(
  one: string,
  separator = '',
  other = '',
  year = ''
): Understood | string | undefined {
  const [first, second] = [dayOf(year, other, one), dayOf(year, one, other)]
  if (separator === '.' || Number(one) > 12 || one === other) return first
  if (Number(other) > 12) return second
  return { expected: `${first} or ${second}: year, month, day` }
}
