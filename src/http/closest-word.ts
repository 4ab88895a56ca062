import { distance } from 'fastest-levenshtein'

const COMPARED_CHARACTERS_MAX = 40

/**
 * The word most like a given one: capitals, signs and plurals do not count, then letters that are
 * wrong, missing or too many. Undefined if no word is near, or if two are equally near.
 */
export function closestWord(given: string, words: readonly string[]): string | undefined {
  if (given.length > COMPARED_CHARACTERS_MAX) return undefined
  const [best, next] = words
    .map((word) => ({ word, far: distanceBetween(given, word) }))
    .sort((a, b) => a.far - b.far)
  if (!best || best.far > farthestFor(given) || best.far === next?.far) return undefined
  return best.word
}

/** How different two words are: 0 if only capitals, signs or the plural differ. */
export function distanceBetween(one: string, other: string): number {
  return distance(stemOf(one), stemOf(other))
}

/** Two wrong letters make nearly any short word of any other. */
export function farthestFor(given: string): number {
  if (given.length <= 3) return 0
  return given.length <= 5 ? 1 : 2
}

function stemOf(word: string): string {
  return word
    .toLowerCase()
    .replaceAll(/[^a-z0-9.]/g, '')
    .replace(/s$/, '')
}
