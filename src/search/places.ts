// Finds the places that a search names in full, such as `trade saudi arabia`.
import type { Question, Word } from './words.ts'

/** A place and the folded texts that name it. */
export type Place = { id: string; name: string; isCountry: boolean; texts: readonly string[] }
export type Named = { places: Place[]; rest: Word[] }

/** The most words of a name that are looked for. */
const NAME_WORDS_MAX = 6
/** Shorter names are also common words, such as `in` and `are`: they count only in capitals. */
const NAME_CHARACTERS_MIN = 4

/** The places named by the words, each once, and the other words. Longer names come first. */
export function namedPlaces({ words }: Question, candidates: readonly Place[]): Named {
  const byText = indexByText(candidates)
  const places: Place[] = []
  const rest: Word[] = []
  for (let start = 0; start < words.length; ) {
    const { place, length } = longestName(words.slice(start, start + NAME_WORDS_MAX), byText)
    if (place === undefined) rest.push(...words.slice(start, start + 1))
    else if (!places.includes(place)) places.push(place)
    start += length
  }
  return { places, rest }
}

/** Where several places have a name, the country has it, or else the first one. */
function indexByText(candidates: readonly Place[]): Map<string, Place> {
  const byText = new Map<string, Place>()
  for (const place of candidates)
    for (const text of place.texts) {
      const known = byText.get(text)
      if (!known || (place.isCountry && !known.isCountry)) byText.set(text, place)
    }
  return byText
}

function longestName(words: readonly Word[], byText: ReadonlyMap<string, Place>) {
  for (let length = words.length; length > 0; length--) {
    const some = words.slice(0, length)
    const name = some.map(({ folded }) => folded).join(' ')
    const typed = some.map((word) => word.typed).join(' ')
    const isCode = typed.length > 1 && typed === typed.toUpperCase()
    const place = name.length >= NAME_CHARACTERS_MIN || isCode ? byText.get(name) : undefined
    if (place) return { place, length }
  }
  return { place: undefined, length: 1 }
}

/** `Goods trade turnover, Pakistan – Kazakhstan`; `what` is a metric, and a product if any. */
export function figuresName(
  what: readonly (string | undefined)[],
  places: readonly string[]
): string {
  return [...what, places.join(' – ')].filter((part) => part).join(', ')
}
