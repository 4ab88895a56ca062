// Reads a figure as it was stated: `more than $400 million`, `Rs 11.2 lakh crore`, `150,000 TEU`.
// Pure.
import { findNumberInWords } from '../../numbers/number-words.ts'
import { type Numeral, numeralsIn } from '../../numbers/numerals.ts'
import { halfUnit } from '../../numbers/printed.ts'
import { boundBeside, type StatedBound } from './bound-words.ts'
import { multiply } from './multiply.ts'
import { type ReadNumeral, readFigure, type StatedContext } from './read-numeral.ts'

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
/** What stands between numerals that belong together. */
const JOINED = /^\s*[\p{L}.]+\s+(?:(?:to|and|до|и|[-–—±])\s*\p{Sc}?)?$|^\s*±\s*$/u
/** ½ and ² are no digits, and say another number. */
const IS_FRACTION = /\p{No}/u
const FORMS = ['one figure such as $400 million, 150,000 TEU, Rs 11.2 billion or 52,5 млн']
const NO_FIGURE: Unreadable = { message: 'There is no figure in this text.', allowed: FORMS }

/** The most characters of a stated figure. */
export const STATED_CHARACTERS_MAX = 100

/** Reads a stated figure. Of several numerals, years and figures of other units are left out. */
export function readStated(text: string, context: StatedContext): Stated | Unreadable {
  const begins = text.slice(0, 2 * STATED_CHARACTERS_MAX)
  if (IS_FRACTION.test(begins))
    return { message: 'Write fractions as decimals, such as 5.5.', allowed: FORMS }
  // Full-width signs become the usual ones.
  const plain = begins.normalize('NFKC')
  const numerals = numeralsIn(plain)
  if (numerals.length === 0) return readWords(text, plain, context)
  const read = numerals.map((found) => ({ found, ...readFigure(found, plain, context) }))
  const broken = read.find((one) => 'misfit' in one && one.isBroken)
  if (broken && 'misfit' in broken) return { message: broken.misfit, allowed: FORMS }
  const fitting = read.filter((one) => !('misfit' in one)) as Read[]
  const marked = fitting.filter(({ isMarked }) => isMarked)
  const others = fitting.filter(({ found }) => !isYear(found.numeral))
  const [one, ...more] = [marked, others, fitting].find((some) => some.length > 0) ?? []
  const [misfit] = read.flatMap((some) => ('misfit' in some ? [some.misfit] : []))
  if (!one) return misfit ? { message: misfit, allowed: FORMS } : NO_FIGURE
  const isJoined = others.some(({ found }) => found !== one.found && isNextTo(one.found, found))
  if (more.length > 0 || isJoined || IS_RANGE.test(one.found.before)) return severalFigures(fitting)
  const half = halfUnit(one.printed, `${one.found.numeral}${one.found.after}`)
  return statedBy(one, { text, half })
}

type Read = ReadNumeral & { found: Numeral }

function statedBy(
  { found, printed, factor, currency }: Read,
  { text, half }: { text: string; half: number }
): Stated {
  // Money stays in its currency.
  const by = currency === null ? factor : 1
  const value = multiply(printed, by)
  return { text, value, half: half * by, bound: boundBeside(found), currency }
}

/** Whether two numerals belong together: `28 thousand 800` is one number, `5 million to 6` a range. */
function isNextTo(one: Numeral, other: Numeral): boolean {
  const gap = one.after.slice(0, one.after.length - other.numeral.length - other.after.length)
  return other.after.length < one.after.length && JOINED.test(gap)
}

function severalFigures(all: readonly Read[]): Unreadable {
  const shown = all.map(({ printed }) => String(printed)).join(', ')
  return { message: `The text has several figures: ${shown}. State one of them.`, allowed: FORMS }
}

/** `twelve thousand dollars` */
function readWords(text: string, plain: string, context: StatedContext): Stated | Unreadable {
  const said = findNumberInWords(plain)
  if (!said) return NO_FIGURE
  const { before, after, value } = said
  const found = { before, numeral: String(value), after }
  const read = readFigure(found, plain, context)
  if ('misfit' in read) return { message: read.misfit, allowed: FORMS }
  return statedBy({ ...read, found }, { text, half: halfUnit(value, plain) })
}

function isYear(numeral: string): boolean {
  return /^(?:19|20)\d\d$/.test(numeral)
}
