// Splits what somebody searches for into words. Every word must be found; words that only join
// others need not.
import { fold } from '../search-text.ts'

/** A word as it was typed, and folded like search texts. */
export type Word = { typed: string; folded: string }
export type Question = {
  /** All words, as one folded text. */
  phrase: string
  /** All words, in their order. */
  words: Word[]
  /** The folded words that must be found, each once. */
  needed: string[]
}

const JOINING = new Set(
  'a an and at between by for from in of on or the to versus vs with'.split(' ')
)
const PUNCTUATION = /^[,;:?!()"«»]+|[,;:?!()"«»]+$/g
/** Blanks and dashes. The hyphen belongs to ids, such as `karachi-port`. */
const GAPS = /[\s–—]+/

export function readQuestion(text: string): Question {
  return questionOf(
    text
      .split(GAPS)
      .map((typed) => typed.replaceAll(PUNCTUATION, '') || typed)
      .map((typed) => ({ typed, folded: fold(typed) }))
      .filter(({ folded }) => folded !== '')
  )
}

/** The same question with other spellings, by folded words. */
export function respell({ words }: Question, spellings: ReadonlyMap<string, string>): Question {
  return questionOf(
    words.map((word) => {
      const better = spellings.get(word.folded)
      return better === undefined ? word : { typed: better, folded: better }
    })
  )
}

/** The folded words, each once, without those that only join others. */
export function withoutJoining(words: readonly Word[]): string[] {
  return [...new Set(words.map(({ folded }) => folded))].filter((word) => !JOINING.has(word))
}

/** The question that these words ask. */
export function questionOf(words: Word[]): Question {
  const folded = words.map((word) => word.folded)
  const needed = withoutJoining(words)
  // Where all words only join others, all of them are searched for.
  return { phrase: folded.join(' '), words, needed: needed.length > 0 ? needed : folded }
}
