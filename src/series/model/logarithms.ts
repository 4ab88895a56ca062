// Natural logarithms, and growth rates made of them, in doubles. The formulas are those of FRED:
// https://fredhelp.stlouisfed.org/fred/data/understanding-the-data/formulas-calculate-growth-rates/
import { decimalOf } from '../../numbers/decimals.ts'
import { signOf } from '../../numbers/exact-decimals.ts'
import { rounded } from '../../numbers/rounded.ts'
import { PERCENT_DECIMALS } from './changes.ts'
import { type Outcome, valued, without } from './figures.ts'

/** The decimals of logarithms. */
export const LOG_DECIMALS = 6

/** `ln x_t` */
export function logarithm(value: string): Outcome {
  if (signOf(value) <= 0) return without('not_positive')
  return valued(decimalOf(rounded(Math.log(Number(value)), LOG_DECIMALS)))
}

/**
 * `(ln x_t - ln x_{t-1}) * 100 * n`. With the number of steps in a year for `n`, it is the rate of
 * a year.
 */
export function continuousChange(value: string, before: string, steps: number): Outcome {
  if (signOf(value) <= 0 || signOf(before) <= 0) return without('not_positive')
  const change = (Math.log(Number(value)) - Math.log(Number(before))) * 100 * steps
  return valued(decimalOf(rounded(change, PERCENT_DECIMALS)))
}
