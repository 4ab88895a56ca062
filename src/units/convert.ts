// Converts figures between units, with exact decimals. Pure.
import { decimalOf } from '../numbers/decimals.ts'
import { divideDecimals, fitDecimal, multiplyDecimals } from '../numbers/exact-decimals.ts'

/** What decides how figures in a unit convert. */
export type UnitTraits = {
  id: string
  name: string
  kind: string
  base: string | null
  factor: number
}

/** The id of the base of a unit, which for a base is its own. */
export function baseOf({ id, base }: UnitTraits): string {
  return base ?? id
}

/** Whether figures convert. Units of one kind need not: no currency converts to another one. */
export function areConvertible(one: UnitTraits, other: UnitTraits): boolean {
  return baseOf(one) === baseOf(other)
}

/**
 * A figure in another unit of the same base. Rounded half to even at 15 digits where a double
 * cannot hold all digits of the result.
 */
export function convertFigure(figure: number, from: UnitTraits, to: UnitTraits): number {
  if (from.factor === to.factor) return figure
  const inBase = multiplyDecimals(decimalOf(figure), decimalOf(from.factor))
  return Number(fitDecimal(divideDecimals(inBase, decimalOf(to.factor))))
}
