import t from 'tap'
import { growthRateIn } from '../../../src/conflicts/model/growth-rate.ts'
import { starter } from './worlds.ts'

t.test('each form of words', async (t) => {
  const cases: [note: string, percent: number, low: number, high: number, year: number | null][] = [
    ['+65 %', 65, 1.645, 1.655, null],
    ['-3.7 %', -3.7, 0.9625, 0.9635, null],
    ['−3.7 %', -3.7, 0.9625, 0.9635, null],
    ['+18 % on a year before', 18, 1.175, 1.185, null],
    ['+32 % on 2019; all rail transit', 32, 1.315, 1.325, 2019],
    ['transit containers, +44 %; all rail traffic over 800 thousand', 44, 1.435, 1.445, null],
    ['called 40 % less than 2022; the two values give -28.6 %', -40, 0.595, 0.605, 2022],
    ['14 % above 2021', 14, 1.135, 1.145, 2021],
    ['about 20 % more than the year before', 20, 1.08, 1.32, null],
    ['7.2 times the year before', 620, 7.15, 7.25, null],
    ['three times the year before', 200, 2.5, 3.5, null],
    ['about twice the year before', 100, 1.5, 2.5, null],
    ['almost twofold; on the same day another spoke of 250', 100, 1.5, 2.5, null],
    ['+50% on 2019', 50, 1.495, 1.505, 2019],
    ['+50 percent on 2019', 50, 1.495, 1.505, 2019],
    ['+50 % year on year', 50, 1.495, 1.505, null],
    ['up 50 % on 2019', 50, 1.495, 1.505, 2019],
    ['up by 50 % compared with 2019', 50, 1.495, 1.505, 2019],
    ['grew by about 50 %', 50, 1.35, 1.65, null],
    ['fell by 12.5 % from the previous year', -12.5, 0.8745, 0.8755, null],
    ['a decline of 12 % on 2019', -12, 0.875, 0.885, 2019],
    ['50 % growth', 50, 1.495, 1.505, null],
    ['12 % decline year-on-year', -12, 0.875, 0.885, null],
    ['20 % lower than 2021', -20, 0.795, 0.805, 2021],
    ['doubled on 2019', 100, 1.5, 2.5, 2019],
    ['tripled', 200, 2.5, 3.5, null],
    ['a threefold rise', 200, 2.5, 3.5, null]
  ]
  for (const [note, percent, low, high, year] of cases) {
    const rate = growthRateIn(note)
    t.equal(rate?.percent, percent, note)
    t.ok(
      Math.abs((rate?.factor.low ?? 0) - low) < 1e-9 &&
        Math.abs((rate?.factor.high ?? 0) - high) < 1e-9,
      `${note}: ${low} to ${high}`
    )
    t.equal(rate?.year, year, note)
  }
})

t.test('what could mean something else is not read', async (t) => {
  const notes = [
    'goods and services; services 1.2 % of it',
    '30.5 % of all students; year not named',
    'called threefold and sevenfold in the same text; 845 to 311 is 2.7',
    'article calls this a sevenfold rise from 122, arithmetic gives 3.2',
    'article prints the same pair of values together with +156 %, which does not follow',
    'printed as container traffic; 1.4 million with +8.8 % for 2024 would mean about 1.29',
    'more than doubled; another report prints 675 thousand',
    '2.7 times; more than the 1.5 given elsewhere for the whole year',
    'tripled in five years',
    'up to 50 %',
    '3,5 % growth',
    '1,250 % growth',
    'target for 2030, +40 %',
    'planned, +18 %',
    'growth of 5 % expected',
    '50 % growth in containers alone',
    '+65 %; +86 %',
    '+5 % of it',
    'called nearly 80 % above the Uzbek forecast',
    'the same article also has more than 10,000',
    ''
  ]
  for (const note of notes) t.equal(growthRateIn(note), undefined, note)
})

t.test('the rates of the starter data', async (t) => {
  const read = starter.claims.flatMap(({ id, note }) => {
    const rate = note === null ? undefined : growthRateIn(note)
    return rate ? [`${id} ${rate.percent}`] : []
  })
  t.equal(read.length, 48)
  t.same(read.slice(0, 8), [
    'C0015 100',
    'C0016 620',
    'C0391 18',
    'C0392 -40',
    'C0393 0.9',
    'C0395 16',
    'C0396 100',
    'C0397 -3.7'
  ])
})
