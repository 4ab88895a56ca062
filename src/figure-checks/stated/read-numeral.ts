// Reads one numeral of a stated figure with its scale, unit and currency. Pure.
import { decimalOf } from '../../numbers/decimals.ts'
import { multiplyDecimals } from '../../numbers/exact-decimals.ts'
import { type Numeral, readNumeral } from '../../numbers/numerals.ts'
import { scaleAt } from '../../numbers/scale-words.ts'
import { isRate } from '../../observations/series/traits.ts'
import type { UnitTraits } from '../../units/convert.ts'
import { type UnitWords, unitsAt } from '../../units/unit-words.ts'
import { currenciesAfter, currenciesBefore } from './currency-words.ts'

/** What a text is read for. */
export type StatedContext = {
  /** The unit of the metric, the words for what converts to it, and all units. */
  unit: UnitTraits
  words: UnitWords
  units: readonly UnitTraits[]
  /** The currencies of the subject and the partner. */
  local: readonly string[]
}
/** A figure with the currency that stands beside it; null for none. */
export type ReadNumeral = {
  numeral: string
  /** As it is printed with its scale: `52.5 million` is 52500000. */
  printed: number
  /** By what the printed figure is multiplied for the unit of the metric. */
  factor: number
  currency: string | null
  /** Whether a scale, unit or currency stands beside the numeral. */
  isMarked: boolean
}
/** Why a numeral cannot be the figure. */
export type Misfit = { misfit: string }

/** Factors that differ by more are other sizes: a short ton is not a million tonnes. */
const ALIKE = 2
/** `lakh crore` and `thousand million` are scales of two words. */
const SCALE_WORDS_MAX = 2

/** Reads a numeral of a text; a misfit if it is of something that the metric does not count. */
export function readFigure(found: Numeral, text: string, context: StatedContext) {
  const { before, numeral, after } = found
  const { scale, rest } = scalesOf(after)
  const printed = multiply(signOf(before) * numberOf(numeral, text), scale)
  const codes = context.units.flatMap(({ id, kind, base }) =>
    kind === 'currency' && base === null ? [id] : []
  )
  const named = [...currenciesBefore(before, codes), ...currenciesAfter(rest, codes)]
  const read = { numeral, printed, factor: 1, currency: null, isMarked: true }
  if (named.length > 0) return ofMoney({ ...read, named: [...new Set(named)] }, context)
  const factors = factorsOf({ after, scale, rest }, context)
  if (!factors) return { ...read, ...ofOther(rest, context), isMarked: scale !== 1 }
  const [own = 1] = factors.includes(1) ? [1] : factors
  const spread = Math.max(...factors) / Math.min(...factors)
  if (spread <= ALIKE) return { ...read, factor: own }
  const sizes = factors.map((factor) => `${multiply(printed, factor)} ${context.unit.id}`)
  return { misfit: `"${numeral}${after.slice(0, 20)}" may be ${sizes.join(' or ')}.` }
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
  { words }: StatedContext
): number[] | undefined {
  // A word may be a unit with its scale (`Mt`), or the scale of a unit behind it.
  const whole = words.factorsAt(after).map((factor) => factor / scale)
  if (scale === 1) return whole.length > 0 ? whole : undefined
  const behind = words.factorsAt(rest)
  const all = [...whole, ...(whole.length > 0 && behind.length === 0 ? [1] : behind)]
  return all.length > 0 ? [...new Set(all)] : undefined
}

/** A unit behind a numeral that the metric is not counted in. */
function ofOther(rest: string, { unit, units }: StatedContext): Misfit | object {
  const [other] = unitsAt(rest, units)
  // Shares of GDP and changes are said in percent.
  if (other && isRate(unit.id) && isRate(other.id)) return {}
  return other ? { misfit: `The metric is counted in ${unit.id}, not in ${other.id}.` } : {}
}

function ofMoney(
  { named, ...read }: ReadNumeral & { named: string[] },
  { unit, local }: StatedContext
): ReadNumeral | Misfit {
  // Prices are money too: `$500 a container` of USD_per_container.
  const priced = named.some((code) => unit.id.startsWith(`${code}_`))
  if (priced) return { ...read, currency: null }
  if (unit.kind !== 'currency')
    return { misfit: `The metric is counted in ${unit.id}, not in money.` }
  const meant = named.length > 1 ? named.filter((code) => local.includes(code)) : named
  const [code, ...others] = meant
  if (code === undefined || others.length > 0)
    return { misfit: `The currency may be ${named.join(' or ')}: write its code.` }
  return { ...read, currency: code }
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

/** A minus belongs to the numeral if nothing stands before it: `5-6` is no negative number. */
function signOf(before: string): 1 | -1 {
  return /(?:^|[\s(])[-−–]\s?[\p{Sc}]?$/u.test(before.slice(-5)) ? -1 : 1
}

/** Without the noise of doubles: 8.2 million is 8200000. */
export function multiply(one: number, other: number): number {
  return Number(multiplyDecimals(decimalOf(one), decimalOf(other)))
}
