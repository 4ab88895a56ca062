// Exact arithmetic with plain decimals such as 52.5, because doubles would add noise: 0.1 * 3 is
// 0.30000000000000004 there.
import { isExact } from './decimals.ts'

/** A double keeps so many digits whatever they are. */
const DIGITS_KEPT = 15
const DECIMALS_MAX = 20

/** `units` divided by ten to the power of `decimals`. */
type Decimal = { units: bigint; decimals: number }

/** The sum of two plain decimals. */
export function addDecimals(one: string, other: string): string {
  const [a, b] = [readDecimal(one), readDecimal(other)]
  const decimals = Math.max(a.decimals, b.decimals)
  return writeDecimal({ units: unitsAt(a, decimals) + unitsAt(b, decimals), decimals })
}

/** The first plain decimal minus the second one. */
export function subtractDecimals(one: string, other: string): string {
  return addDecimals(one, multiplyDecimals(other, '-1'))
}

/** The product of two plain decimals. */
export function multiplyDecimals(one: string, other: string): string {
  const [a, b] = [readDecimal(one), readDecimal(other)]
  return writeDecimal({ units: a.units * b.units, decimals: a.decimals + b.decimals })
}

/** So many decimals of a quotient that no figure needs more. */
const QUOTIENT_DECIMALS = 40

/**
 * The quotient of two plain decimals: exact, or with more digits than any rounding needs. Its last
 * digit then is 1, because what follows is more than nothing.
 */
export function divideDecimals(one: string, other: string): string {
  const [a, b] = [readDecimal(one), readDecimal(other)]
  const numerator = a.units * 10n ** BigInt(b.decimals + QUOTIENT_DECIMALS)
  const denominator = b.units * 10n ** BigInt(a.decimals)
  const [whole, rest] = [numerator / denominator, numerator % denominator]
  if (rest === 0n) return writeDecimal({ units: whole, decimals: QUOTIENT_DECIMALS })
  const tail = numerator < 0n === denominator < 0n ? 1n : -1n
  return writeDecimal({ units: whole * 10n + tail, decimals: QUOTIENT_DECIMALS + 1 })
}

/** A plain decimal to a power: a whole number from zero up. */
export function raiseDecimal(plain: string, exponent: number): string {
  const { units, decimals } = readDecimal(plain)
  return writeDecimal({ units: units ** BigInt(exponent), decimals: decimals * exponent })
}

/** Less than zero, zero, or more, as the plain decimal is. */
export function signOf(plain: string): number {
  const { units } = readDecimal(plain)
  if (units === 0n) return 0
  return units < 0n ? -1 : 1
}

/** A plain decimal with at most so many decimals, rounded half to even. */
export function roundDecimal(plain: string, decimals: number): string {
  const { units, decimals: given } = readDecimal(plain)
  if (given <= decimals) return plain
  return writeDecimal({ units: divideHalfEven(units, 10n ** BigInt(given - decimals)), decimals })
}

/** A plain decimal without decimals beyond so many digits, rounded half to even. */
export function roundDigits(plain: string, digits: number): string {
  const { units, decimals } = readDecimal(plain)
  const beforePoint = String(units < 0n ? -units : units).length - decimals
  return roundDecimal(plain, Math.max(0, digits - beforePoint))
}

/** One, with the decimal point moved to the right; to the left if `places` is negative. */
export function powerOfTen(places: number): string {
  return places >= 0 ? `1${'0'.repeat(places)}` : `0.${'0'.repeat(-places - 1)}1`
}

/** A plain decimal that a double keeps: rounded half to even where it has too many digits. */
export function fitDecimal(plain: string): string {
  if (isExact(plain)) return plain
  const { units, decimals } = readDecimal(plain)
  const digits = String(units < 0n ? -units : units).length
  const dropped = Math.max(digits - DIGITS_KEPT, decimals - DECIMALS_MAX, 0)
  const step = 10n ** BigInt(dropped)
  return writeDecimal({ units: divideHalfEven(units, step) * step, decimals })
}

function unitsAt({ units, decimals }: Decimal, wanted: number): bigint {
  return units * 10n ** BigInt(wanted - decimals)
}

function divideHalfEven(units: bigint, step: bigint): bigint {
  const [whole, rest] = [units / step, units % step]
  const twice = 2n * (rest < 0n ? -rest : rest)
  const isUp = twice > step || (twice === step && whole % 2n !== 0n)
  return isUp ? whole + (units < 0n ? -1n : 1n) : whole
}

function readDecimal(plain: string): Decimal {
  const [whole = '', fraction = ''] = plain.split('.')
  return { units: BigInt(whole + fraction), decimals: fraction.length }
}

function writeDecimal({ units, decimals }: Decimal): string {
  const digits = String(units < 0n ? -units : units).padStart(decimals + 1, '0')
  const at = digits.length - decimals
  const fraction = digits.slice(at).replace(/0+$/, '')
  return `${units < 0n ? '-' : ''}${digits.slice(0, at)}${fraction && `.${fraction}`}`
}
