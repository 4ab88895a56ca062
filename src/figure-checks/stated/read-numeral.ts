// Reads one numeral of a stated figure with its scale, unit and currency. What stands beside it and
// is not understood is refused: a verdict on another figure would lead astray. Pure.
import { type Numeral, readNumeral } from '../../numbers/numerals.ts'
import { scaleAt } from '../../numbers/scale-words.ts'
import { baseOf, type UnitTraits } from '../../units/convert.ts'
import type { KnownUnits } from '../../units/known-units.ts'
import type { UnitWords } from '../../units/unit-words.ts'
import { currenciesAfter, currenciesBefore } from './currency-words.ts'
import { leftOver, rateStated } from './left-over.ts'
import { multiply } from './multiply.ts'

/** What a text is read for. */
export type StatedContext = {
  /** The unit of the metric, the words for what converts to it, and all units. */
  unit: UnitTraits
  words: UnitWords
  units: KnownUnits
  /** The currencies of the subject and the partner. */
  local: readonly string[]
}
/** A figure with the currency that stands beside it; null for none. */
export type ReadNumeral = {
  /** As it is printed with its scale: `52.5 million` is 52500000. */
  printed: number
  /** By what the printed figure is multiplied for the unit of the metric. */
  factor: number
  currency: string | null
  /** Whether a scale, unit or currency stands beside the numeral. */
  isMarked: boolean
}
/** Why a numeral cannot be the figure, and if so why the text has none at all. */
export type Misfit = { misfit: string; isBroken?: true }

/** Factors that differ by more are other sizes: a short ton is not a million tonnes. */
const ALIKE = 2
/** `lakh crore` and `thousand million` are scales of two words. */
const SCALE_WORDS_MAX = 2
const OTHER_SIGN = /\p{Sc}\s*$/u
/** `.5` has no digit before its point. */
const POINT_BEFORE = /[.,·٫]$/u
/** `half of $400 million`, `20 % of 400`. */
const SHARES = 'half|thirds?|quarters?|fifths?|tenths?|twice|double|triple|thrice|%|percent'
const MULTIPLIER = new RegExp(`(?:${SHARES})(?: of)?(?: the)? ?[\\p{Sc}\\p{L}.]{0,4} ?$`, 'iu')
/** `USD million 400`, but not `1 billion 200`. */
const SCALES = 'million|billion|thousand|crore|lakh|mln|mn|bn|млн|млрд|тыс'
const SCALE_BEFORE = new RegExp(`(?<![\\d.,] ?)(?<!\\p{L})(?:${SCALES})\\.? ?$`, 'iu')
/** A longer text before a numeral does not change it. */
const BEFORE_CHARACTERS = 40
const ISO_CODE = /^[A-Z]{3}$/
/** `in 2023 USD 400 million`: a currency before a numeral belongs to that one. */
const BEFORE_NEXT = /^[\s-]*[\p{L}\p{Sc}]+\s*\d/u
const MINUS = /(?:(?:^|[\s(\p{Sc}])[-−–]|(?<!\p{L})(?:minus|минус))\s?$/iu
/** `1.5 - 2` and `5 – 6` are ranges. */
const BETWEEN = /\d\s*[-−–]\s?$/u

/** Reads a numeral of a text; a misfit if it is of something that the metric does not count. */
export function readFigure(
  { before, numeral, after }: Numeral,
  text: string,
  context: StatedContext
): ReadNumeral | Misfit {
  const codes = codesIn(context.units)
  const near = currenciesBefore(before.replace(/[-−–]$/, ''), codes)
  if (POINT_BEFORE.test(before))
    return { misfit: 'Write a digit before the point, such as 0.5.', isBroken: true }
  if (near.codes.length === 0 && OTHER_SIGN.test(before))
    return { misfit: 'The sign of the currency is not known here: write its code.' }
  const first = scalesOf(after)
  const behind = currenciesAfter(first.rest, codes)
  const then = behind.codes.length > 0 && first.scale === 1 ? scalesOf(behind.rest) : undefined
  const scale = then?.scale ?? first.scale
  const sign = isNegative(before, near.rest) ? -1 : 1
  const printed = multiply(sign * numberOf(numeral, text), scale)
  const rated = rateStated(behind.rest, context.unit)
  if (rated) return rated
  const isTwice = near.codes.length > 0 && behind.codes.length > 0
  const named = isTwice
    ? near.codes.filter((code) => behind.codes.includes(code))
    : [...near.codes, ...behind.codes]
  const nearest = before.replaceAll(/\s+/g, ' ').slice(-BEFORE_CHARACTERS)
  if (MULTIPLIER.test(nearest) || SCALE_BEFORE.test(nearest))
    return { misfit: 'The words before the figure change it: state the figure.', isBroken: true }
  if (isTwice && named.length === 0)
    return { misfit: 'Two currencies stand beside the figure.', isBroken: true }
  const read = { printed, factor: 1, currency: null, isMarked: named.length > 0 || scale !== 1 }
  if (named.length > 0) {
    const rest = then?.rest ?? behind.rest
    return leftOver(rest, context, 'money') ?? ofMoney({ ...read, named }, context)
  }
  const factors = factorsOf({ after, ...first }, context)
  if (factors) return ofUnit(read, factors, { numeral, after, unit: context.unit })
  const misfit = leftOver(first.rest, context, 'none')
  // Figures of a metric that counts in millions of dollars are not given in them.
  const own = scale === 1 ? 1 : moneyFactor(context.unit)
  return misfit ?? { ...read, factor: own }
}

function codesIn(units: KnownUnits): string[] {
  return units
    .all()
    .flatMap(({ id, kind }) => (kind === 'currency' && ISO_CODE.test(id) ? [id] : []))
}

function scalesOf(after: string): { scale: number; rest: string } {
  let [scale, rest] = [1, after]
  for (let words = 0; words < SCALE_WORDS_MAX; words++) {
    const found = scaleAt(rest)
    if (!found) break
    scale *= found.scale
    rest = found.rest
  }
  return { scale, rest }
}

/** The factors of the units behind a numeral, beside its scale; undefined if it names no unit. */
function factorsOf(
  { after, scale, rest }: { after: string; scale: number; rest: string },
  { words, unit }: StatedContext
): number[] | undefined {
  if (unit.kind === 'currency' && BEFORE_NEXT.test(after)) return undefined
  // A word may be a unit with its scale (`Mt`), or the scale of a unit behind it.
  const whole = words.factorsAt(after).map((factor) => factor / scale)
  if (scale === 1) return whole.length > 0 ? whole : undefined
  const behind = words.factorsAt(rest)
  const all = [...whole, ...(whole.length > 0 && behind.length === 0 ? [1] : behind)]
  return all.length > 0 ? [...new Set(all)] : undefined
}

type Printed = { numeral: string; after: string; unit: UnitTraits }

function ofUnit(
  read: ReadNumeral,
  factors: readonly number[],
  { numeral, after, unit }: Printed
): ReadNumeral | Misfit {
  const [own = 1] = factors.includes(1) ? [1] : factors
  const isAlike = Math.max(...factors) / Math.min(...factors) <= ALIKE
  if (isAlike) return { ...read, factor: own, isMarked: true }
  const sizes = factors.map((factor) => `${multiply(read.printed, factor)} ${unit.id}`)
  return { misfit: `"${numeral}${after.slice(0, 20)}" may be ${sizes.join(' or ')}.` }
}

function ofMoney(
  { named, ...read }: ReadNumeral & { named: string[] },
  { unit, local }: StatedContext
): ReadNumeral | Misfit {
  // Prices are money too: `$500 a container` of USD_per_container.
  if (named.some((code) => baseOf(unit).startsWith(`${code}_`))) return { ...read, currency: null }
  if (unit.kind !== 'currency')
    return { misfit: `The metric is counted in ${unit.id}, not in money.` }
  const meant = named.length > 1 ? named.filter((code) => local.includes(code)) : named
  const [code, ...others] = meant
  if (code === undefined || others.length > 0)
    return { misfit: `The currency may be ${named.join(' or ')}: write its code.` }
  return { ...read, currency: code, factor: moneyFactor(unit) }
}

/** Money is read in whole units: 1 for dollars, a millionth for millions of dollars. */
function moneyFactor({ kind, factor }: UnitTraits): number {
  return kind === 'currency' ? 1 / factor : 1
}

/**
 * The number of a numeral. A comma before three digits parts thousands, unless the text is
 * Cyrillic, where it is the decimal mark; a single point is the decimal mark.
 */
function numberOf(numeral: string, text: string): number {
  const [first, decimal] = readNumeral(numeral).map(({ figure }) => figure)
  if (first === undefined || decimal === undefined) return first ?? Number.NaN
  const marks = [...numeral.matchAll(/[.,·٫]/g)].map(([mark]) => mark)
  const last = marks.at(-1)
  if (marks.length > 1) return marks.every((mark) => mark === last) ? first : decimal
  const isComma = last === ',' && !/^0/.test(numeral) && !/\p{Script=Cyrillic}/u.test(text)
  return isComma ? first : decimal
}

/** Whether a minus belongs to the numeral: `5-6` is no negative number, `$-5` and `-$5` are. */
function isNegative(before: string, withoutCurrency: string): boolean {
  return [before, withoutCurrency].some((text) => MINUS.test(text) && !BETWEEN.test(text))
}
