// Guesses in which encodings some bytes are plausible text. Whole words of one script, well-formed
// capitals and frequent letters speak for an encoding, and control signs and odd signs against it.
// Pure.

/** How an encoding is called for people, and the letters that most words of its languages have. */
type Candidate = {
  encoding: string
  name: string
  script: RegExp
  frequent: string
  /** Below 1 for what is rarely met. */
  weight?: number
}
/** An encoding that fits, from 0 to 1. */
export type Guess = { encoding: string; name: string; fit: number }

const CYRILLIC = { script: /^\p{Script=Cyrillic}$/u, frequent: 'аеоинтрслвкмдпуыяьзбгі' }
const ARABIC = { script: /^[\p{Script=Arabic}\p{Mn}]$/u, frequent: 'اليموندرتبهسعفکكىیےہگپش' }
const LATIN = { script: /^\p{Script=Latin}$/u, frequent: 'éèêàâäáãåçñöôóüúíïîßæøşğıİëõłčšžě' }

const CANDIDATES: readonly Candidate[] = [
  { encoding: 'windows-1251', name: 'Windows-1251', ...CYRILLIC },
  { encoding: 'ibm866', name: 'IBM866 (DOS)', ...CYRILLIC },
  { encoding: 'koi8-r', name: 'KOI8-R', ...CYRILLIC },
  { encoding: 'iso-8859-5', name: 'ISO-8859-5', ...CYRILLIC },
  { encoding: 'x-mac-cyrillic', name: 'Mac Cyrillic', weight: 0.8, ...CYRILLIC },
  { encoding: 'windows-1256', name: 'Windows-1256 (Arabic, Persian, Urdu)', ...ARABIC },
  { encoding: 'iso-8859-6', name: 'ISO-8859-6 (Arabic)', ...ARABIC },
  { encoding: 'windows-1252', name: 'Windows-1252 (Latin-1)', ...LATIN },
  { encoding: 'windows-1254', name: 'Windows-1254 (Turkish)', ...LATIN },
  { encoding: 'windows-1250', name: 'Windows-1250 (Central European)', ...LATIN },
  { encoding: 'macintosh', name: 'Mac Roman', weight: 0.8, ...LATIN }
]
/** Chinese has so many letters that other texts are Chinese by accident: it is tried last. */
const CHINESE: Candidate = {
  encoding: 'gb18030',
  name: 'GB 18030 (Chinese)',
  script: /^\p{Script=Han}$/u,
  frequent: ''
}

/** Signs that tables and prose have besides letters. */
const USUAL_SIGNS = /^[\u00a0«»„“”‘’‚–—…№§°€£©®·•،؛؟٪٫٬\u200c\u200d]$/u
/**
 * Small letters, one capital before them, or capitals: in linear time, however long the word is.
 */
const CAPITALS_IN_PLACE = /^(?:\P{Lu}+|\p{Lu}\P{Lu}+|\P{Ll}+)$/u
const JOINERS = /^[‘’\u200c\u200d]$/u
const LETTER = /\p{L}/u
const WORDS_AND_SIGNS = /[\p{L}\p{M}]+|[^\p{L}\p{M}\0-\x7f]/gu
/** Characters that no text has. */
const NO_TEXT = /[\p{Cc}\p{Co}\p{Cn}\ufffd]/u
/** Points of a character: nothing speaks against signs, but letters say more. */
const POINTS = { sign: 0.7, rareLetter: 1 / 3, shouting: 0.8, loneLetter: 0.5 }
/**
 * The least that is a fit, and how far behind the best fit others are named. A few letters say
 * little, so with them more encodings are named.
 */
const SURE = { least: 0.5, behind: 0.2 }
const UNSURE = { least: 0.3, behind: 0.5 }
const LETTERS_SURE = 5
/** So many bytes tell enough, and take some milliseconds. */
const SAMPLE_BYTES = 4 * 1024
/** A word that begins before the first byte beyond ASCII has about so many bytes. */
const WORD_BYTES = 32

/** The encodings in which the bytes are plausible text, the best first. */
export function guessEncodings(all: Buffer): Guess[] {
  const start = Math.max(0, all.findIndex((byte) => byte > 0x7f) - WORD_BYTES)
  const bytes = all.subarray(start, start + SAMPLE_BYTES)
  const count = bytes.filter((byte) => byte > 0x7f).length
  const { least, behind } = count < LETTERS_SURE ? UNSURE : SURE
  const found = CANDIDATES.map((one) => guessOf(one, bytes)).sort((a, b) => b.fit - a.fit)
  const needed = Math.max(least, (found[0]?.fit ?? 0) - behind)
  const plausible = found.filter(({ fit }) => fit >= needed)
  return plausible.length > 0
    ? plausible
    : [guessOf(CHINESE, bytes)].filter(({ fit }) => fit >= SURE.least)
}

function guessOf(candidate: Candidate, bytes: Buffer): Guess {
  const { encoding, name, weight = 1 } = candidate
  return { encoding, name, fit: weight * fitOf(candidate, bytes) }
}

/** The share of the characters beyond ASCII that are where such a text has them. */
function fitOf({ encoding, script, frequent }: Candidate, bytes: Buffer): number {
  const text = decode(encoding, bytes)
  if (text === undefined || NO_TEXT.test(text.replaceAll(/[\t\r\n]/g, ''))) return 0
  let [points, count] = [0, 0]
  for (const { 0: word, index } of text.matchAll(WORDS_AND_SIGNS)) {
    const characters = [...word].filter((one) => one > '\x7f')
    count += characters.length
    if (!LETTER.test(word))
      points += pointsOfSign(word, text.charAt(index - 1), text.charAt(index + 1))
    else if (isWellFormed(word, script)) points += pointsOf(word, characters, frequent)
  }
  return count === 0 ? 0 : points / count
}

/** Only apostrophes and joiners stand within words. */
function pointsOfSign(sign: string, before: string, after: string): number {
  const isWithin = LETTER.test(before) && LETTER.test(after) && !JOINERS.test(sign)
  return USUAL_SIGNS.test(sign) && !isWithin ? POINTS.sign : 0
}

/** Frequent letters count whole, others less. Capitals throughout are rarer than small letters. */
function pointsOf(word: string, letters: readonly string[], frequent: string): number {
  const isShouting = letters.length > 1 && letters.every((one) => one !== one.toLowerCase())
  const isLone = word.length === 1
  const points = letters.map((one) =>
    frequent === '' || frequent.includes(one) || frequent.includes(one.toLowerCase())
      ? 1
      : POINTS.rareLetter
  )
  const sum = points.reduce((all, one) => all + one, 0)
  return sum * (isShouting ? POINTS.shouting : 1) * (isLone ? POINTS.loneLetter : 1)
}

/**
 * One script, and capitals only at the beginning or throughout. Words of Latin letters have plain
 * ones among them.
 */
function isWellFormed(word: string, script: RegExp): boolean {
  const letters = [...word]
  const plain = letters.filter((one) => one <= '\x7f').length
  const isLatin = script.test('a')
  const isOfScript = letters.every((one) => script.test(one))
  const isMixed = !isLatin || letters.length === 1 || plain * 4 >= letters.length
  return isOfScript && isMixed && CAPITALS_IN_PLACE.test(word)
}

function decode(encoding: string, bytes: Buffer): string | undefined {
  try {
    // A character may be cut at the end of the sample.
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true })
  } catch {
    return undefined
  }
}
