// Ids of products: the scheme and the code in it, as in HS2022-52.
import { PRODUCT_SCHEMES } from './vocabularies.ts'

const SCHEMES = new Map<string, string>(PRODUCT_SCHEMES.map((one) => [one.toLowerCase(), one]))
const WRITTEN = /^([A-Za-z]+\d*)[ :._-]\s*(\S+)$/

/**
 * The id that a text means: `HS2022 52`, `hs2022:52` and `HS2022-52` are one product. Codes of HS
 * have an even number of digits, but programs drop the zero before them. Other texts stay.
 */
export function productId(text: string): string {
  const [, first = '', code = ''] = WRITTEN.exec(text) ?? []
  const scheme = SCHEMES.get(first.toLowerCase())
  return scheme === undefined ? text : composeProductId(scheme, code)
}

/** The id of the product with this code. */
export function composeProductId(scheme: string, code: string): string {
  const isShort = scheme === 'HS2022' && /^\d+$/.test(code) && code.length % 2 === 1
  const whole = isShort ? `0${code}` : code
  return `${scheme}-${scheme === 'HS2022' ? whole.toUpperCase() : whole}`
}
