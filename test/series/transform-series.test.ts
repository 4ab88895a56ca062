// `transform` over HTTP: whole answers, the periods before the span, CSV, and what is refused.
import { parse } from 'csv-parse/sync'
import t from 'tap'
import { TRANSFORMS } from '../../src/series/model/transform.ts'
import type { Series } from '../../src/series/schemas.ts'
import { POINTS_MAX } from '../../src/series/show-query.ts'
import { buildTestApp, type TestApp } from '../helpers/app.ts'
import { expectProblem } from '../helpers/problem.ts'
import { insertRows, type Rows } from '../helpers/rows.ts'

const ID = 'goods_trade~PAK~KAZ~~~~P1Y-01'
const SERIES = '/v1/series?metric=goods_trade'

const ask = async ({ app }: TestApp, url: string) => (await app.inject(url)).json()
const transformedIn = ({ points }: Series) =>
  points.map(({ period, transformed }) => [
    period,
    transformed?.value ?? transformed?.reason,
    ...(transformed?.from ?? [])
  ])

async function buildYears(t: Parameters<typeof buildTestApp>[0], rows: Rows = {}) {
  const test = await buildTestApp(t)
  await insertRows(test.store, {
    source: [{}, { id: 'bureau', kind: 'official_statistics' }],
    observation: [
      { id: 'C1', period: '2019', value: 40 },
      { id: 'C2', period: '2020', value: 50 },
      { id: 'C3', period: '2021', value: 0.3 },
      { id: 'C4', period: '2021', value: 45.5, source: 'bureau' },
      { id: 'C5', period: '2023', value: 91 },
      { id: 'C6', period: '2024', value: 100, bound: 'at_least' },
      { id: 'C7', period: '2025', value: null, low: 100, high: 120, bound: 'range' },
      { id: 'C8', period: '2022', partner: 'UZB', value: 7 },
      { id: 'C9', period: '2023', partner: 'UZB', value: 9, bound: 'about' }
    ],
    ...rows
  })
  return test
}

t.test('a point keeps its claim and shows what is computed from which claims', async (t) => {
  const test = await buildYears(t)
  const { data } = await ask(test, `/v1/series/${ID}?transform=pch&from=2021&to=2021`)
  const [plain] = (await ask(test, `/v1/series/${ID}?from=2021&to=2021`)).data.points
  t.same(data.transform, {
    name: 'pch',
    unit: 'percent',
    index_base: null,
    other_metric: null,
    currency: null
  })
  t.same(data.points, [{ ...plain, transformed: { value: -9, reason: null, from: ['C4', 'C2'] } }])
  t.same([plain.value, plain.observation, plain.others], [45.5, 'C4', 1])
})

t.test('the first point of a span has its change, and gaps and bounds have reasons', async (t) => {
  const test = await buildYears(t)
  const { data } = await ask(test, `/v1/series/${ID}?transform=chg&from=2020`)
  t.same(transformedIn(data), [
    ['2020', 10, 'C2', 'C1'],
    ['2021', -4.5, 'C4', 'C2'],
    ['2023', 'no_period_before', 'C5'],
    ['2024', 'open_bound', 'C6'],
    ['2025', 'range', 'C7']
  ])
  t.same(data.transform.unit, 'USD')
  const whole = await ask(test, `/v1/series/${ID}?transform=chg&rule=latest_published`)
  t.same(transformedIn(whole.data)[0], ['2019', 'no_period_before', 'C1'])
})

t.test('lin shows each value as it is', async (t) => {
  const test = await buildYears(t)
  const { data } = await ask(test, `/v1/series/${ID}?transform=lin&from=2023`)
  t.same(transformedIn(data), [
    ['2023', 91, 'C5'],
    ['2024', 100, 'C6'],
    ['2025', 'range', 'C7']
  ])
})

t.test('lists transform each series, and list none that ends before the span', async (t) => {
  const test = await buildYears(t)
  const list = async (query: string): Promise<[string, unknown[][]][]> =>
    (await ask(test, `${SERIES}&${query}`)).data.map((one: Series) => [
      one.partner,
      transformedIn(one)
    ])
  t.same(await list('transform=ch1&from=2023&to=2023'), [
    ['KAZ', [['2023', 'no_year_before', 'C5']]],
    ['UZB', [['2023', 2, 'C9', 'C8']]]
  ])
  // The claims of 2023 are read, but they are before the span.
  t.same(await list('transform=pch&from=2024&to=2024'), [['KAZ', [['2024', 'open_bound', 'C6']]]])
  const totals = await ask(test, `${SERIES}&transform=pch&from=2024&total=true`)
  t.equal(totals.meta.total, 1)
})

t.test('pages of transformed series give each series once', async (t) => {
  const test = await buildYears(t)
  const first = await ask(test, `${SERIES}&transform=log&limit=1`)
  const second = await ask(test, first.links.next)
  t.same(
    [...first.data, ...second.data].map(({ partner, transform }: Series) => [
      partner,
      transform?.name,
      transform?.unit
    ]),
    [
      ['KAZ', 'log', 'ln USD'],
      ['UZB', 'log', 'ln USD']
    ]
  )
  t.equal(second.links.next, null)
})

t.test('CSV has the transformed figures as columns', async (t) => {
  const { app } = await buildYears(t)
  const fields = 'period,value,transform_name,transformed_value,transformed_reason,transformed_from'
  const url = `/v1/series/${ID}.csv?transform=pch&from=2020&to=2023&fields=${fields}`
  t.equal(
    (await app.inject(url)).body,
    `${fields}\n2020,50,pch,25,,C2|C1\n2021,45.5,pch,-9,,C4|C2\n2023,91,pch,,no_period_before,C5\n`
  )
  const rows = parse((await app.inject(`${SERIES}&format=csv`)).body, { columns: true })
  t.match(rows[0], { transform_name: '', transformed_value: '', transformed_reason: '' })
})

t.test('a series is transformed before it is cut to its newest points', async (t) => {
  const test = await buildTestApp(t)
  const days = Array.from({ length: POINTS_MAX + 1 }, (_, index) =>
    new Date(Date.UTC(2020, 0, 1 + index)).toISOString().slice(0, 10)
  )
  await insertRows(test.store, {
    observation: days.map((period, index) => ({ id: `D${index}`, period, value: index * index }))
  })
  const { data } = await ask(test, '/v1/series/goods_trade~PAK~KAZ~~~~P1D?transform=chg')
  t.same([data.points.length, data.left_out], [POINTS_MAX, 1])
  t.same(transformedIn(data)[0], ['2020-01-02', 1, 'D1', 'D0'])
  t.same(transformedIn(data).at(-1), [days.at(-1), 1999, 'D1000', 'D999'])
})

const OTHERS = ['lin', 'chg', 'pch', 'cch', 'log', 'index', 'per_capita', 'percent_of']

t.test('a year of weeks or days is refused where only such are asked for', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { observation: [{ period: '2024-02-01' }, { id: 'C2' }] })
  const days = 'goods_trade~PAK~KAZ~~~~P1D'
  for (const [path, named] of [
    [`/v1/series/${days}?`, 'P1D'],
    [`${SERIES}&calendar=day,week&`, 'P1D, P7D']
  ]) {
    const message = `\`pca\` makes no sense here. ${named}: a year is not a whole number of such periods.`
    const answer = await app.inject(`${path}transform=pca`)
    expectProblem(t, answer, 'invalid_parameter', {
      detail: `/query/transform: ${message}`,
      errors: [{ pointer: '/query/transform', message, allowed: OTHERS }]
    })
    const { try: works } = answer.json()
    t.match(works, /transform=pch$/)
    t.equal((await app.inject(works)).statusCode, 200)
  }
  const mixed = await app.inject(`${SERIES}&transform=pc1`)
  t.same(
    mixed.json().data.map((one: Series) => transformedIn(one)[0]?.[1]),
    ['no_year_step', 'no_year_before']
  )
})

t.test('ranks and growth rates have differences, but no percentages', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {
    metric: [{}, { id: 'lpi_rank', unit: 'rank', kind: 'index' }],
    observation: [
      { metric: 'lpi_rank', partner: null, period: '2016', value: 68 },
      { id: 'C2', metric: 'lpi_rank', partner: null, period: '2017', value: 122 }
    ]
  })
  const message =
    '`pc1` makes no sense here. lpi_rank: a rank is a place in an order, which has no percentage.'
  for (const path of ['/v1/series?metric=lpi_rank&', '/v1/series/lpi_rank~PAK~~~~~P1Y-01?']) {
    const answer = await app.inject(`${path}transform=pc1`)
    expectProblem(t, answer, 'invalid_parameter', {
      detail: `/query/transform: ${message}`,
      errors: [{ pointer: '/query/transform', message, allowed: ['lin', 'chg', 'ch1'] }]
    })
    const { data } = (await app.inject(answer.json().try)).json()
    const [series] = [data].flat()
    t.same(transformedIn(series), [
      ['2016', 'no_year_before', 'C0001'],
      ['2017', 54, 'C2', 'C0001']
    ])
  }
})

t.test('a word that is no transformation is refused with those that are', async (t) => {
  const { app } = await buildYears(t)
  const answer = (await app.inject(`${SERIES}&transform=PCH`)).json()
  t.same([answer.code, answer.errors[0].pointer], ['invalid_parameter', '/query/transform'])
  t.same(answer.errors[0].allowed, TRANSFORMS)
  t.equal(answer.try, `${SERIES}&transform=pch`)
})
