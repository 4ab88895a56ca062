// Forgives one typing error a word: a letter too many, too few or wrong, or two letters swapped.
import { distance } from 'fastest-levenshtein'

/** The words that can be found, by their length. */
export type Vocabulary = ReadonlyMap<number, readonly string[]>

/** With shorter words, one letter turns a word into another. */
const CHARACTERS_MIN = 4
/** So many words are corrected; a search for more than these is no slip. */
const CORRECTED_MAX = 5
/** So many different words are kept. */
const VOCABULARY_MAX = 20_000
const WORDS = /[\p{L}\p{M}\p{N}']+/gu

/** Collects the words of folded texts. Words of earlier texts are preferred. */
export function collectWords(texts: Iterable<string>): Vocabulary {
  const words = new Set<string>()
  for (const text of texts) {
    for (const [word] of text.matchAll(WORDS)) if (word.length >= CHARACTERS_MIN) words.add(word)
    if (words.size >= VOCABULARY_MAX) break
  }
  return Map.groupBy(words, (word) => word.length)
}

/** The words that are in no text, with a word that is one typing error away, if there is one. */
export function correct(needed: readonly string[], known: Vocabulary): Map<string, string> {
  const all = [...known.values()].flat()
  const isUnknown = (word: string) => !all.some((other) => other.includes(word))
  const unknown = needed.filter((word) => word.length >= CHARACTERS_MIN).filter(isUnknown)
  const better = new Map<string, string>()
  for (const word of unknown.slice(0, CORRECTED_MAX)) {
    const { length } = word
    const near = [length, length + 1, length - 1]
      .flatMap((one) => known.get(one) ?? [])
      .find((other) => isOneErrorAway(word, other))
    if (near !== undefined) better.set(word, near)
  }
  return better
}

function isOneErrorAway(word: string, other: string): boolean {
  return distance(word, other) === 1 || isSwapped(word, other)
}

/** The same letters, two neighbours of which are swapped. */
function isSwapped(word: string, other: string): boolean {
  if (word.length !== other.length) return false
  const at = [...word].findIndex((letter, index) => letter !== other[index])
  return (
    word[at] === other[at + 1] &&
    word[at + 1] === other[at] &&
    word.slice(at + 2) === other.slice(at + 2)
  )
}
