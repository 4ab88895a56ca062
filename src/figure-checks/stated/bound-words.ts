// The words that say how exactly a printed figure is meant. Pure.
import type { BOUNDS } from '../../vocabularies.ts'

export type StatedBound = Exclude<(typeof BOUNDS)[number], 'range'>

/** Words before a figure, and after it; those with a negation first. */
const WORDS: [bound: StatedBound, before: string[], after: string[]][] = [
  ['at_least', ['(?:no|not) less than', 'не (?:менее|меньше)'], ['or more', 'and more', 'и более']],
  [
    'at_most',
    [
      ...['(?:no|not) more than', 'не (?:более|больше)'],
      '(?:not|never|no longer) (?:exceed|surpass)\\p{L}*|не превы\\p{L}*'
    ],
    ['or less', 'or fewer']
  ],
  [
    'at_least',
    [
      ...['more than', 'over', 'above', 'at least', 'exceed\\p{L}*', 'surpass\\p{L}*', 'topp?ed'],
      ...['upwards of', 'in excess of', '>', '≥', 'более', 'больше', 'свыше', 'превы\\p{L}*']
    ],
    ['\\+', '(?<!\\p{L})plus', 'سے زائد', 'سے زیادہ']
  ],
  [
    'at_most',
    // `вырос до` says where a change led, so `до` alone counts at the beginning.
    [
      ...['less than', 'fewer than', 'under', 'below', 'up to', 'at most', '<', '≤', 'менее'],
      '(?<=^\\s{0,3})до'
    ],
    ['at most', 'سے کم']
  ],
  [
    'about',
    [
      ...['about', 'around', 'approximately', 'approx\\.?', 'roughly', 'some', 'nearly', 'almost'],
      ...['close to', 'circa', 'ca\\.?', '~', '≈', 'около', 'примерно', 'почти', 'تقریباً', 'حدود']
    ],
    ['or so']
  ]
]
/** Between such a word and the numeral may stand the sign or code of a currency. */
const PATTERNS = WORDS.map(([bound, before, after]) => ({
  bound,
  before: new RegExp(
    `(?<!\\p{L})(?:${before.join('|')})\\s{0,3}[\\p{Sc}\\p{L}.]{0,4}\\s{0,3}$`,
    'iu'
  ),
  after: new RegExp(`^[^\\d,;(]{0,30}?(?:${after.join('|')})(?![\\p{L}\\d])`, 'iu')
}))
/** A longer text around the numeral says nothing about its exactness. */
const CHARACTERS_READ = 40

/** How exactly a figure is meant, by the words around its numeral. */
export function boundBeside({ before, after }: { before: string; after: string }): StatedBound {
  const [near, next] = [before.slice(-CHARACTERS_READ), after.slice(0, CHARACTERS_READ)]
  const found = PATTERNS.find((one) => one.before.test(near) || one.after.test(next))
  return found?.bound ?? 'exact'
}
