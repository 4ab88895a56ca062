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
  if (!said.every(isNumber)) return undefined
  const before = text.slice(0, begins.index)
  return { value: composeNumber(said), before, after: text.slice(ends.index + ends[0].length) }
}

function isNumber(word: string): boolean {
  return word === 'hundred' || [SMALL, TENS, SCALES].some((words) => words.includes(word))
}

function composeNumber(words: readonly string[]): number {
  let total = 0
  let group = 0
  for (const word of words) {
    const scale = SCALES.indexOf(word)
    if (scale >= 0) {
      total += (group || 1) * 1000 ** (scale + 1)
      group = 0
    } else if (word === 'hundred') group = (group || 1) * 100
    else
      group += Math.max(
        SMALL.indexOf(word),
        (TENS.indexOf(word) + 2) * 10 * Number(TENS.includes(word))
      )
  }
  return total + group
}
