// Writes figures as a newsroom does: `$52.5 million`, `about 8,000 people`, `34.6 hours`. Pure.
import type { BOUNDS } from '../vocabularies.ts'
import type { UnitTraits } from './convert.ts'

/** A unit, as far as words need it. */
export type Unit = Pick<UnitTraits, 'id' | 'name' | 'kind'>
/** A figure, in the unit of its metric. */
export type Figure = {
  value: number | null
  low: number | null
  high: number | null
  bound: (typeof BOUNDS)[number]
}
/** Null where an end is open. */
export type Interval = { low: number | null; high: number | null }

const SCALES = [
  [1e12, 'trillion'],
  [1e9, 'billion'],
  [1e6, 'million']
] as const
/** The digits of a figure in a title, and those by which two figures can be told apart. */
const [SHORT_DIGITS, ALL_DIGITS] = [4, 15]
const WORDS: Readonly<Record<string, string>> = {
  person: 'people',
  foot: 'feet',
  TEU: 'TEU',
  FEU: 'FEU'
}
/** Currencies with a sign that no other one has in these data. */
const SIGNS: Readonly<Record<string, string>> = { USD: '$', EUR: '€', GBP: '£' }

/** A figure with its bound and its unit. With `isExact`, all its digits are shown. */
export function figureWords(
  { value, low, high, bound }: Figure,
  unit: Unit,
  { isExact = false } = {}
): string {
  const digits = isExact ? ALL_DIGITS : SHORT_DIGITS
  if (value === null || bound === 'range')
    return low === null && high === null
      ? amount(value ?? 0, unit, digits)
      : intervalWords({ low, high }, unit, { isExact })
  const words = amount(value, unit, digits)
  if (bound === 'about') return `about ${words}`
  if (bound === 'at_least') return `at least ${words}`
  return bound === 'at_most' ? `at most ${words}` : words
}

/** An interval with its unit; an end may be open. */
export function intervalWords(
  { low, high }: Interval,
  unit: Unit,
  { isExact = false } = {}
): string {
  const digits = isExact ? ALL_DIGITS : SHORT_DIGITS
  const write = (value: number) => amount(value, unit, digits)
  if (low === null) return high === null ? 'any figure' : `at most ${write(high)}`
  if (high === null) return `at least ${write(low)}`
  const [from, to] = [write(low), write(high)]
  return from === to ? from : `${from} to ${to}`
}

/** Both figures in the fewest digits that tell them apart. */
export function distinctWords(one: Figure, other: Figure, unit: Unit, unitOfOther = unit) {
  const [first, second] = [figureWords(one, unit), figureWords(other, unitOfOther)]
  if (first !== second) return [first, second] as const
  return [
    figureWords(one, unit, { isExact: true }),
    figureWords(other, unitOfOther, { isExact: true })
  ] as const
}

/** A number with its unit, in so many digits: `$52.5 million`, `34.6 hours`. */
export function amount(value: number, unit: Unit, digits = SHORT_DIGITS): string {
  const number = numberWords(Math.abs(value), digits)
  const minus = value < 0 ? '−' : ''
  if (unit.kind === 'index') return minus + number
  if (unit.id === 'percent') return `${minus}${number}%`
  const sign = SIGNS[unit.id]
  if (sign !== undefined) return minus + sign + number
  if (unit.kind === 'currency' && /^[A-Z]{3}$/.test(unit.id)) return `${unit.id} ${minus}${number}`
  return `${minus}${number} ${unitWords(unit, value === 1)}`
}

/** A number in words where it is large: `52.5 million`. */
function numberWords(value: number, digits: number): string {
  for (const [scale, word] of SCALES) {
    if (value >= scale) return `${digitsOf(value / scale, digits)} ${word}`
  }
  // A whole number below a million is short enough to be shown as it is.
  return digitsOf(value, Number.isInteger(value) ? ALL_DIGITS : digits)
}

function digitsOf(value: number, digits: number): string {
  const whole = Math.trunc(value).toString().length
  return formatOf(Math.max(digits, value >= 1 ? whole : 1)).format(value)
}

/** Making a format takes longer than a hundred figures. */
const formats = new Map<number, Intl.NumberFormat>()

function formatOf(maximumSignificantDigits: number): Intl.NumberFormat {
  const known = formats.get(maximumSignificantDigits)
  if (known) return known
  const made = new Intl.NumberFormat('en', { maximumSignificantDigits })
  formats.set(maximumSignificantDigits, made)
  return made
}

/** The name of a unit behind a number: `hours`, `US dollars per vehicle`. */
function unitWords({ id, name }: Unit, isOne: boolean): string {
  const known = WORDS[id]
  if (known !== undefined) return isOne && id === 'person' ? 'person' : known
  const text = /^[A-Z][a-z]/.test(name) && !/^(US|UAE)\b/.test(name) ? lowerFirst(name) : name
  if (isOne) return text
  // What stands before `per`, `at` or a bracket is counted.
  const at = text.search(/ (?:per|at|of|in|for) | \(/)
  const [head, rest] = at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at)]
  return `${/(s|tenge|yuan|yen|som|sum|won|baht|PPP)$/.test(head) ? head : `${head}s`}${rest}`
}

/** Nationalities keep their capital. */
function lowerFirst(name: string): string {
  const first = name.split(' ')[0] ?? ''
  return /(ese|ian|ani|stani|an|ish|nian)$/.test(first) && name.includes(' ')
    ? name
    : name.charAt(0).toLowerCase() + name.slice(1)
}
