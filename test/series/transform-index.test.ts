// `transform=index` over HTTP: the base period, where it lies, and where there is none.
import t from 'tap'
import type { Series } from '../../src/series/schemas.ts'
import { buildTestApp, type TestApp } from '../helpers/app.ts'
import { expectProblem } from '../helpers/problem.ts'
import { insertRows } from '../helpers/rows.ts'

const ID = 'goods_trade~PAK~KAZ~~~~P1Y-01'
const SERIES = '/v1/series?metric=goods_trade'

const ask = async ({ app }: TestApp, url: string) => (await app.inject(url)).json()
const indexesIn = ({ points }: Series) =>
  points.map(({ period, transformed }) => [period, transformed?.value ?? transformed?.reason])

async function buildIndexed(t: Parameters<typeof buildTestApp>[0]): Promise<TestApp> {
  const test = await buildTestApp(t)
  await insertRows(test.store, {
    observation: [
      { id: 'C1', period: '2015', value: 80 },
      { id: 'C2', period: '2016', value: 90 },
      { id: 'C3', period: '2020', value: 100 },
      { id: 'C4', period: '2021', value: 1, bound: 'at_least' },
      { id: 'C5', period: '2014-07-01/P1Y', value: 50 },
      { id: 'C6', period: '2019-07-01/P1Y', value: 60 },
      { id: 'C7', partner: 'UZB', period: '2016', value: 7 },
      { id: 'C8', partner: 'UZB', period: '2020', value: 14 }
    ]
  })
  return test
}

t.test('the base may lie before the span or after it', async (t) => {
  const test = await buildIndexed(t)
  const early = await ask(test, `/v1/series/${ID}?transform=index&index_base=2015&from=2020`)
  t.same(early.data.transform, {
    name: 'index',
    unit: 'index',
    index_base: '2015',
    other_metric: null,
    currency: null
  })
  t.same(indexesIn(early.data), [
    ['2020', 125],
    ['2021', 'open_bound']
  ])
  t.same(early.data.points[0].transformed, { value: 125, reason: null, from: ['C3', 'C1'] })
  const late = await ask(test, `/v1/series/${ID}?transform=index&index_base=2020&to=2016`)
  t.same(indexesIn(late.data), [
    ['2015', 80],
    ['2016', 90]
  ])
  const fiscal = `/v1/series/goods_trade~PAK~KAZ~~~~P1Y-07?transform=index&index_base=FY2015`
  t.same(indexesIn((await ask(test, fiscal)).data), [
    ['2014-07-01/P1Y', 100],
    ['2019-07-01/P1Y', 120]
  ])
})

t.test('a list gives reasons and names the series without the base', async (t) => {
  const test = await buildIndexed(t)
  const list = await ask(test, `${SERIES}&transform=index&index_base=2015&calendar=year`)
  t.same(list.data.map(indexesIn), [
    [
      ['2015', 100],
      ['2016', 112.5],
      ['2020', 125],
      ['2021', 'open_bound']
    ],
    [
      ['2016', 'no_base_period'],
      ['2020', 'no_base_period']
    ]
  ])
  t.same(list.meta.warnings, [
    'index_base: no figure for 2015 in goods_trade~PAK~UZB~~~~P1Y-01 (it has 2016, 2020).'
  ])
  const first = await ask(test, `${SERIES}&transform=index&index_base=2015&calendar=year&limit=1`)
  t.same(first.meta.warnings, [], 'the series without it is on the next page')
  const fiscal = await ask(test, `${SERIES}&transform=index&index_base=FY2015&partner=KAZ`)
  t.match(fiscal.meta.warnings, [
    /^index_base: FY2015 is read as July 2014 to June 2015/,
    /^index_base: no figure for 2014-07-01\/P1Y in goods_trade~PAK~KAZ~~~~P1Y-01/
  ])
})

t.test('a series without the base is refused with the periods that it has', async (t) => {
  const { app } = await buildIndexed(t)
  const url = '/v1/series/goods_trade~PAK~UZB~~~~P1Y-01?transform=index&index_base='
  const answer = await app.inject(`${url}2015`)
  const message = 'The series has no figure for 2015.'
  expectProblem(t, answer, 'invalid_parameter', {
    detail: `/query/index_base: ${message}`,
    errors: [{ pointer: '/query/index_base', message, allowed: ['2016', '2020'] }]
  })
  t.equal(answer.json().try, `${url}2016`, 'the nearest one')
  t.equal((await app.inject(`${url}2016`)).statusCode, 200)
})

const REFUSED: [query: string, pointer: string, message: string, works: string | null][] = [
  [
    'transform=index',
    '/query/transform',
    '`transform=index` requires `index_base`, the period whose value becomes 100.',
    null
  ],
  [
    'index_base=2015',
    '/query/index_base',
    '`index_base` requires `transform=index`.',
    'index_base=2015&transform=index'
  ],
  [
    'transform=pch&index_base=2015',
    '/query/index_base',
    '`index_base` requires `transform=index`.',
    'transform=index&index_base=2015'
  ],
  [
    'transform=index&index_base=2015&calendar=month,quarter',
    '/query/index_base',
    '2015 is a period of the calendar year; asked for is month, quarter.',
    null
  ],
  [
    'transform=index&index_base=soon',
    '/query/index_base',
    'Expected a year, month, day or period such as 2024, 2024-10, 2024-10-07, 2024-Q3, ' +
      '2023-07-01/P1Y or FY2024, found "soon".',
    'transform=index'
  ]
]

t.test('a base that is missing, alone or in another calendar is refused', async (t) => {
  const test = await buildIndexed(t)
  for (const [query, pointer, message, works] of REFUSED) {
    const { status, errors, try: tried } = await ask(test, `${SERIES}&${query}`)
    t.same([status, errors[0].pointer, errors[0].message], [400, pointer, message], query)
    t.equal(tried, works && `${SERIES}&${works}`, query)
  }
  const month = '/v1/series/goods_trade~PAK~KAZ~~~~P1Y-01?transform=index&index_base=2015-01'
  t.match((await ask(test, month)).errors, [
    { message: '2015-01 is a period of the calendar month; asked for is year.' }
  ])
})

t.test('an index of ranks is refused', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {
    metric: [{}, { id: 'lpi_rank', unit: 'rank', kind: 'index' }],
    observation: [{ metric: 'lpi_rank', partner: null, period: '2016', value: 68 }]
  })
  const { errors } = (
    await app.inject('/v1/series?metric=lpi_rank&transform=index&index_base=2016')
  ).json()
  t.match(errors, [{ pointer: '/query/transform', allowed: ['lin', 'chg', 'ch1'] }])
})
