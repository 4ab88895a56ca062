// Reads numbers that a text says in English words. Pure.

const SMALL = (
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen ' +
  'sixteen seventeen eighteen nineteen'
).split(' ')
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')
const SCALES = ['thousand', 'million', 'billion', 'trillion']
/** Words that say a number which is not read, or by which one is to be multiplied. */
const UNREAD = new Set(
  (
    'half quarter quarters third thirds fourth fifth tenth tenths hundredth thousandth ' +
    'dozen dozens score hundreds thousands millions billions lakh lakhs crore ' +
    'crores no none nil once twice thrice double doubled triple tripled pair couple few several ' +
    'many day week weeks month months year years decade decades first second daily weekly yearly'
  ).split(' ')
)

/** A number that a text says in words, and the text around it. */
export type WordedNumber = { value: number; before: string; after: string }

/**
 * The number that a text says in English words, such as 27000000 for `twenty-seven million`; null
 * if it says none. Undefined if nobody can tell: it has digits, other words of amounts, several
 * numbers, or letters of another script.
 */
export function numberInWords(text: string): number | null | undefined {
  const found = findNumberInWords(text)
  return found ? found.value : found
}

/** Like {@link numberInWords}, with the text around the number. */
export function findNumberInWords(text: string): WordedNumber | null | undefined {
  if (/\p{Nd}|(?!\p{Script=Latin})\p{L}/u.test(text)) return undefined
  const words = [...text.toLowerCase().matchAll(/\p{L}+/gu)]
  if (words.length === 0 || words.some(([word]) => UNREAD.has(word))) return undefined
  const first = words.findIndex(([word]) => isNumber(word))
  const last = words.findLastIndex(([word]) => isNumber(word))
  const [begins, ends] = [words[first], words[last]]
  if (!begins || !ends) return null
  const said = words
    .slice(first, last + 1)
    .map(([word]) => word)
    .filter((word) => word !== 'and')
  const value = said.every(isNumber) ? composeNumber(said) : undefined
  if (value === undefined) return undefined
  const before = text.slice(0, begins.index)
  return { value, before, after: text.slice(ends.index + ends[0].length) }
}

function isNumber(word: string): boolean {
  return word === 'hundred' || [SMALL, TENS, SCALES].some((words) => words.includes(word))
}

/** The kinds of words of numbers, by the kinds that may stand before each within one group. */
const AFTER = {
  unit: ['none', 'hundred', 'ten'],
  teen: ['none', 'hundred'],
  ten: ['none', 'hundred'],
  hundred: ['none', 'unit', 'teen']
} as const
type Kind = keyof typeof AFTER | 'none' | 'scale'

/** The number of words in their order; undefined if they are no single number. */
function composeNumber(words: readonly string[]): number | undefined {
  let [total, group, before]: [number, number, Kind] = [0, 0, 'none']
  for (const word of words) {
    const scale = SCALES.indexOf(word)
    if (scale >= 0) {
      const factor = 1000 ** (scale + 1)
      // `one thousand million` is said of a billion.
      total = before === 'scale' ? total * factor : total + (group || 1) * factor
      ;[group, before] = [0, 'scale']
      continue
    }
    const { kind, value } = readWord(word)
    const place = before === 'scale' ? 'none' : before
    if (!(AFTER[kind] as readonly Kind[]).includes(place)) return undefined
    group = kind === 'hundred' ? (group || 1) * 100 : group + value
    before = kind
  }
  return total + group
}

function readWord(word: string): { kind: keyof typeof AFTER; value: number } {
  if (word === 'hundred') return { kind: 'hundred', value: 100 }
  if (TENS.includes(word)) return { kind: 'ten', value: (TENS.indexOf(word) + 2) * 10 }
  const value = SMALL.indexOf(word)
  return { kind: value < 10 ? 'unit' : 'teen', value }
}
