// Dates of publication, which are as exact as they are known: `2024`, `2024-10`, `2024-10-07`.
import { MONTHS } from '../periods/months.ts'

/** A date in words, year first as in APA: `2024, October 7`. */
export function dateInWords(date: string): string {
  const [year = '', month, day] = date.split('-')
  if (month === undefined) return year
  const name = MONTHS[Number(month) - 1]
  return day === undefined ? `${year}, ${name}` : `${year}, ${name} ${Number(day)}`
}

/** A date as CSL has it: a list of numbers. */
export function datePartsOf(date: string): number[] {
  return date.split('-').map(Number)
}
