// `transform=per_capita` and `transform=percent_of` over HTTP: which claims are joined, by which
// rule, and what is refused.
import t from 'tap'
import type { Series } from '../../src/series/schemas.ts'
import { buildTestApp, type TestApp } from '../helpers/app.ts'
import { insertRows } from '../helpers/rows.ts'

const EXPORTS = '/v1/series?metric=goods_exports'
const PLAIN = { partnered: 'no', symmetric: false } as const
const METRICS = [
  {
    id: 'goods_exports',
    partnered: 'yes' as const,
    symmetric: false,
    by_product: 'optional' as const
  },
  { id: 'gdp', topic: 'economy' as const, ...PLAIN },
  { id: 'population', unit: 'person', topic: 'people' as const, kind: 'stock' as const, ...PLAIN },
  { id: 'lpi_rank', unit: 'rank', kind: 'index' as const, ...PLAIN },
  { id: 'gdp_per_head', kind: 'ratio' as const, ...PLAIN }
]
const GDP = { metric: 'gdp', partner: null }
const PEOPLE = { metric: 'population', partner: null }

const ask = async ({ app }: TestApp, url: string) => (await app.inject(url)).json()
const transformedIn = ({ points }: Series) =>
  points.map(({ period, transformed }) => [
    period,
    transformed?.value ?? transformed?.reason,
    ...(transformed?.from ?? [])
  ])

async function buildRatios(t: Parameters<typeof buildTestApp>[0]): Promise<TestApp> {
  const test = await buildTestApp(t)
  const exports = { metric: 'goods_exports' }
  await insertRows(test.store, {
    metric: METRICS,
    product: [{}],
    source: [{}, { id: 'bureau', kind: 'official_statistics', published: '2020' }],
    observation: [
      { ...exports, id: 'X1', period: '2022', value: 300, source: 'bureau' },
      { ...exports, id: 'X2', period: '2023', value: 400 },
      { ...exports, id: 'X3', period: '2023-05', value: 50 },
      { ...exports, id: 'X4', period: '2022-07-01/P1Y', value: 60 },
      { ...exports, id: 'X5', period: '2023', value: 100, product: 'HS2022-52' },
      { ...exports, id: 'X6', subject: 'KAZ', partner: 'PAK', period: '2023', value: 9 },
      { ...GDP, id: 'G1', period: '2022', value: 1000 },
      { ...GDP, id: 'G2', period: '2023', value: 1600 },
      { ...GDP, id: 'G3', period: '2023', value: 1250, source: 'bureau' },
      { ...PEOPLE, id: 'N1', period: '2022', value: 7 },
      { ...PEOPLE, id: 'N2', period: '2023', value: 8 },
      { metric: 'lpi_rank', partner: null, id: 'R1', period: '2023', value: 68 },
      { metric: 'gdp_per_head', partner: null, id: 'H1', period: '2023', value: 1500 }
    ]
  })
  return test
}

t.test('per capita names the claims of both, in every calendar', async (t) => {
  const test = await buildRatios(t)
  const { data, meta } = await ask(test, `${EXPORTS}&transform=per_capita&product=none`)
  t.same(data[0].transform, {
    name: 'per_capita',
    unit: 'USD per person',
    index_base: null,
    other_metric: 'population',
    currency: null
  })
  t.same(
    data.map((one: Series) => [one.subject, one.calendar, ...transformedIn(one)]),
    [
      ['KAZ', 'P1Y-01', ['2023', 'no_other_figure', 'X6']],
      ['PAK', 'P1M', ['2023-05', 6.25, 'X3', 'N2']],
      ['PAK', 'P1Y-01', ['2022', 42.85714286, 'X1', 'N1'], ['2023', 50, 'X2', 'N2']],
      ['PAK', 'P1Y-07', ['2022-07-01/P1Y', 'no_other_figure', 'X4']]
    ]
  )
  t.same(meta.warnings, [])
})

t.test('a month in a span has the population of its year', async (t) => {
  const test = await buildRatios(t)
  const id = 'goods_exports~PAK~KAZ~~~~P1M'
  const { data } = await ask(test, `/v1/series/${id}?transform=per_capita&from=2023-05&to=2023-05`)
  t.same(transformedIn(data), [['2023-05', 6.25, 'X3', 'N2']])
})

t.test('percent of another metric takes its claim by the same rule', async (t) => {
  const test = await buildRatios(t)
  const one = async (query: string) =>
    (
      await ask(
        test,
        `/v1/series/goods_exports~PAK~KAZ~~~~P1Y-01?transform=percent_of&percent_of=gdp${query}`
      )
    ).data
  const preferred = await one('')
  t.same(preferred.transform, {
    name: 'percent_of',
    unit: 'percent',
    index_base: null,
    other_metric: 'gdp',
    currency: null
  })
  t.same(transformedIn(preferred), [
    ['2022', 30, 'X1', 'G1'],
    ['2023', 32, 'X2', 'G3']
  ])
  t.same(transformedIn(await one('&rule=latest_published&from=2023')), [['2023', 25, 'X2', 'G2']])
  t.same(
    transformedIn(await one('&rule=source:a-paper')),
    [['2023', 32, 'X2', 'G3']],
    'a source need not have the other figure: it is the preferred one'
  )
})

t.test('a product is a percentage of the total with the same partner', async (t) => {
  const test = await buildRatios(t)
  const { data } = await ask(
    test,
    `${EXPORTS}&product=cotton&transform=percent_of&percent_of=goods_exports`
  )
  t.same(data.map(transformedIn), [[['2023', 25, 'X5', 'X2']]])
})

t.test('one read gives the other metric for all series of a page', async (t) => {
  const test = await buildRatios(t)
  const page = await ask(test, `${EXPORTS}&transform=percent_of&percent_of=gdp&limit=1`)
  t.same(page.data.map(transformedIn), [[['2023', 'no_other_figure', 'X6']]])
  const csv = await test.app.inject(
    `/v1/series.csv?metric=goods_exports&calendar=year&product=none&transform=percent_of` +
      '&percent_of=gdp&fields=subject,period,transformed_value,transformed_from'
  )
  t.equal(
    csv.body,
    'subject,period,transformed_value,transformed_from\n' +
      'KAZ,2023,,X6\nPAK,2022,30,X1|G1\nPAK,2023,32,X2|G3\n'
  )
})

const ALONE = ['lin', 'chg', 'ch1', 'pch', 'pc1', 'pca', 'cch', 'cca', 'log', 'index']
const REFUSED: [query: string, pointer: string, message: string, allowed: string[]][] = [
  [
    'metric=lpi_rank&transform=per_capita',
    '/query/transform',
    '`per_capita` makes no sense here. lpi_rank: a rank is a place in an order, which has no ' +
      'percentage.',
    ['lin', 'chg', 'ch1']
  ],
  [
    'metric=gdp_per_head&transform=per_capita',
    '/query/transform',
    '`per_capita` makes no sense here. gdp_per_head: its figures are of the kind ratio, and no ' +
      'amounts to be divided.',
    ALONE
  ],
  [
    'metric=population&transform=per_capita',
    '/query/transform',
    '`per_capita` of the population is always 1.',
    ['a transformation of the values alone']
  ],
  [
    'metric=goods_exports&transform=percent_of',
    '/query/transform',
    '`transform=percent_of` requires `percent_of`, the metric whose value is 100 percent.',
    ['transform=percent_of with percent_of, such as percent_of=gdp']
  ],
  [
    'metric=goods_exports&transform=percent_of&percent_of=population',
    '/query/percent_of',
    'goods_exports is no part of population: population is in person, goods_exports in USD.',
    ['gdp', 'goods_exports']
  ],
  [
    'metric=goods_exports&transform=percent_of&percent_of=gdp_per_head',
    '/query/percent_of',
    'goods_exports is no part of gdp_per_head: gdp_per_head is of the kind ratio, and only a ' +
      'flow or a stock can be a whole.',
    ['gdp', 'goods_exports']
  ],
  [
    'metric=goods_exports&percent_of=gdp',
    '/query/percent_of',
    '`percent_of` requires `transform=percent_of`.',
    ['percent_of with transform=percent_of']
  ]
]

t.test('what cannot be divided is refused with what can', async (t) => {
  const test = await buildRatios(t)
  for (const [query, pointer, message, allowed] of REFUSED) {
    const { status, errors } = await ask(test, `/v1/series?${query}`)
    t.same([status, errors], [400, [{ pointer, message, allowed }]], query)
  }
  const near = await ask(test, `${EXPORTS}&transform=percent_of&percent_of=goods_export`)
  t.same([near.code, near.errors[0].pointer], ['unknown_id', '/query/percent_of'])
  t.equal(near.try, `${EXPORTS}&transform=percent_of&percent_of=goods_exports`)
})

t.test('without the metric population, per capita is refused', async (t) => {
  const test = await buildTestApp(t)
  await insertRows(test.store, { observation: [{}] })
  const { status, errors } = await ask(test, '/v1/series?metric=goods_trade&transform=per_capita')
  t.same(
    [status, errors[0].message],
    [400, '`per_capita` needs the metric population, which this data set does not have.']
  )
})
