// Changes from one figure to a later one: differences and percentages in exact decimals, so that
// a reader who computes them by hand gets the same digits. The formulas are those of FRED:
// https://fredhelp.stlouisfed.org/fred/data/understanding-the-data/formulas-calculate-growth-rates/
import {
  divideDecimals,
  multiplyDecimals,
  raiseDecimal,
  roundDecimal,
  signOf,
  subtractDecimals
} from '../../numbers/exact-decimals.ts'
import { type Outcome, refuseAsBase, valued, without } from './figures.ts'

/** The decimals of percentages and of index numbers. */
export const PERCENT_DECIMALS = 4

/** `x_t - x_{t-1}` */
export function difference(value: string, before: string): Outcome {
  return valued(subtractDecimals(value, before))
}

/** `((x_t / x_{t-1}) - 1) * 100` */
export function percentChange(value: string, before: string): Outcome {
  return refuseAsBase(before) ?? valued(toPercent(subtractDecimals(value, before), before))
}

/** `(((x_t / x_{t-1}) ^ n) - 1) * 100`, where `n` is the number of steps in a year. */
export function compoundedChange(value: string, before: string, steps: number): Outcome {
  // An even power would hide the sign.
  const refused = refuseAsBase(before)
  if (refused) return refused
  if (signOf(value) < 0) return without('negative_values')
  return percentChange(raiseDecimal(value, steps), raiseDecimal(before, steps))
}

/** So many percent of the whole is a part. */
export function toPercent(part: string, whole: string): string {
  return roundDecimal(divideDecimals(multiplyDecimals(part, '100'), whole), PERCENT_DECIMALS)
}
