// Finds the periods in a search, such as `2023` or `July 2023`. Few names and texts have one.
import { encode } from '../http/query-string.ts'
import { readDate } from '../http/read-values.ts'
import { type Question, questionOf, type Word } from './words.ts'

/** `Q3 of 2023` is the longest period in words. */
const PERIOD_WORDS_MAX = 3

/** A question without its periods, and the periods as they were typed. */
export type Timeless = { question: Question; periods: string[] }

/** Leaves out the periods; undefined if there is none, or nothing else. */
export function withoutPeriods({ words }: Question): Timeless | undefined {
  const rest: Word[] = []
  const periods: string[] = []
  for (let start = 0; start < words.length; ) {
    const length = lengthOfPeriod(words.slice(start, start + PERIOD_WORDS_MAX))
    if (length === 0) rest.push(...words.slice(start, start + 1))
    else periods.push(textOf(words.slice(start, start + length)))
    start += Math.max(length, 1)
  }
  return periods.length === 0 || rest.length === 0
    ? undefined
    : { question: questionOf(rest), periods }
}

/** Says that periods were left out, and where they can be asked for. */
export function explainLeftOut(periods: readonly string[]): string {
  const [from = '', to = ''] = [periods[0], periods.at(-1)]
  const said = periods.map((one) => `"${one}"`).join(', ')
  return (
    `q: nothing was found with ${said}, so the answer is for the other words. Add ` +
    `from=${encode(from)}&to=${encode(to)} to the address of a series.`
  )
}

function lengthOfPeriod(words: readonly Word[]): number {
  const lengths = words.map((_, index) => words.length - index)
  return lengths.find((one) => 'value' in readDate(textOf(words.slice(0, one)), 'starts_on')) ?? 0
}

function textOf(words: readonly Word[]): string {
  return words.map(({ typed }) => typed).join(' ')
}
