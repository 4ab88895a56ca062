// Reads a figure as it was stated: `more than $400 million`, `Rs 11.2 lakh crore`, `150,000 TEU`.
// Pure.
import { numberInWords } from '../../numbers/number-words.ts'
import { type Numeral, numeralsIn } from '../../numbers/numerals.ts'
import { halfUnit } from '../../numbers/printed.ts'
import { boundBeside, type StatedBound } from './bound-words.ts'
import { multiply, type ReadNumeral, readFigure, type StatedContext } from './read-numeral.ts'

/** A stated figure: in the currency that it names, or else in the unit of the metric. */
export type Stated = {
  text: string
  value: number
  half: number
  bound: StatedBound
  /** The code of the currency, if it is named. */
  currency: string | null
}
/** Why a text is no figure, and what to write instead. */
export type Unreadable = { message: string; allowed: string[] }

/** A numeral before this one, and between them what makes a range of both. */
const IS_RANGE = /\d\s?(?:[-–—]|to|and|до)\s?\p{Sc}?$/u

const FORMS = ['one figure such as $400 million, 150,000 TEU, Rs 11.2 billion or 52,5 млн']

/** The most characters of a stated figure. */
export const STATED_CHARACTERS_MAX = 100

/** Reads a stated figure. Of several numerals, years and figures of other units are left out. */
export function readStated(text: string, context: StatedContext): Stated | Unreadable {
  const numerals = numeralsIn(text)
  if (numerals.length === 0) return readWords(text)
  const read = numerals.map((found) => ({ found, ...readFigure(found, text, context) }))
  const fitting = read.filter((one) => !('misfit' in one)) as Read[]
  const marked = fitting.filter(({ isMarked }) => isMarked)
  const others = fitting.filter(({ numeral }) => !isYear(numeral))
  const [one, ...more] = [marked, others, fitting].find((some) => some.length > 0) ?? []
  const [misfit] = read.flatMap((some) => ('misfit' in some ? [some.misfit] : []))
  if (!one) return { message: misfit ?? 'There is no figure in this text.', allowed: FORMS }
  if (more.length > 0 || IS_RANGE.test(one.found.before)) return severalFigures(fitting)
  return statedBy(one, text)
}

type Read = ReadNumeral & { found: Numeral }

function statedBy({ found, printed, factor, currency }: Read, text: string): Stated {
  return {
    text,
    value: multiply(printed, factor),
    half: multiply(halfUnit(printed, text), factor),
    bound: boundBeside(found),
    currency
  }
}

function severalFigures(all: readonly Read[]): Unreadable {
  const shown = all.map(({ printed }) => String(printed)).join(', ')
  return { message: `The text has several figures: ${shown}. State one of them.`, allowed: FORMS }
}

/** `twelve thousand` */
function readWords(text: string): Stated | Unreadable {
  const value = numberInWords(text)
  if (value === null || value === undefined)
    return { message: 'There is no figure in this text.', allowed: FORMS }
  return { text, value, half: halfUnit(value, text), bound: 'exact', currency: null }
}

function isYear(numeral: string): boolean {
  return /^(?:19|20)\d\d$/.test(numeral)
}
