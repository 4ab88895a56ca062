import { halfUnit } from '../../numbers/printed.ts'
import type { Claim } from './checks.ts'
import { hullOf, type Quantity } from './quantities.ts'

/**
 * The tolerance of `about`, `almost` and `around` to either side. Such words round to one or two
 * digits: `almost 200` means 190, and `about 24,000` means 24,013. A tenth covers that, and below
 * ten it does not reach the next round number.
 */
export const ABOUT = 0.1

/** The interval that a claim allows; undefined if it has no number. */
export function quantityOf({ value, low, high, bound, text }: Claim): Quantity | undefined {
  if (value === null) return rangeOf(low, high, text)
  const figure = { least: value, most: value }
  if (bound === 'at_least') return { ...figure, low: value, high: Number.POSITIVE_INFINITY }
  if (bound === 'at_most')
    return { ...figure, low: value >= 0 ? 0 : Number.NEGATIVE_INFINITY, high: value }
  return intervalAround(value, text, bound === 'about' ? ABOUT : 0)
}

function rangeOf(low: number | null, high: number | null, text: string): Quantity | undefined {
  const ends = [low, high].flatMap((end) => (end === null ? [] : [intervalAround(end, text, 0)]))
  return ends.length === 0 ? undefined : hullOf(ends)
}

/** An interval never becomes negative by rounding: 0.3 printed as 0 is not below zero. */
function intervalAround(value: number, text: string, share: number): Quantity {
  const reach = Math.max(halfUnit(value, text), share * Math.abs(value))
  return {
    low: value >= 0 ? Math.max(0, value - reach) : value - reach,
    high: value + reach,
    least: value,
    most: value
  }
}
