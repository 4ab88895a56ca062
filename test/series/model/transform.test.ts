// The transformations against the formulas of FRED
// (https://fredhelp.stlouisfed.org/fred/data/understanding-the-data/formulas-calculate-growth-rates/).
// The vectors were computed by the module decimal of Python with 80 digits, such as from decimal
// import *; getcontext().prec = 80; x, p = Decimal('100.4'), Decimal('100.1')
// ((((x/p)**12)-1)*100).quantize(Decimal('0.0001'), ROUND_HALF_EVEN)   # 3.6563
// ((x.ln()-p.ln())*100*12).quantize(Decimal('0.0001'), ROUND_HALF_EVEN) # 3.5910
import fc from 'fast-check'
import t from 'tap'
import { addDecimals } from '../../../src/numbers/exact-decimals.ts'
import { calendarOf } from '../../../src/periods/read-period.ts'
import { periodsAfter } from '../../../src/periods/steps.ts'
import type { Figure } from '../../../src/series/model/figures.ts'
import { type Transform, transformFigures } from '../../../src/series/model/transform.ts'

type Given = Record<string, string>
/** The transformations of FRED. */
const ALONE = ['lin', 'chg', 'ch1', 'pch', 'pc1', 'pca', 'cch', 'cca', 'log'] as const

const figuresOf = (given: Given): Figure[] =>
  Object.entries(given).map(([period, value]) => ({
    period,
    value,
    reason: null,
    from: [`C${period}`]
  }))
const calendarIn = (given: Given) => calendarOf(Object.keys(given)[0] ?? '') ?? ''
/** The value of each period, or the reason why there is none. */
const transformed = (given: Given, transform: Transform, readFrom?: string) =>
  transformFigures(figuresOf(given), transform, { calendar: calendarIn(given), readFrom }).map(
    ({ value, reason }) => value ?? reason
  )
const gap = 'no_period_before'
const young = 'no_year_before'

const MONTHS = {
  '2023-01': '100.1',
  '2023-02': '100.4',
  '2023-03': '100.9',
  '2023-05': '101.3',
  '2023-06': '99.95',
  '2024-02': '102.91'
}
const QUARTERS = {
  '2022-Q1': '100',
  '2022-Q2': '102',
  '2022-Q3': '99.5',
  '2022-Q4': '103.25',
  '2023-Q1': '104',
  '2023-Q2': '107.1'
}
const YEARS = { '2020': '400000000', '2021': '52500000', '2022': '0.3', '2023': '148300000' }

const VECTORS: [name: string, given: Given, Record<(typeof ALONE)[number], (string | null)[]>][] = [
  [
    'months with gaps',
    MONTHS,
    {
      lin: Object.values(MONTHS),
      chg: [gap, '0.3', '0.5', gap, '-1.35', gap],
      ch1: [young, young, young, young, young, '2.51'],
      pch: [gap, '0.2997', '0.498', gap, '-1.3327', gap],
      pc1: [young, young, young, young, young, '2.5'],
      pca: [gap, '3.6563', '6.1425', gap, '-14.8705', gap],
      cch: [gap, '0.2993', '0.4968', gap, '-1.3416', gap],
      cca: [gap, '3.591', '5.9613', gap, '-16.0996', gap],
      log: ['4.60617', '4.609162', '4.61413', '4.618086', '4.60467', '4.633855']
    }
  ],
  [
    'quarters',
    QUARTERS,
    {
      lin: Object.values(QUARTERS),
      chg: [gap, '2', '-2.5', '3.75', '0.75', '3.1'],
      ch1: [young, young, young, young, '4', '5.1'],
      pch: [gap, '2', '-2.451', '3.7688', '0.7264', '2.9808'],
      pc1: [young, young, young, young, '4', '5'],
      pca: [gap, '8.2432', '-9.4493', '15.9492', '2.9374', '12.4668'],
      cch: [gap, '1.9803', '-2.4815', '3.6996', '0.7238', '2.9372'],
      cca: [gap, '7.9211', '-9.9261', '14.7982', '2.8951', '11.7488'],
      log: ['4.60517', '4.624973', '4.600158', '4.637153', '4.644391', '4.673763']
    }
  ],
  [
    'years, where a period is a year',
    YEARS,
    {
      lin: Object.values(YEARS),
      chg: [gap, '-347500000', '-52499999.7', '148299999.7'],
      ch1: [young, '-347500000', '-52499999.7', '148299999.7'],
      pch: [gap, '-86.875', '-100', '49433333233.3333'],
      pc1: [young, '-86.875', '-100', '49433333233.3333'],
      pca: [gap, '-86.875', '-100', '49433333233.3333'],
      cch: [gap, '-203.0651', '-1898.0297', '2001.8721'],
      cca: [gap, '-203.0651', '-1898.0297', '2001.8721'],
      log: ['19.806975', '17.776324', '-1.203973', '18.814748']
    }
  ]
]

for (const [name, given, expected] of VECTORS)
  t.test(`the formulas of FRED: ${name}`, async (t) => {
    for (const transform of ALONE)
      t.same(transformed(given, transform), expected[transform], transform)
  })

t.test('parts of years and fiscal years step by a year', async (t) => {
  const parts = { '2022-07-01/P8M': '10', '2023-07-01/P8M': '12', '2025-07-01/P8M': '15' }
  t.same(transformed(parts, 'chg'), [gap, '2', gap])
  t.same(transformed(parts, 'ch1'), [young, '2', young])
  t.same(transformed(parts, 'pca'), [gap, '20', gap])
  const fiscal = { '2021-07-01/P1Y': '10', '2022-07-01/P1Y': '11' }
  t.same(transformed(fiscal, 'pch'), [gap, '10'])
})

t.test('weeks, days and several years have a period before, but no year before', async (t) => {
  const days = { '2024-02-28': '4', '2024-02-29': '5', '2024-03-01': '6', '2024-03-03': '9' }
  t.same(transformed(days, 'chg'), [gap, '1', '1', gap])
  const weeks = { '2024-01-01/P7D': '4', '2024-01-08/P7D': '5' }
  t.same(transformed(weeks, 'pch'), [gap, '25'])
  const pairs = { '2020-01-01/P2Y': '4', '2022-01-01/P2Y': '5' }
  t.same(transformed(pairs, 'pch'), [gap, '25'])
  for (const given of [days, weeks, pairs])
    for (const transform of ['ch1', 'pc1', 'pca', 'cca'] as const)
      t.same(new Set(transformed(given, transform)), new Set(['no_year_step']), transform)
})

t.test('the same days are one period, however they are written', async (t) => {
  t.same(transformed({ '2023-01-01/P3M': '10', '2023-Q2': '11' }, 'chg'), [gap, '1'])
})

t.test('what has no percentage and no logarithm says so', async (t) => {
  const given = { '2020': '0', '2021': '-5', '2022': '5', '2023': '-5' }
  t.same(transformed(given, 'chg'), [gap, '-5', '10', '-10'])
  t.same(transformed(given, 'pch'), [gap, 'base_zero', 'negative_values', '-200'])
  t.same(transformed(given, 'pca'), [gap, 'base_zero', 'negative_values', 'negative_values'])
  t.same(transformed(given, 'cch'), [gap, 'not_positive', 'not_positive', 'not_positive'])
  t.same(transformed(given, 'log').slice(0, 2), ['not_positive', 'not_positive'])
})

t.test('a period before what was read is not called a gap', async (t) => {
  const pairs = { '2020-01-01/P2Y': '4', '2022-01-01/P2Y': '5' }
  t.same(transformed(pairs, 'chg', '2019-01-01'), ['not_read', '1'])
  t.same(transformed(pairs, 'chg', '2018-01-01'), [gap, '1'])
  t.same(transformed({ '2020': '4' }, 'chg', '2019-01-01'), [gap])
})

t.test('an index is 100 in its base period', async (t) => {
  const index = (given: Given, base: string) =>
    transformFigures(figuresOf(given), 'index', { calendar: calendarIn(given), base }).map(
      ({ value, reason, from }) => [value ?? reason, ...from]
    )
  t.same(index({ '2014': '80', '2015': '96', '2020': '100' }, '2015'), [
    ['83.3333', 'C2014', 'C2015'],
    ['100', 'C2015'],
    ['104.1667', 'C2020', 'C2015']
  ])
  t.same(index({ '2023-Q1': '2', '2023-Q2': '3' }, '2023-01-01/P3M'), [
    ['100', 'C2023-Q1'],
    ['150', 'C2023-Q2', 'C2023-Q1']
  ])
  t.same(index({ '2023-01': '2' }, '2023'), [['no_base_period', 'C2023-01']])
  t.same(index({ '2014': '0', '2015': '5' }, '2014'), [
    ['base_zero', 'C2014'],
    ['base_zero', 'C2015', 'C2014']
  ])
  t.same(index({ '2014': '-1', '2015': '5' }, '2014')[1], ['negative_values', 'C2015', 'C2014'])
  t.same(index({ '2014': '5', '2015': '-1' }, '2014')[1], ['-20', 'C2015', 'C2014'])
})

const ofOthers = (given: Given, transform: 'per_capita' | 'percent_of', others: Given) =>
  transformFigures(figuresOf(given), transform, {
    calendar: calendarIn(given),
    others: figuresOf(others).map((one) => ({ ...one, from: [`O${one.period}`] }))
  }).map(({ value, reason, from }) => [value ?? reason, ...from])

t.test('per capita takes the population of the period or of its calendar year', async (t) => {
  // Decimal(338368455318) / Decimal(240485658) is 1407.021350595468…
  t.same(ofOthers({ '2023': '338368455318' }, 'per_capita', { '2023': '240485658' }), [
    ['1407.021351', 'C2023', 'O2023']
  ])
  const parts = { '2023-05': '100', '2024-01': '100' }
  t.same(ofOthers(parts, 'per_capita', { '2023': '3', '2022': '0' }), [
    ['33.33333333', 'C2023-05', 'O2023'],
    ['no_other_figure', 'C2024-01']
  ])
  t.same(ofOthers({ '2023-05': '100' }, 'per_capita', { '2023': '3', '2023-05': '4' }), [
    ['25', 'C2023-05', 'O2023-05']
  ])
  t.same(ofOthers({ '2022-07-01/P1Y': '100' }, 'per_capita', { '2022': '3', '2023': '4' }), [
    ['no_other_figure', 'C2022-07-01/P1Y']
  ])
  t.same(ofOthers({ '2022': '100' }, 'per_capita', { '2022': '0' }), [
    ['base_zero', 'C2022', 'O2022']
  ])
})

t.test('percent of takes the whole of exactly the same period', async (t) => {
  t.same(ofOthers({ '2023': '28.47', '2024': '1' }, 'percent_of', { '2023': '338.368' }), [
    ['8.4139', 'C2023', 'O2023'],
    ['no_other_figure', 'C2024']
  ])
  t.same(ofOthers({ '2023-05': '1' }, 'percent_of', { '2023': '2' }), [
    ['no_other_figure', 'C2023-05']
  ])
  t.same(ofOthers({ '2023': '-1', '2024': '1' }, 'percent_of', { '2023': '2', '2024': '-2' }), [
    ['-50', 'C2023', 'O2023'],
    ['negative_values', 'C2024', 'O2024']
  ])
})

t.test('a figure without a value is passed on, with the claims that were looked at', async (t) => {
  const figures: Figure[] = [
    { period: '2020', value: null, reason: 'range', from: ['A'] },
    { period: '2021', value: '2', reason: null, from: ['B'] },
    { period: '2022', value: null, reason: 'open_bound', from: ['C'] }
  ]
  t.same(transformFigures(figures, 'chg', { calendar: 'P1Y-01' }), [
    { period: '2020', value: null, reason: 'range', from: ['A'] },
    { period: '2021', value: null, reason: 'range', from: ['B', 'A'] },
    { period: '2022', value: null, reason: 'open_bound', from: ['C'] }
  ])
})

t.test('lin changes nothing, and each change leads to the next figure', async () => {
  const series = fc
    .array(fc.integer({ min: 1, max: 1_000_000_000 }), { minLength: 1, maxLength: 30 })
    .map((values) => {
      const periods = ['2019-12', ...periodsAfter('2019-12', values.length - 1)]
      const texts = values.map((value) => String(value / 100))
      return Object.fromEntries(periods.map((period, index) => [period, texts[index] ?? '']))
    })
  fc.assert(
    fc.property(series, (given) => {
      const values = Object.values(given)
      const changes = transformed(given, 'chg').slice(1)
      return changes.every(
        (change, index) => addDecimals(values[index] ?? '', change ?? '') === values[index + 1]
      )
    })
  )
  fc.assert(
    fc.property(
      series,
      fc.constantFrom(...ALONE),
      (given, transform) =>
        JSON.stringify(transformFigures(lin(given), transform, { calendar: 'P1M' })) ===
        JSON.stringify(transformFigures(figuresOf(given), transform, { calendar: 'P1M' }))
    )
  )
})

function lin(given: Given): Figure[] {
  return transformFigures(figuresOf(given), 'lin', { calendar: 'P1M' })
}
