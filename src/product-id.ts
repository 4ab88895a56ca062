// Ids of products: the scheme and the code in it, as in HS2022-52.
import { PRODUCT_SCHEMES } from './vocabularies.ts'

/** Names of schemes, in lower case. The data set has one edition of each. */
const SCHEMES = new Map<string, string>([
  ...PRODUCT_SCHEMES.map((one) => [one.toLowerCase(), one] as const),
  ['hs', 'HS2022'],
  ['sitc', 'SITC4']
])
const WRITTEN = /^([A-Za-z]+\d*)[ :._-]\s*(\S+)$/
/** `HS52`: the digits of HS2002 or HS2017 may be an edition as well as a code. */
const JOINED = /^(HS)((?!(?:19|20)\d\d$)\d{2,10})$/i

/**
 * The id that a text means: `HS2022 52`, `hs2022:52`, `HS 52` and `HS52` are one product. Codes of
 * HS have an even number of digits, but programs drop the zero before them. Other texts stay.
 */
export function productId(text: string): string {
  const [, first = '', code = ''] = WRITTEN.exec(text) ?? JOINED.exec(text) ?? []
  const scheme = SCHEMES.get(first.toLowerCase())
  return scheme === undefined ? text : composeProductId(scheme, code)
}

/** The id of the product with this code. */
export function composeProductId(scheme: string, code: string): string {
  const isShort = scheme === 'HS2022' && /^\d+$/.test(code) && code.length % 2 === 1
  const whole = isShort ? `0${code}` : code
  return `${scheme}-${scheme === 'HS2022' ? whole.toUpperCase() : whole}`
}
