// The words that say how exactly a printed figure is meant. Pure.
import type { BOUNDS } from '../../vocabularies.ts'

export type StatedBound = Exclude<(typeof BOUNDS)[number], 'range'>

/** Words before a figure, and after it, in the languages of the corridor that print most. */
const WORDS: [bound: StatedBound, before: string, after: string][] = [
  [
    'at_least',
    'more than|over|above|at least|(?:no|not) less than|exceed\\p{L}*|surpass\\p{L}*|' +
      'upwards of|in excess of|topp?ed|>|≥|более|больше|свыше|превы\\p{L}*|не менее',
    '\\+|or more|and more|plus|и более|سے زائد|سے زیادہ'
  ],
  [
    'at_most',
    'less than|fewer than|under|below|up to|at most|(?:no|not) more than|<|≤|менее|не более|до',
    'or less|or fewer|at most|سے کم'
  ],
  [
    'about',
    'about|around|approximately|approx\\.?|roughly|some|nearly|almost|close to|circa|ca\\.?|~|≈|' +
      'около|примерно|почти|تقریباً|حدود',
    'or so'
  ]
]
/** Between such a word and the numeral may stand the sign or code of a currency. */
const PATTERNS = WORDS.map(([bound, before, after]) => ({
  bound,
  before: new RegExp(`(?<!\\p{L})(?:${before})\\s*[\\p{Sc}\\p{L}.]{0,4}\\s*$`, 'iu'),
  after: new RegExp(`^[^\\d,;(]{0,30}?(?:${after})(?![\\p{L}\\d])`, 'iu')
}))

/** How exactly a figure is meant, by the words around its numeral. */
export function boundBeside({ before, after }: { before: string; after: string }): StatedBound {
  const near = before.slice(-40)
  const found = PATTERNS.find((one) => one.before.test(near) || one.after.test(after.slice(0, 40)))
  return found?.bound ?? 'exact'
}
