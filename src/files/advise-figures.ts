// Says what to do about a cell that should hold a figure and does not.

const COMMA = /^[+-]?\d+,\d+$/
const THOUSANDS = /^[+-]?\d{1,3}(?:[,. \u00a0\u202f'’]\d{2,3})+(?:[.,]\d+)?$/
/** What tables of statistics print where a figure is missing. */
const MISSING = /^(?:[-–—.:]|\.{2,}|…|n\.?\/?[ad]\.?|nan|null|none|#n\/a)$/i
/** Words, signs of currencies and of percentages, which are printed with figures. */
const WORDS = /\p{L}|\p{Sc}|%/u

/** What was expected of a cell that is no decimal, and what to do about it. */
export function explainDecimal(value: string): string {
  const expected = 'a plain decimal such as 52500000 or 28.5'
  if (WORDS.test(value) && !MISSING.test(value))
    return `${expected}, without words, units and signs`
  const comma = 'for a decimal comma, send decimal=comma with an upload, or --decimal comma'
  if (THOUSANDS.test(value))
    return `${expected}, without thousands separators${COMMA.test(value) ? `; ${comma}` : ''}`
  return COMMA.test(value) ? `${expected}; ${comma}` : expected
}

/** What to do about a cell that says in words that nothing is known. */
export function adviseMissing(value: string): string {
  return MISSING.test(value)
    ? '; where nothing is known, leave the cell empty, or leave the row out'
    : ''
}

/** Says too where a figure belongs that is as it was printed, such as `$5 million`. */
export function adviseFigure(value: string): string {
  const isPrinted = WORDS.test(value) && !MISSING.test(value)
  return isPrinted ? '; what the source printed belongs in text' : adviseMissing(value)
}
