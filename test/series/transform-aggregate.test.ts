// `aggregate` over HTTP: whole periods only, what is computed from them, and what is refused.
import t from 'tap'
import type { Series } from '../../src/series/schemas.ts'
import { buildTestApp, type TestApp } from '../helpers/app.ts'
import { insertRows } from '../helpers/rows.ts'

const PLAIN = { partnered: 'no', symmetric: false } as const
const METRICS = [
  {},
  { id: 'price', aggregation: 'mean' as const, kind: 'ratio' as const, ...PLAIN },
  { id: 'population', aggregation: 'none' as const, kind: 'stock' as const, ...PLAIN }
]
/** Of the months that are not normal: a break, and what is estimated or provisional. */
const STATUSES = new Map<number, 'B' | 'E' | 'P'>([
  [5, 'E'],
  [7, 'B'],
  [14, 'P']
])
const MONTHS = '/v1/series/goods_trade~PAK~KAZ~~~~P1M'

const ask = async ({ app }: TestApp, url: string) => (await app.inject(url)).json()
const month = (index: number) => new Date(Date.UTC(2022, index, 1)).toISOString().slice(0, 7)
const ids = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `M${from + index}`)

/** Months from January 2022 to February 2024, each with its number from 0 as its value. */
async function buildMonths(t: Parameters<typeof buildTestApp>[0]): Promise<TestApp> {
  const test = await buildTestApp(t)
  const months = Array.from({ length: 26 }, (_, value) => ({
    id: `M${value}`,
    period: month(value),
    value,
    bound: value === 13 ? ('about' as const) : ('exact' as const),
    status: STATUSES.get(value) ?? ('A' as const)
  }))
  await insertRows(test.store, {
    metric: METRICS,
    observation: [
      ...months,
      { id: 'Y1', period: '2022', value: 70 },
      { id: 'Q1', metric: 'price', partner: null, period: '2023-Q1', value: 1 },
      { id: 'Q2', metric: 'price', partner: null, period: '2023-Q2', value: 2 },
      { id: 'Q3', metric: 'price', partner: null, period: '2023-Q3', value: 4 },
      { id: 'Q4', metric: 'price', partner: null, period: '2023-Q4', value: 6 },
      { id: 'U1', partner: 'UZB', period: '2022-01', value: 1 },
      { id: 'U2', partner: 'UZB', period: '2022-02', value: null, low: 1, high: 2, bound: 'range' },
      { id: 'U3', partner: 'UZB', period: '2022-03', value: 1 },
      { id: 'N1', metric: 'population', partner: null, period: '2022-01', value: 9 }
    ]
  })
  return test
}
const short = ({ points }: Series) =>
  points.map(({ period, value, aggregated_from }) => [period, value, ...(aggregated_from ?? [])])

t.test('whole years have the sum of their months, and name them', async (t) => {
  const test = await buildMonths(t)
  const { data } = await ask(test, `${MONTHS}?aggregate=year`)
  t.same(data.aggregate, { period: 'year', calendar: 'P1Y-01', method: 'sum', missing: ['2024'] })
  t.same([data.id, data.calendar], ['goods_trade~PAK~KAZ~~~~P1M', 'P1M'])
  t.same(short(data), [
    ['2022', 66, ...ids(0, 11)],
    ['2023', 210, ...ids(12, 23)]
  ])
  t.equal(data.points[0].status, 'B', 'a break of a month is one of its year')
  t.same(data.points[1], {
    period: '2023',
    period_label: '2023',
    starts_on: '2023-01-01',
    ends_on: '2023-12-31',
    value: 210,
    low: null,
    high: null,
    bound: 'about',
    status: 'P',
    observation: null,
    attributed_to: null,
    source: null,
    note: null,
    others: 0,
    spread: null,
    aggregated_from: ids(12, 23),
    transformed: null
  })
})

t.test('fiscal years and quarters, in a span', async (t) => {
  const test = await buildMonths(t)
  const fiscal = (await ask(test, `${MONTHS}?aggregate=fiscal_year`)).data
  t.same(short(fiscal), [['2022-07-01/P1Y', 138, ...ids(6, 17)]])
  t.same(fiscal.aggregate.missing, ['2021-07-01/P1Y', '2023-07-01/P1Y'])
  const span = (await ask(test, `${MONTHS}?aggregate=quarter&from=2023-11&to=2024`)).data
  t.same(span.aggregate.missing, ['2024-Q1'], 'the quarter before is not wholly in the span')
  t.same(span.points, [])
})

t.test('what is computed is computed from the aggregated points', async (t) => {
  const test = await buildMonths(t)
  const url = `${MONTHS}?aggregate=quarter&transform=pc1&from=2023&to=2023-03`
  const { data } = await ask(test, url)
  t.same(short(data), [['2023-Q1', 39, 'M12', 'M13', 'M14']])
  t.same(data.points[0].transformed, {
    value: 1200,
    reason: null,
    from: ['M12', 'M13', 'M14', 'M0', 'M1', 'M2']
  })
})

t.test('a list has the series of shorter periods only, and CSV the claims', async (t) => {
  const test = await buildMonths(t)
  const { data } = await ask(test, '/v1/series?metric=goods_trade&aggregate=quarter&to=2022-03')
  t.same(
    data.map((one: Series) => [one.id, short(one), one.aggregate?.missing]),
    [
      ['goods_trade~PAK~KAZ~~~~P1M', [['2022-Q1', 3, 'M0', 'M1', 'M2']], []],
      ['goods_trade~PAK~UZB~~~~P1M', [], ['2022-Q1']]
    ]
  )
  const fields = 'period,value,observation,source_id,aggregated_from'
  const csv = await test.app.inject(`/v1/series.csv?metric=price&aggregate=year&fields=${fields}`)
  t.equal(csv.body, `${fields}\n2023,3.25,,,Q1|Q2|Q3|Q4\n`, 'a mean, of quarters')
})

t.test('what cannot be aggregated is refused', async (t) => {
  const test = await buildMonths(t)
  const refused = async (url: string) => {
    const { status, errors } = await ask(test, url)
    return [status, errors]
  }
  const pointer = '/query/aggregate'
  t.same(await refused('/v1/series?metric=population&aggregate=year'), [
    400,
    [
      {
        pointer,
        message:
          'Figures of population do not add up and have no mean: `aggregation` of population ' +
          'is none.',
        allowed: ['a metric whose aggregation is sum or mean']
      }
    ]
  ])
  const years = {
    pointer,
    message: '`aggregate=quarter` needs series of the calendar month; asked for is year.',
    allowed: ['month']
  }
  for (const url of [
    '/v1/series?metric=goods_trade&calendar=year&aggregate=quarter',
    '/v1/series/goods_trade~PAK~KAZ~~~~P1Y-01?aggregate=quarter'
  ])
    t.same(await refused(url), [400, [years]], url)
})
