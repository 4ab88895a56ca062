// Decimal numbers as text: written out, and compared with the double that is kept of them.

/** What is taken of figures, in words. */
export const EXACT = 'a number with at most 15 significant digits and 20 decimals, up to 10^18'
/**
 * Far above any figure of this field, and so far below the largest double that sums and ratios stay
 * finite.
 */
const LARGEST = 1e18

const SCIENTIFIC = /^(-?)(\d+)(?:\.(\d+))?[eE]([+-]?0*\d{1,3})$/
const PLAIN = new Intl.NumberFormat('en', { useGrouping: false, maximumFractionDigits: 20 })

/** `1.5e3` written out as `1500`, digit by digit; any other text as it is. */
export function plainDecimal(text: string): string {
  const [, sign = '', whole = '', fraction = '', exponent] = SCIENTIFIC.exec(text) ?? []
  if (exponent === undefined) return text
  const point = whole.length + Number(exponent)
  const digits = `${'0'.repeat(Math.max(0, 1 - point))}${whole}${fraction}`.padEnd(point, '0')
  const at = Math.max(1, point)
  return `${sign}${digits.slice(0, at)}${digits.length > at ? `.${digits.slice(at)}` : ''}`
}

/** Whether a number is one that is taken of a figure. */
export function isInRange(value: number): boolean {
  return Math.abs(value) <= LARGEST
}

/**
 * Whether a double holds a plain decimal as it is written, so that no figure changes on its way in.
 */
export function isExact(plain: string): boolean {
  const value = Number(plain)
  return isInRange(value) && canonical(plain) === canonical(PLAIN.format(Math.abs(value)))
}

function canonical(plain: string): string {
  const [whole = '', fraction = ''] = plain.replace(/^-/, '').split('.')
  return `${whole.replace(/^0+(?=\d)/, '')}.${fraction.replace(/0+$/, '')}`
}
