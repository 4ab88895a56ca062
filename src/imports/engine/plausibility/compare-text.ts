// Compares a figure with the text that was printed for it. Pure.
import { type Numeral, numeralsIn } from '../../../numbers/numerals.ts'

/** Words for scales in the languages of the corridor, by the power of ten that they stand for. */
const SCALE_WORDS: [exponent: number, words: string][] = [
  [3, 'thousand\\p{L}*|k|тыс\\p{L}*|миң|мың|минг|ming|bin|mila|ہزار|هزار'],
  [5, 'lakhs?|لاکھ'],
  [6, 'm|mn|mln|mt|million\\p{L}*|milyon|milioni|млн|миллион\\p{L}*|ملین|میلیون|مليون'],
  [7, 'crores?|کروڑ'],
  [
    9,
    'b|bn|bln|billions?|milliard\\p{L}*|milyar\\p{L}*|miliardi|млрд|миллиард\\p{L}*|ارب|میلیارد|مليار'
  ],
  [12, 'tn|trn|trillions?|трлн|триллион\\p{L}*|کھرب']
]
const SCALES = SCALE_WORDS.map(([exponent, words]) => ({
  scale: 10 ** exponent,
  next: new RegExp(`^[\\s-]?(?:${words})(?!\\p{L})`, 'iu')
}))
/** Most numerals have no word behind them, and need not be compared with every scale. */
const WORD_NEXT = /^[\s-]?\p{L}/u
/** An error of binary fractions, far below the difference of two powers of ten. */
const NOISE = 1e-9

/**
 * How a text disagrees with a figure: `other_size` if it has the same digits with another scale, as
 * `$52.5 million` for 52.5, with the figure that it says; `other_figure` if none of its numerals is
 * the figure. Undefined if they agree, or if the text has no numeral: words are not read.
 */
export type Disagreement = { kind: 'other_size'; says: number } | { kind: 'other_figure' }
/** A figure that a text may mean, and half a unit of its last printed digit. */
type Reading = { figure: number; half: number }

/** Compares one figure with its text. The sign is not compared, because texts say it in words. */
export function compareText(figure: number, text: string): Disagreement | undefined {
  const wanted = Math.abs(figure)
  const said = readingsOf(numeralsIn(text))
  if (wanted === 0 || said.length === 0) return undefined
  if (said.some((one) => Math.abs(one.figure - wanted) <= one.half + NOISE * wanted)) return
  const scaled = said.find((one) => one.figure > 0 && isPowerOfTen(one.figure / wanted))
  return scaled ? { kind: 'other_size', says: scaled.figure } : { kind: 'other_figure' }
}

/**
 * Every figure that the numerals may mean. The scale behind a numeral is its own; in `5.9 to 11.9
 * million` a numeral without a scale may have the scale of another, and in `28 thousand 800` it may
 * be added.
 */
function readingsOf(numerals: readonly Numeral[]): Reading[] {
  const read = numerals.map(({ numeral, after }) => ({
    readings: readingsOfNumeral(numeral),
    scale: WORD_NEXT.test(after) ? SCALES.find(({ next }) => next.test(after))?.scale : undefined
  }))
  const scales = [...new Set(read.flatMap(({ scale }) => scale ?? []))]
  const scaled = read.flatMap(({ readings, scale }) =>
    readings.flatMap((one) => (scale ? [scale] : [1, ...scales]).map((by) => times(one, by)))
  )
  const [first, second] = read
  const composed =
    first?.scale && second && !second.scale
      ? first.readings.flatMap(({ figure }) =>
          second.readings.map((rest) => ({
            ...rest,
            figure: figure * (first.scale ?? 1) + rest.figure
          }))
        )
      : []
  return [...scaled, ...composed]
}

function times({ figure, half }: Reading, scale: number): Reading {
  return { figure: figure * scale, half: half * scale }
}

/** `1,234` is read both as a thousand and as a decimal, because nobody says which it is. */
function readingsOfNumeral(numeral: string): Reading[] {
  const joined = numeral.replace(/[ \u00a0\u202f'’٬]/g, '')
  const whole = { figure: Number(joined.replace(/[.,·٫]/g, '')), half: 0.5 }
  const mark = joined.search(/[.,·٫][^.,·٫]*$/)
  if (mark === -1) return [whole]
  const decimals = joined.slice(mark + 1)
  const figure = Number(`${joined.slice(0, mark).replace(/[.,·٫]/g, '')}.${decimals}`)
  const decimal = { figure, half: 0.5 * 10 ** -decimals.length }
  return decimals.length === 3 ? [whole, decimal] : [decimal]
}

/** Whether a ratio is 1, 10, 1000 or such, as scales are. */
export function isPowerOfTen(ratio: number): boolean {
  const power = Math.log10(ratio)
  return Math.abs(power - Math.round(power)) < NOISE
}
