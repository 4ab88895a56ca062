// Multiplies figures without the noise of doubles. Pure.
import { decimalOf } from '../../numbers/decimals.ts'
import { fitDecimal, multiplyDecimals } from '../../numbers/exact-decimals.ts'

/** 8.2 million is 8200000, and 48 hours are 2 days: at most 15 digits. */
export function multiply(one: number, other: number): number {
  return Number(fitDecimal(multiplyDecimals(decimalOf(one), decimalOf(other))))
}
