// Fiscal years and their parts: `FY2024`, `2023/24`, `FY2024 (Jul–Jun)`, `Q3FY24`, `9MFY24`,
// `Jul–Feb FY24`, `July–February 2023-24`. Where the text does not say in which month the year
// begins, the given month is taken, and the period is marked.
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

/** July, as in Pakistan. */
export const FIRST_MONTH = 7
/** One year, or both of the years that it lies in. */
const FISCAL = "FY[- ']?(\\d{4}|\\d{2})(?:[-/](\\d{4}|\\d{2}))?"
/** The first and last month of the year. */
const MONTHS = `(?: ?\\(?${NAME}${TO}${NAME}\\)?)?`

/** The forms of fiscal years that begin in a month unless their text says another one. */
export function fiscalForms(begins: number): readonly Form[] {
  return [
    form(`${FISCAL}${MONTHS}`, (year, next, first, last) =>
      readFiscal('12M', endOf(year, next), firstMonth(first, last, begins))
    ),
    form(`${PART}[-/ ]?${FISCAL}${MONTHS}`, (part, year, next, first, last) =>
      readFiscal(part, endOf(year, next), firstMonth(first, last, begins))
    ),
    form(`${FISCAL}[-/ ]?${PART}${MONTHS}`, (year, next, part, first, last) =>
      readFiscal(part, endOf(year, next), firstMonth(first, last, begins))
    ),
    form(`${NAME}${TO}${NAME},? ${FISCAL}`, (first, last, year, next) =>
      monthsWithin(first, last, endOf(year, next), begins)
    ),
    form(`${NAME}${TO}${NAME},? ${YEAR}[-/](\\d{4}|\\d{2})`, (first, last, year, next) =>
      monthsWithin(first, last, endOf(year, next), begins)
    )
  ]
}

/** The fiscal year from one year to the next. */
export function fiscalYear(year: number, begins: number): Understood {
  return { period: monthsFrom(startOf(year + 1, begins), begins, 12), fiscal: true }
}

/** The year in which a fiscal year begins, by the one in which it ends. */
function startOf(end: number, begins: number): number {
  return begins === 1 ? end : end - 1
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
  end: number | undefined,
  first: { month: number; isSaid: boolean } | undefined
): Understood | string | undefined {
  if (end === undefined || first === undefined) return undefined
  const { before, count } = monthsOfPart(part)
  const period = monthsFrom(startOf(end, first.month), first.month + before, count)
  return first.isSaid ? period : { period, fiscal: true }
}

/** The first month of a year that has these two as its first and last one, if any are said. */
function firstMonth(first: string, last: string, begins: number) {
  if (first === '') return { month: begins, isSaid: false }
  const [from, to] = [monthNumber(first), monthNumber(last)]
  return from && to && to % 12 === from - 1 ? { month: from, isSaid: true } : undefined
}

/** Months of a fiscal year. From one calendar year to the next, they are sure. */
function monthsWithin(
  first: string,
  last: string,
  end: number | undefined,
  begins: number
): Understood | string | undefined {
  const [from, to] = [monthNumber(first), monthNumber(last)]
  if (!end || !from || !to) return undefined
  if (to < from) return monthsOf(first, end - 1, last, end)
  const year = from < begins ? end : startOf(end, begins)
  const period = to < begins || from >= begins ? monthsOf(first, year, last, year) : undefined
  return period ? { period, fiscal: true } : undefined
}
