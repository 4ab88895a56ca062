// Fiscal years and their parts: `FY2024`, `2023/24`, `FY2024 (Jul–Jun)`, `Q3FY24`, `9MFY24`,
// `Jul–Feb FY24`, `July–February 2023-24`. Where the text does not say in which month the year
// begins, it is taken for July, as in Pakistan, and marked.
import {
  type Form,
  form,
  fourDigits,
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
import { monthNumber } from './months.ts'

const FIRST_MONTH = 7
/** One year, or both of the years that it lies in. */
const FISCAL = "FY[- ']?(\\d{4}|\\d{2})(?:[-/](\\d{4}|\\d{2}))?"
/** The first and last month of the year. */
const MONTHS = `(?: ?\\(?${NAME}${TO}${NAME}\\)?)?`

export const FISCAL_FORMS: readonly Form[] = [
  form(`${FISCAL}${MONTHS}`, (year, next, first, last) =>
    readFiscal('12M', year, next, first, last)
  ),
  form(`${PART}[-/ ]?${FISCAL}${MONTHS}`, readFiscal),
  form(`${FISCAL}[-/ ]?${PART}${MONTHS}`, (year, next, part, first, last) =>
    readFiscal(part, year, next, first, last)
  ),
  form(`${NAME}${TO}${NAME},? ${FISCAL}`, (first, last, year, next) =>
    monthsWithin(first, last, endOf(year, next))
  ),
  form(`${NAME}${TO}${NAME},? ${YEAR}[-/](\\d{4}|\\d{2})`, (first, last, year, next) =>
    monthsWithin(first, last, endOf(year, next))
  )
]

/** The fiscal year from one year to the next. */
export function fiscalYear(year: number): Understood {
  return { period: monthsFrom(year, FIRST_MONTH, 12), fiscal: true }
}

/** Whether the text of a year, which may have only its last digits, is the year after another. */
export function isNextYear(year: string, next: string): boolean {
  return (next.length === 2 ? two((Number(year) + 1) % 100) : String(Number(year) + 1)) === next
}

/** The year in which a fiscal year ends; undefined if the second year is not the next one. */
function endOf(year: string, next: string): number | undefined {
  if (next === '') return fourDigits(year)
  return isNextYear(year, next) ? fourDigits(year) + 1 : undefined
}

function readFiscal(
  part: string,
  year: string,
  next: string,
  first: string,
  last: string
): Understood | string | undefined {
  const end = endOf(year, next)
  const begins = first === '' ? FIRST_MONTH : firstMonth(first, last)
  if (end === undefined || begins === undefined) return undefined
  const { before, count } = monthsOfPart(part)
  const period = monthsFrom(begins === 1 ? end : end - 1, begins + before, count)
  return first === '' ? { period, fiscal: true } : period
}

/** The first month of a year that has these two as its first and last one. */
function firstMonth(first: string, last: string): number | undefined {
  const [from, to] = [monthNumber(first), monthNumber(last)]
  return from && to && to % 12 === from - 1 ? from : undefined
}

/** Months of a fiscal year. From one calendar year to the next, they are sure. */
function monthsWithin(
  first: string,
  last: string,
  end: number | undefined
): Understood | string | undefined {
  const [from, to] = [monthNumber(first), monthNumber(last)]
  if (!end || !from || !to) return undefined
  if (to < from) return monthsOf(first, end - 1, last, end)
  const year = from < FIRST_MONTH ? end : end - 1
  const period =
    to < FIRST_MONTH || from >= FIRST_MONTH ? monthsOf(first, year, last, year) : undefined
  return period ? { period, fiscal: true } : undefined
}
