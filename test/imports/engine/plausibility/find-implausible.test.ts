import t from 'tap'
import {
  findImplausible,
  type Plausible
} from '../../../../src/imports/engine/plausibility/find-implausible.ts'
import { solarYear } from '../../../../src/imports/engine/plausibility/solar-year.ts'

const TODAY = '2026-11-28'
const row: Plausible = {
  value: 52_500_000,
  low: null,
  high: null,
  bound: 'exact',
  given: undefined,
  words: undefined,
  text: '$52.5 million',
  period: '2023',
  base_period: null,
  target_period: null,
  issued_on: null
}
const warned = (over: Partial<Plausible>, kind = 'flow') =>
  findImplausible({ ...row, ...over }, { kind }, TODAY)

t.test('nothing to warn of', async (t) => {
  const cases: Partial<Plausible>[] = [
    {},
    { text: '52,5 миллион доллар' },
    { text: '۵۲٫۵ میلیون دلار' },
    { text: '5.25 crore' },
    { text: 'fifty-two and a half million' },
    { value: 28_800, text: '28 thousand 800' },
    { value: 1_100_000, text: '1,100 thousand TEU' },
    { value: 52_512_345, text: '$52.5 million' },
    { value: -3_146_000_000, text: '-3146 million' },
    { value: 0, text: 'none' },
    { value: null, low: 5_900_000, high: 11_900_000, text: '5.9 to 11.9 million tonnes' },
    { value: 40, text: '1.2 million tonnes in 40 trains' },
    { period: '2026-10' },
    { period: '1900' }
  ]
  for (const one of cases) t.same(warned(one), [], JSON.stringify(one))
  t.same(warned({ period: '2026' }, 'stock'), [], 'a stock may be that of the year so far')
})

t.test('a figure and its text', async (t) => {
  t.same(warned({ value: 52.5 }), [
    {
      kind: 'other_size',
      message: 'The text "$52.5 million" says 52500000, but the figure is 52.5.'
    }
  ])
  t.same(warned({ value: 53_000_000 }), [
    { kind: 'other_figure', message: 'The text "$52.5 million" does not say the figure 53000000.' }
  ])
})

t.test('a text without digits: the number of its words, or none', async (t) => {
  const fits: [value: number, text: string][] = [
    [2_000_000_000, 'two billion dollars'],
    [111_000_000, 'one hundred eleven million dollars'],
    [27_000_000, 'Twenty-seven million dollars'],
    [12_000, 'twelve thousand'],
    [1_234, 'one thousand two hundred and thirty-four'],
    [7, 'week-long'],
    [0.1, 'a tenth'],
    [21, 'three weeks'],
    [3, 'three times longer'],
    [500_000_000, 'half billion'],
    [12, 'двенадцать'],
    [12, '—']
  ]
  for (const [value, text] of fits) t.same(warned({ value, text }), [], text)
  t.same(warned({ value: 400, text: 'over the limit', bound: 'at_least' }), [], 'a bound')
  t.same(warned({ value: 400, text: 'twelve apples' }), [
    { kind: 'other_figure', message: 'The text "twelve apples" says 12, but the figure is 400.' }
  ])
  t.same(warned({ value: 400, text: 'apples', bound: 'about' }), [
    { kind: 'no_figure', message: 'The text "apples" says no figure, but the figure is 400.' }
  ])
})

t.test('a figure that stands for a missing one', async (t) => {
  t.same(warned({ value: -999, text: '-999' }), [
    {
      kind: 'sentinel',
      message: 'The figure -999 is often written for a missing one; leave such rows out.'
    }
  ])
})

t.test('a period that cannot have been observed, or long ago', async (t) => {
  const cases: [period: string, message: string][] = [
    [
      '2203',
      'The period 2203 begins after 2026-11-28, the day of the import; what is expected is a ' +
        'projection.'
    ],
    [
      '2026',
      'The period 2026 ends after 2026-11-28, the day of the import; the figure of a part of it ' +
        'has a period such as 2024-01-01/P8M.'
    ],
    [
      '1402',
      'The period 1402 lies before 1900; as a year of the solar calendar, 1402 is 2023-03-21/P1Y.'
    ],
    // A lunar year: as a solar one it would lie in the future.
    ['1445', 'The period 1445 lies before 1900.'],
    ['1899', 'The period 1899 lies before 1900.']
  ]
  for (const [period, message] of cases)
    t.same(
      warned({ period }).map((one) => one.message),
      [message]
    )
})

t.test('times of a projection that are hardly meant', async (t) => {
  const projection = { base_period: '2023', target_period: '2030', issued_on: '2024-10' }
  const warnedOf = (over: Partial<Plausible>) =>
    warned({ period: null, ...projection, ...over }).map(({ kind, message }) => [kind, message])
  const plausible: Partial<Plausible>[] = [
    {},
    { base_period: null, target_period: null, issued_on: null },
    { base_period: '2026', issued_on: '2026' },
    { base_period: '2024-01-01/P6M', target_period: '2024' },
    { base_period: '2018', target_period: '2018-09', issued_on: null },
    { base_period: '2024', target_period: '2023-01-01/P5Y' },
    { target_period: '2126' }
  ]
  for (const one of plausible) t.same(warnedOf(one), [], JSON.stringify(one))
  const cases: [over: Partial<Plausible>, kind: string, message: string][] = [
    [
      { target_period: '1409' },
      'old',
      'The target 1409 lies before 1900; as a year of the solar calendar, 1409 is 2030-03-21/P1Y.'
    ],
    [
      { base_period: '1402' },
      'old',
      'The base 1402 lies before 1900; as a year of the solar calendar, 1402 is 2023-03-21/P1Y.'
    ],
    [
      { issued_on: '1403' },
      'old',
      'The date of issue 1403 lies before 1900; as a year of the solar calendar, 1403 is ' +
        '2024-03-20/P1Y.'
    ],
    [
      { target_period: '2203' },
      'far',
      'The target 2203 lies more than 100 years after 2026-11-28, the day of the import.'
    ],
    [
      { base_period: '2032', target_period: '2040' },
      'not_over',
      'The base 2032 begins after 2026-11-28, the day of the import.'
    ],
    [
      { issued_on: '2028-05-01' },
      'not_issued',
      'The date of issue 2028-05-01 lies after 2026-11-28, the day of the import.'
    ],
    [{ target_period: '2020' }, 'early', 'The target 2020 does not come after the base 2023.'],
    [
      { target_period: '2023-01-01/P1Y' },
      'early',
      'The target 2023-01-01/P1Y does not come after the base 2023.'
    ],
    [
      { base_period: null, target_period: '2024-06' },
      'early',
      'The target 2024-06 was over before 2024-10, the date of issue.'
    ]
  ]
  for (const [over, kind, message] of cases) t.same(warnedOf(over), [[kind, message]])
  t.same(
    warnedOf({ base_period: '2203', target_period: '2030', issued_on: '2203' }).map(
      ([kind]) => kind
    ),
    ['not_over', 'not_issued', 'early'],
    'each kind once'
  )
})

t.test('solar years begin at the equinox of Tehran', async (t) => {
  t.same([1299, 1300, 1399, 1402, 1403, 1451].map(solarYear), [
    undefined,
    '1921-03-21/P1Y',
    '2020-03-20/P1Y',
    '2023-03-21/P1Y',
    '2024-03-20/P1Y',
    undefined
  ])
})
