import t from 'tap'
import { buildTestApp } from '../helpers/app.ts'
import { expectProblem } from '../helpers/problem.ts'
import { insertRows, RECORDED_AT } from '../helpers/rows.ts'

t.test('200 with the relations on either side', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {
    observation: [
      { id: 'C0001' },
      { id: 'C0002' },
      { id: 'C0003', derived_from: ['C0002', 'C0001'], note: 'A note.' }
    ],
    relation: [
      {
        id: 'R003',
        kind: 'contradicts',
        observation: 'C0001',
        others: ['C0002', 'C0003'],
        note: 'They differ.'
      },
      { id: 'R001', kind: 'sum_of', observation: 'C0003', others: ['C0002', 'C0001'] },
      { id: 'R002', kind: 'revision_of', observation: 'C0001', others: ['C0002'] }
    ]
  })

  const response = await app.inject('/v1/observations/C0003')

  t.equal(response.statusCode, 200)
  t.same(response.json(), {
    data: {
      id: 'C0003',
      metric: 'goods_trade',
      subject: 'PAK',
      partner: 'KAZ',
      direction: null,
      mode: null,
      product: null,
      period: '2023',
      period_label: '2023',
      starts_on: '2023-01-01',
      ends_on: '2023-12-31',
      value: 52500000,
      low: null,
      high: null,
      bound: 'exact',
      unit: 'USD',
      text: '$52.5 million',
      status: 'A',
      attributed_to: 'A Ministry',
      source: {
        id: 'a-paper',
        publisher: 'A Paper',
        kind: 'press',
        url: 'https://example.org/trade',
        published: '2024-08-21'
      },
      note: 'A note.',
      derived_from: ['C0002', 'C0001'],
      recorded_at: RECORDED_AT,
      series: 'goods_trade~PAK~KAZ~~~~P1Y-01',
      relations: [
        {
          id: 'R001',
          kind: 'sum_of',
          role: 'observation',
          observation: 'C0003',
          others: ['C0002', 'C0001'],
          note: null
        },
        {
          id: 'R003',
          kind: 'contradicts',
          role: 'other',
          observation: 'C0001',
          others: ['C0002', 'C0003'],
          note: 'They differ.'
        }
      ]
    },
    meta: {
      revision: 1,
      updated_at: RECORDED_AT,
      license: 'Facts quoted with attribution: name the source of each figure.',
      warnings: [],
      citation: 'A Paper, 2024-08-21, via Corridor Metrics, C0003, revision 1'
    }
  })
})

t.test('200 with no relations, no period and a range', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {
    observation: [{ id: 'C0001', period: null, value: null, low: 1, high: 2.5, bound: 'range' }]
  })
  const { data } = (await app.inject('/v1/observations/C0001')).json()
  const { period, starts_on, ends_on, value, low, high, bound, relations } = data
  t.same(
    { period, starts_on, ends_on, value, low, high, bound, relations },
    {
      period: null,
      starts_on: null,
      ends_on: null,
      value: null,
      low: 1,
      high: 2.5,
      bound: 'range',
      relations: []
    }
  )
})

t.test('200 with the contradiction that the starter data knows', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const { data } = (await app.inject('/v1/observations/C0392')).json()
  t.equal(data.text, '$52.5 million')
  t.same(
    data.relations.filter(({ observation }: { observation: string }) => observation === 'C0001'),
    [
      {
        id: 'R002',
        kind: 'contradicts',
        role: 'other',
        observation: 'C0001',
        others: ['C0392'],
        note: 'article value is 7.6 times the Kazakh figure for the same year'
      }
    ]
  )
})

t.test('404 with near ids for an unknown one', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { observation: [{ id: 'C0001' }, { id: 'C0002' }] })
  const message = 'No observation has the id "C0003". Similar ids: C0001, C0002.'
  expectProblem(t, await app.inject('/v1/observations/C0003'), 'not_found', {
    detail: message,
    errors: [{ pointer: '/path/id', message, allowed: ['C0001', 'C0002'] }]
  })
})

t.test('404 for an id in another case', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { observation: [{ id: 'C0001' }] })
  const message = 'No observation has the id "c0001". Similar ids: C0001.'
  expectProblem(t, await app.inject('/v1/observations/c0001'), 'not_found', {
    detail: message,
    errors: [{ pointer: '/path/id', message, allowed: ['C0001'] }]
  })
})

t.test('308 to the list for an empty id', async (t) => {
  const { app } = await buildTestApp(t)
  const { statusCode, headers } = await app.inject('/v1/observations/')
  t.same([statusCode, headers.location], [308, '/v1/observations'])
})

t.test('400 for any other parameter', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { observation: [{}] })
  const message = 'There is no parameter of this name; the parameters are as_of, names.'
  expectProblem(t, await app.inject('/v1/observations/C0001?fields=id'), 'unknown_parameter', {
    detail: `/query/fields: ${message}`,
    errors: [{ pointer: '/query/fields', message, allowed: ['as_of', 'names'] }]
  })
})
