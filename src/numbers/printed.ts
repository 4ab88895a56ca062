// Finds how exactly a figure is printed: `$52.5 million` is exact to 50,000 dollars up or down.

import { asciiDigits, numeralsIn, TEXT_CHARACTERS_READ } from './numerals.ts'

/** The scales of a printed zero: `0 million` allows up to half a million. */
const SCALES: [RegExp, number][] = [
  [/\bthousand\b/i, 3],
  [/\b(?:million|mln)\b/i, 6],
  [/\b(?:billion|bn)\b/i, 9]
]
/**
 * From this number on, zeros at the end of a whole number are a scale and not exact: nobody counts
 * 10,000 containers to the last one.
 */
const COUNTED_BELOW = 10_000

/**
 * Half a unit of the last digit that is printed for the value. The numeral is found by its digits:
 * `52.5` has the digits of 52,500,000, except for separators and zeros at the end. If no numeral of
 * the text is the value (`twelve thousand`), the value is treated as printed in thousands, millions
 * or billions: the largest of these that divides it.
 */
export function halfUnit(value: number, text: string): number {
  const own = digitsOf(value)
  if (!own) return halfUnitOfZero(text.slice(0, TEXT_CHARACTERS_READ))
  for (const { numeral } of numeralsIn(text)) {
    const digits = numeral.replace(/\D/g, '').replace(/^0+/, '')
    const zeros = trailingZeros(digits)
    if (digits.slice(0, digits.length - zeros) !== own.digits) continue
    const last = own.exponent - zeros
    const isCount = last === 0 && Math.abs(value) >= COUNTED_BELOW
    return 0.5 * 10 ** (isCount ? wholeThousands(zeros) : last)
  }
  return 0.5 * 10 ** (own.exponent < 0 ? own.exponent : Math.min(9, wholeThousands(own.exponent)))
}

/** `0.0 million` is exact to 50,000 up or down. */
function halfUnitOfZero(text: string): number {
  const [, decimals = ''] = /(?<![\d.,])0(?:[.,](0+))?(?![\d.,])/.exec(asciiDigits(text)) ?? []
  const scale = SCALES.find(([word]) => word.test(text))?.[1] ?? 0
  return 0.5 * 10 ** (scale - decimals.length)
}

/**
 * The digits of a number without zeros at either end, and the power of ten of the last one;
 * undefined for zero.
 */
function digitsOf(value: number): { digits: string; exponent: number } | undefined {
  const [mantissa = '', power] = Math.abs(value).toExponential().split('e')
  const digits = mantissa.replace('.', '')
  return value === 0 ? undefined : { digits, exponent: Number(power) - digits.length + 1 }
}

function trailingZeros(digits: string): number {
  return digits.length - digits.replace(/0+$/, '').length
}

function wholeThousands(zeros: number): number {
  return zeros - (zeros % 3)
}
