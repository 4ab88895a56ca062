// Texts that nobody states: read or refused at once, and never an error.
import fc from 'fast-check'
import t from 'tap'
import { readStated, STATED_CHARACTERS_MAX } from '../../../src/figure-checks/stated/read-stated.ts'
import { runs } from '../../helpers/random.ts'
import { contextOf } from './read.ts'

const CONTEXT = contextOf('USD', ['PKR', 'KZT'])
/** Far more than any text takes (5 ms), far less than a runaway pattern. */
const MOST_MS = 50
/** A busy machine makes us wait now and then, but not each time. */
const TRIES = 10
const PARTS = [
  ...['1', '12', '1,234', '1.5', '٣', '½', '1e9', '2023', '0'],
  ...[' ', '  ', '-', '–', '+', '.', ',', '(', '\u00a0', '$', '₨', 'Rs', '%', '\0', '\u202e'],
  ...['million', 'crore', 'lakh', 'тыс.', 'tons', 'dollars', 'rupees', 'more than', 'до', '😀']
]

function timeOf(text: string): number {
  const began = performance.now()
  readStated(text, CONTEXT)
  return performance.now() - began
}

function check(text: string): boolean {
  if (!Array.from({ length: TRIES }).some(() => timeOf(text) < MOST_MS)) return false
  const read = readStated(text, CONTEXT)
  return 'value' in read ? Number.isFinite(read.value) && read.half > 0 : read.message !== ''
}

t.test('any text is read as a finite figure with a half unit, or refused', async (t) => {
  const texts = fc.string({ unit: 'grapheme', maxLength: STATED_CHARACTERS_MAX })
  const made = fc.array(fc.constantFrom(...PARTS), { maxLength: 30 }).map((some) => some.join(''))
  fc.assert(fc.property(fc.oneof(texts, made), check), { numRuns: runs(150, 3_000) })
  t.pass('it held')
})

t.test('texts made to slow patterns down', async (t) => {
  const long = ['1 ', '1.', '1,', ' ', 'about ', '$', 'exceed', 'руб', '-', '1t ', '1 000 ', 'a']
  const texts = long.flatMap((part) => {
    const whole = part.repeat(STATED_CHARACTERS_MAX).slice(0, STATED_CHARACTERS_MAX - 1)
    return [`${whole}1`, `1${whole}`]
  })
  t.same(
    texts.filter((text) => !check(text)),
    []
  )
})

t.test('a very long text is read in its beginning, and at once', async (t) => {
  const text = `$5 million${', more'.repeat(200_000)} 7 dollars`
  const half = 5e5
  t.same(readStated(text, CONTEXT), { text, value: 5e6, half, bound: 'exact', currency: 'USD' })
  t.ok(check(text))
})
