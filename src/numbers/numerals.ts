// Finds the numerals in a text for people, in the digits of any script of the corridor.

/** Texts are short, so a numeral further back does not belong to the figure. */
export const TEXT_CHARACTERS_READ = 200
const NUMERALS_MAX = 20
/**
 * Digits with separators of any kind; a blank only between a few digits and three, as in 70 524: a
 * year before a figure is no part of it.
 */
const NUMERAL = /(?:\d{1,3}(?:[ \u00a0\u202f]\d{3}(?!\d))+|\d+)(?:[.,·'’٫٬]\d+)*/g
/**
 * Where the digits of other scripts begin: Arabic, Persian and Urdu, Devanagari, Bengali, full
 * width.
 */
const ZEROS = [0x660, 0x6f0, 0x966, 0x9e6, 0xff10]

/** A numeral as printed, but in ASCII digits: `70 524`, `52.5`; and the text around it. */
export type Numeral = { before: string; numeral: string; after: string }
/** A figure that a numeral may mean, and half a unit of its last printed digit. */
export type NumeralReading = { figure: number; half: number }

/** The numerals in the beginning of a text. */
export function numeralsIn(text: string): Numeral[] {
  const read = asciiDigits(text.slice(0, TEXT_CHARACTERS_READ))
  return [...read.matchAll(NUMERAL)].slice(0, NUMERALS_MAX).map(({ 0: numeral, index }) => ({
    before: read.slice(0, index),
    numeral,
    after: read.slice(index + numeral.length)
  }))
}

/**
 * Every figure that a numeral may mean: `1,234` is read both as a thousand, first, and as a decimal,
 * because nobody says which it is.
 */
export function readNumeral(numeral: string): NumeralReading[] {
  const joined = numeral.replace(/[ \u00a0\u202f'’٬]/g, '')
  const whole = { figure: Number(joined.replace(/[.,·٫]/g, '')), half: 0.5 }
  const mark = joined.search(/[.,·٫][^.,·٫]*$/)
  if (mark === -1) return [whole]
  const decimals = joined.slice(mark + 1)
  const figure = Number(`${joined.slice(0, mark).replace(/[.,·٫]/g, '')}.${decimals}`)
  const decimal = { figure, half: 0.5 * 10 ** -decimals.length }
  return decimals.length === 3 ? [whole, decimal] : [decimal]
}

/** The text with the digits of other scripts as ASCII digits. */
export function asciiDigits(text: string): string {
  return text.replace(/(?!\d)\p{Nd}/gu, (letter) => {
    const code = letter.codePointAt(0) ?? 0
    const zero = ZEROS.find((first) => code >= first && code < first + 10)
    return zero === undefined ? letter : String(code - zero)
  })
}
