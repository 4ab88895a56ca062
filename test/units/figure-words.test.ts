// Figures in the words of a newsroom.
import t from 'tap'
import { lowerFirst } from '../../src/feeds/thing-words.ts'
import { distinctWords, figureWords, intervalWords } from '../../src/units/figure-words.ts'

const USD = { id: 'USD', name: 'US dollar', kind: 'currency' }
const unit = (id: string, name: string, kind = 'count') => ({ id, name, kind })
const exact = (value: number) => ({ value, low: null, high: null, bound: 'exact' as const })

t.test('numbers, bounds and units', async (t) => {
  const words = [
    [exact(52500000), USD, '$52.5 million'],
    [exact(1234567890), USD, '$1.235 billion'],
    [exact(-3.5e12), USD, '−$3.5 trillion'],
    [exact(0), USD, '$0'],
    [exact(999999), USD, '$999,999'],
    [exact(12.3456), USD, '$12.35'],
    [{ ...exact(8000), bound: 'about' as const }, unit('person', 'Person'), 'about 8,000 people'],
    [exact(1), unit('person', 'Person'), '1 person'],
    [{ ...exact(2e9), bound: 'at_least' as const }, USD, 'at least $2 billion'],
    [{ ...exact(25e6), bound: 'at_most' as const }, USD, 'at most $25 million'],
    [
      { value: null, low: 1e9, high: 2e9, bound: 'range' as const },
      USD,
      '$1 billion to $2 billion'
    ],
    [exact(3.2e9), unit('PKR', 'Pakistani rupee', 'currency'), 'PKR 3.2 billion'],
    [
      exact(3400),
      unit('million_PKR', 'Million Pakistani rupees', 'currency'),
      '3,400 million Pakistani rupees'
    ],
    [
      exact(5),
      unit('USD_2015', 'US dollar at prices of 2015', 'currency'),
      '5 US dollars at prices of 2015'
    ],
    [
      exact(1493),
      unit('USD_per_500km_20t', 'US dollar for 20 tonnes over 500 km', 'price'),
      '1,493 US dollars for 20 tonnes over 500 km'
    ],
    [exact(3.25), unit('percent', 'Percent', 'share'), '3.25%'],
    [exact(122), unit('rank', 'Rank', 'index'), '122'],
    [exact(150000), unit('TEU', 'Twenty-foot equivalent unit'), '150,000 TEU'],
    [exact(51.1), unit('km_per_hour', 'Kilometre per hour', 'speed'), '51.1 kilometres per hour'],
    [
      exact(278.5),
      unit('PKR_per_USD', 'Pakistani rupee per US dollar', 'exchange_rate'),
      '278.5 Pakistani rupees per US dollar'
    ]
  ] as const
  for (const [figure, of, wanted] of words) t.equal(figureWords(figure, of), wanted)
})

t.test('two figures are told apart', async (t) => {
  t.same(distinctWords(exact(1234567), exact(1234568), USD), [
    '$1.234567 million',
    '$1.234568 million'
  ])
  t.same(distinctWords(exact(1e6), exact(2e6), USD), ['$1 million', '$2 million'])
})

t.test('intervals', async (t) => {
  t.equal(intervalWords({ low: 1, high: 2 }, USD), '$1 to $2')
  t.equal(intervalWords({ low: 1, high: 1 }, USD), '$1')
  t.equal(intervalWords({ low: 1, high: null }, USD), 'at least $1')
  t.equal(intervalWords({ low: null, high: 1 }, USD), 'at most $1')
  t.equal(intervalWords({ low: null, high: null }, USD), 'any figure')
})

t.test('names of metrics within a sentence', async (t) => {
  const names = [
    'Goods trade turnover',
    'LPI score',
    'Logistics Performance Index, rank',
    'Border crossing cost (TFI2)',
    'GDP'
  ]
  t.same(names.map(lowerFirst), [
    'goods trade turnover',
    'LPI score',
    'Logistics Performance Index, rank',
    'border crossing cost (TFI2)',
    'GDP'
  ])
})
