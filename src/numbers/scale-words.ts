// Finds the words for thousands, millions or crores behind numerals. Pure.

/** Words for scales in the languages of the corridor, by the power of ten that they stand for. */
const SCALE_WORDS: [exponent: number, words: string][] = [
  [3, 'thousand\\p{L}*|k|тыс\\p{L}*|миң|мың|минг|ming|bin|mila|ہزار|هزار|हज़ार|हजार'],
  [5, 'lakhs?|لاکھ|लाख'],
  [6, 'm|mn|mln|mio|mt|million\\p{L}*|milyon|milioni|млн|миллион\\p{L}*|ملین|میلیون|مليون'],
  [7, 'crores?|کروڑ|करोड़|करोड़'],
  [
    9,
    'b|bn|bln|mrd|billions?|milliard\\p{L}*|milyar\\p{L}*|miliardi|млрд|миллиард\\p{L}*|ارب|میلیارد|مليار'
  ],
  [12, 'tn|trn|trillions?|трлн|триллион\\p{L}*|کھرب']
]
const SCALES = SCALE_WORDS.map(([exponent, words]) => ({
  scale: 10 ** exponent,
  next: new RegExp(`^[\\s-]?(?:${words})(?!\\p{L})(?:\\.(?!\\S))?`, 'iu')
}))
/** Most numerals have no word behind them, and need not be compared with every scale. */
const WORD_NEXT = /^[\s-]?\p{L}/u

/** The scale that a text begins with, as in ` million dollars`, and the text behind it. */
export function scaleAt(text: string): { scale: number; rest: string } | undefined {
  if (!WORD_NEXT.test(text)) return undefined
  const found = SCALES.find(({ next }) => next.test(text))
  return found && { scale: found.scale, rest: text.replace(found.next, '') }
}
