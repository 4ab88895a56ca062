import t from 'tap'
import { scaleAt } from '../../src/numbers/scale-words.ts'

/** Texts behind a numeral, by the scale that they begin with. */
const TEXTS: [scale: number, texts: string[]][] = [
  [1e3, [' thousand', 'k', ' K', ' тыс', ' тысяч', ' миң', ' мың', ' ming', ' ہزار', ' هزار']],
  [1e5, [' lakh', ' Lakhs', ' لاکھ']],
  [1e6, [' million', 'm', ' mn', ' mln', '-million', ' млн', ' миллионов', ' ملین', ' میلیون']],
  [1e7, [' crore', ' crores', ' کروڑ']],
  [1e9, [' billion', 'b', 'bn', ' bln', ' млрд', ' миллиарда', ' ارب', ' milliard', ' میلیارد']],
  [1e12, [' trillion', 'tn', ' trn', ' трлн', ' триллион', ' کھرب']]
]

t.test('words for scales, joined or behind one blank', async (t) => {
  const found = TEXTS.map(([, texts]) => [...new Set(texts.map((text) => scaleAt(text)?.scale))])
  t.same(
    found,
    TEXTS.map(([scale]) => [scale])
  )
})

t.test('the text behind the word', async (t) => {
  t.same(scaleAt(' million dollars'), { scale: 1e6, rest: ' dollars' })
  t.same(scaleAt(' lakh crore'), { scale: 1e5, rest: ' crore' })
  t.same(scaleAt('m$'), { scale: 1e6, rest: '$' })
  t.same(scaleAt(' mln. tonnes'), { scale: 1e6, rest: ' tonnes' })
})

t.test('other words, and words further back, are no scale', async (t) => {
  const texts = ['', ' ', '  million', ', million', ' mile', ' kg', ' bananas', ' dollars', '%']
  t.same(texts.map(scaleAt), Array(texts.length).fill(undefined))
})
