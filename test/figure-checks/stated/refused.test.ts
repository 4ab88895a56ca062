// What a text says beside its numeral is read, or the text is refused: no figure is taken that is
// another one than the text says.
import t from 'tap'
import { contextOf, readingsOf } from './read.ts'

const MONEY = contextOf('USD', ['PKR', 'KZT'])

t.test('texts about another figure, unit or currency are refused', async (t) => {
  const asked: [unit: string, texts: string[]][] = [
    [
      'USD',
      [
        ...['400 million dirhams', '400 million Kazakh tenge', '400 million students'],
        ...['$.5 million', '.5 million', 'half of $400 million', 'a third of $400 million'],
        ...['twice $400 million', '20% of $400 million', 'USD million 400'],
        ...['from 5 million to 6', 'between $300 million and 400', '$1 million and a half'],
        ...['400 million ±5', '$400 million per month', '$40 a day', '$40 per tonne'],
        ...['Rs 400 million dollars', '$400 million rupees', 'twenty twenty-three five million']
      ]
    ],
    ['TEU', ['500 TEU daily', '500 TEU a month', '500 TEU per day']],
    ['percent', ['5 bps', '5‰', '5 times']]
  ]
  const read = asked.flatMap(([unit, texts]) => {
    const context = unit === 'USD' ? MONEY : contextOf(unit)
    return Object.entries(readingsOf(context, texts)).filter(([, one]) => Array.isArray(one))
  })
  t.same(read, [])
})

t.test('a year before a figure is no part of it, and words are multiplied', async (t) => {
  const texts = {
    'in 2023 400 million dollars': 400e6,
    'one thousand million dollars': 1e9,
    'two hundred thousand million dollars': 200e9,
    'three hundred and thirty eight billion dollars': 338e9
  }
  const read = readingsOf(MONEY, Object.keys(texts))
  t.same(
    Object.entries(read).map(([text, one]) => [text, Array.isArray(one) ? one[0] : one]),
    Object.entries(texts)
  )
})
