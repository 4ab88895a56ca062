import { parse } from 'csv-parse/sync'
import t from 'tap'
import type { Series } from '../../src/series/schemas.ts'
import { buildTestApp, type TestApp } from '../helpers/app.ts'
import { giveKey } from '../helpers/keys.ts'
import { insertRows, RECORDED_AT } from '../helpers/rows.ts'

const ID = 'goods_trade~PAK~KAZ~~~~P1Y-01'
const NO_CLAIM = /No claim belongs to the series with this id/
const ask = async ({ app }: TestApp, address: string) => {
  const answer = await app.inject(`/v1/series/${address}`)
  return { status: answer.statusCode, body: answer.json() }
}
const pointsOf = ({ points }: Series) =>
  points.map(({ period, value, observation }) => [period, value, observation])

async function buildSeries(t: Parameters<typeof buildTestApp>[0]): Promise<TestApp> {
  const test = await buildTestApp(t)
  await insertRows(test.store, {
    source: [
      { id: 'a-paper' },
      { id: 'bureau', kind: 'official_statistics' as const, published: '2024' }
    ],
    observation: [
      { id: 'C1', period: '2021', value: 10, source: 'a-paper' },
      { id: 'C2', period: '2022', value: 20, source: 'a-paper' },
      { id: 'C3', period: '2022', value: 21, source: 'bureau', attributed_to: 'Bureau' },
      { id: 'C4', period: '2021-07-01/P1Y', value: 15, source: 'a-paper' },
      { id: 'C5', subject: 'KAZ', partner: 'PAK', period: '2022', value: 30, source: 'a-paper' },
      { id: 'C6', period: '2022', value: 1, direction: 'outbound', source: 'a-paper' }
    ]
  })
  return test
}

t.test('a series has an address, which the list names', async (t) => {
  const test = await buildSeries(t)
  const list = (await test.app.inject('/v1/series?metric=goods_trade')).json()
  t.same(
    list.data.map(({ id }: Series) => id),
    [
      'goods_trade~KAZ~PAK~~~~P1Y-01',
      ID,
      'goods_trade~PAK~KAZ~~~~P1Y-07',
      'goods_trade~PAK~KAZ~outbound~~~P1Y-01'
    ]
  )
  for (const series of list.data as Series[]) {
    const { status, body } = await ask(test, series.id)
    t.equal(status, 200, series.id)
    t.same(body.data, series, 'the address gives what the list gives')
  }
})

t.test('rule, from and to choose the points', async (t) => {
  const test = await buildSeries(t)
  const one = async (query: string) => (await ask(test, `${ID}?${query}`)).body
  t.same(pointsOf((await one('')).data), [
    ['2021', 10, 'C1'],
    ['2022', 21, 'C3']
  ])
  t.same(pointsOf((await one('rule=source:a-paper')).data), [
    ['2021', 10, 'C1'],
    ['2022', 20, 'C2']
  ])
  t.same(pointsOf((await one('to=2021')).data), [['2021', 10, 'C1']])
  const none = await one('from=2023')
  t.same(pointsOf(none.data), [], 'a series without a point in the span is still there')
  t.same(none.meta.warnings, ['points: no claim of this series meets `rule`, `from` and `to`.'])
})

t.test('CSV has one row for each point', async (t) => {
  const test = await buildSeries(t)
  const csv = parse((await test.app.inject(`/v1/series/${ID}.csv`)).body, { columns: true })
  t.same(
    (csv as Record<string, string>[]).map(({ id, period, value }) => [id, period, value]),
    [
      [ID, '2021', '10'],
      [ID, '2022', '21']
    ]
  )
})

t.test('an address that names no series leads to one', async (t) => {
  const test = await buildSeries(t)
  const cases: [id: string, tried: string, message: RegExp][] = [
    ['goods_trade', '/v1/series/goods_trade~PAK~KAZ~~~~P1Y-01', /not the id of a series/],
    [
      'goods_trade~PAK~KAZ~~~~P1M',
      `/v1/series/${ID}`,
      /^No figure of this series has the calendar P1M. It has figures of P1Y-01, P1Y-07.$/
    ],
    [
      'goods_trade~PAK~KAZ~outbound~~~P3M',
      '/v1/series/goods_trade~PAK~KAZ~outbound~~~P1Y-01',
      /It has figures of P1Y-01.$/
    ],
    ['goods_trade~PAK~UZB~~~~P1Y-01', `/v1/series/${ID}`, NO_CLAIM],
    ['goods_trade~PAK~KAZ~up~~~P1Y-01', `/v1/series/${ID}`, NO_CLAIM],
    ['no_metric~PAK~KAZ~~~~P1Y-01', '/v1/series?metric=goods_trade', NO_CLAIM]
  ]
  for (const [id, tried, message] of cases) {
    const { status, body } = await ask(test, id)
    t.equal(status, 404, id)
    t.match(body.errors[0].message, message)
    t.equal(body.try, tried, id)
    t.equal((await test.app.inject(tried)).statusCode, 200, 'what it names works')
  }
})

t.test('the address of a series whose claims are withdrawn leads to others', async (t) => {
  const test = await buildSeries(t)
  const id = 'goods_trade~PAK~KAZ~~~~P1Y-07'
  t.equal((await ask(test, id)).status, 200)
  const { headers } = await giveKey(test.store)
  const url = '/v1/observations/C4?reason=wrong'
  t.equal((await test.app.inject({ method: 'DELETE', url, headers })).statusCode, 200)
  const { status, body } = await ask(test, id)
  t.same([status, body.try], [404, `/v1/series/${ID}`])
  const before = await ask(test, `${id}?as_of=${RECORDED_AT}`)
  t.same(pointsOf(before.body.data), [['2021-07-01/P1Y', 15, 'C4']], 'as it was')
})

t.test('a rule with an unknown source is refused', async (t) => {
  const { status, body } = await ask(await buildSeries(t), `${ID}?rule=source:a-papr`)
  t.same([status, body.code, body.errors[0].pointer], [400, 'unknown_id', '/query/rule'])
})
