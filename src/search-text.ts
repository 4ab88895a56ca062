// Compares names: normalised by Unicode, without accents, with one form of each letter, digit and
// apostrophe, in lower case. This is not left to the database, because SQLite and PostgreSQL fold
// case differently, and SQLite folds only ASCII letters.

/**
 * The version of the forms in which texts are stored for comparing. It must grow whenever `fold`,
 * `searchText` or `nameKey` gives another text, or names get other ranks, so that existing
 * databases are renewed at their next start.
 */
export const TEXT_FORM = 2

/** Marks that readers leave out: accents, Arabic vowel signs, hamza above or below a letter. */
const MARKS = /[\u0300-\u036f\u064b-\u065f\u0670\u06d6-\u06ed]/g
/** Signs that show nothing: tatweel, soft hyphen, joiners, directions, byte order mark. */
const INVISIBLE = /[\u0640\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g
const APOSTROPHES = /[\u02bb\u02bc\u02be\u02bf\u2018\u2019`´]/g
/** Letters that keyboards of different languages write for the same letter. */
const SAME_LETTERS: Readonly<Record<string, string>> = {
  ك: 'ک',
  ڪ: 'ک',
  ي: 'ی',
  ى: 'ی',
  ې: 'ی',
  ہ: 'ه',
  ھ: 'ه',
  ة: 'ه',
  ۃ: 'ه',
  ە: 'ه',
  ٱ: 'ا',
  ء: '',
  ı: 'i'
}
const LETTERS = new RegExp(`[${Object.keys(SAME_LETTERS).join('')}]`, 'g')
/** Digits of scripts other than Latin. */
const DIGITS = /(?![0-9])\p{Nd}/gu

/**
 * The form of a text that searches compare: `Türkiye` equals `turkiye`, and `ҚАЗАҚСТАН` equals
 * `Қазақстан`.
 */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(MARKS, '')
    .replaceAll(INVISIBLE, '')
    .replaceAll(APOSTROPHES, "'")
    .toLowerCase()
    .replaceAll(MARKS, '')
    .replaceAll(LETTERS, (letter) => SAME_LETTERS[letter] ?? letter)
    .replaceAll(DIGITS, digitOf)
    .normalize('NFC')
}

/** Digits of a script follow each other from zero to nine, so a digit counts those before it. */
function digitOf(digit: string): string {
  const code = digit.codePointAt(0) ?? 0
  let value = 0
  while (value < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(code - value - 1))) value += 1
  return String(value)
}

/**
 * The texts by which a row can be found: one folded text on each line, the id first. The line ends
 * mark where a text begins.
 */
export function searchText(texts: readonly (string | null)[]): string {
  const lines = texts
    .filter((text) => text !== null)
    .map((text) => fold(text).replaceAll(/\s+/g, ' ').trim())
  return `\n${[...new Set(lines)].join('\n')}\n`
}
