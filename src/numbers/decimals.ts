// Writes out decimal numbers as text, and compares them with the double that is stored.

/** The numbers that are accepted for figures, in words. */
export const EXACT =
  'a number that a double keeps as it is written, as it does up to 15 digits, with at most 20 ' +
  'decimals, up to 10^18'
/**
 * Far above any figure of this field, and far enough below the largest double that sums and ratios
 * stay finite.
 */
const LARGEST = 1e18

const SCIENTIFIC = /^(-?)(\d+)(?:\.(\d+))?[eE]([+-]?0*\d{1,3})$/
/** Made at the first use: it takes 30 ms, and no start needs it. */
let plainFormat: Intl.NumberFormat | undefined

/** Writes out `1.5e3` as `1500`, digit by digit. Returns any other text as it is. */
export function plainDecimal(text: string): string {
  const [, sign = '', whole = '', fraction = '', exponent] = SCIENTIFIC.exec(text) ?? []
  if (exponent === undefined) return text
  const point = whole.length + Number(exponent)
  const digits = `${'0'.repeat(Math.max(0, 1 - point))}${whole}${fraction}`.padEnd(point, '0')
  const at = Math.max(1, point)
  return `${sign}${digits.slice(0, at)}${digits.length > at ? `.${digits.slice(at)}` : ''}`
}

/** The plain decimal that a double was read from: the shortest one that gives the same double. */
export function decimalOf(value: number): string {
  return plainDecimal(String(value))
}

/** Whether a number is accepted for a figure. */
export function isInRange(value: number): boolean {
  return Math.abs(value) <= LARGEST
}

/**
 * Whether a double can hold a plain decimal exactly as it is written. So no figure changes when it
 * is stored.
 */
export function isExact(plain: string): boolean {
  const value = Number(plain)
  plainFormat ??= new Intl.NumberFormat('en', { useGrouping: false, maximumFractionDigits: 20 })
  return isInRange(value) && canonical(plain) === canonical(plainFormat.format(Math.abs(value)))
}

function canonical(plain: string): string {
  const [whole = '', fraction = ''] = plain.replace(/^-/, '').split('.')
  return `${whole.replace(/^0+(?=\d)/, '')}.${fraction.replace(/0+$/, '')}`
}
