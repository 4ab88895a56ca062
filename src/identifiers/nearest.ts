import { distance } from 'fastest-levenshtein'

export const SUGGESTIONS_MAX = 5
const COMPARED_CHARACTERS_MAX = 100
/** Ids of countries have two or three letters. */
export const CODE_CHARACTERS_MAX = 3

/** Ids of our own numbering, such as `C0392`. */
const NUMBERED = /^[A-Z]\d+$/

/**
 * The words most like a given one, best first: by edit distance, or because they contain it. A
 * number with more digits than any there is was made up, so nothing is near to it.
 */
export function nearest(value: string, words: readonly string[]): string[] {
  if (isBeyondNumbers(value, words)) return []
  const wanted = value.slice(0, COMPARED_CHARACTERS_MAX).toLowerCase()
  const farthest = Math.max(2, Math.floor(wanted.length / 3))
  return words
    .map((word) => ({ word, far: distanceTo(word.toLowerCase(), wanted) }))
    .filter(({ far }) => far <= farthest)
    .sort((a, b) => a.far - b.far || (a.word < b.word ? -1 : 1))
    .slice(0, SUGGESTIONS_MAX)
    .map(({ word }) => word)
}

function isBeyondNumbers(value: string, words: readonly string[]): boolean {
  const numbered = words.filter((word) => NUMBERED.test(word) && word[0] === value[0])
  return (
    NUMBERED.test(value) &&
    numbered.length > 0 &&
    numbered.every((word) => word.length < value.length)
  )
}

/**
 * The edit distance. A word that begins with the wanted text, or contains it, counts as near,
 * whatever its length. A code of two or three letters is near to no other code, because one edit
 * turns it into another: UK into UA. It is near to a longer word that differs by one letter.
 */
function distanceTo(word: string, wanted: string): number {
  if (word === wanted) return 0
  if (wanted.length >= 3 && word.includes(wanted)) return word.startsWith(wanted) ? 1 : 2
  if (word.length <= CODE_CHARACTERS_MAX) return Number.POSITIVE_INFINITY
  const far = distance(word, wanted)
  return far > 1 && wanted.length <= CODE_CHARACTERS_MAX ? Number.POSITIVE_INFINITY : far
}
