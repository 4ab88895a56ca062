import t from 'tap'
import { buildTestApp } from '../helpers/app.ts'
import { expectProblem } from '../helpers/problem.ts'
import { insertRows, RECORDED_AT } from '../helpers/rows.ts'

t.test('200 with the coverage of the metric and of each series', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {
    observation: [
      { id: 'C0001', period: '2022' },
      { id: 'C0002', period: '2023' },
      { id: 'C0003', subject: 'KAZ', partner: 'PAK', period: null }
    ]
  })

  const response = await app.inject('/v1/metrics/goods_trade')

  t.equal(response.statusCode, 200)
  t.same(response.json(), {
    data: {
      id: 'goods_trade',
      name: 'Goods trade turnover',
      short_name: null,
      definition: 'Exports plus imports.',
      unit: 'USD',
      topic: 'trade',
      kind: 'flow',
      desired: 'increase',
      subject_kinds: ['country', 'group', 'port'],
      partnered: 'optional',
      symmetric: true,
      aggregation: 'sum',
      by_product: 'no',
      minimum: null,
      maximum: null,
      coverage: {
        observations: 3,
        first_period: '2022',
        last_period: '2023',
        sources: 1,
        subjects: 2
      },
      series: [
        {
          subject: 'PAK',
          partner: 'KAZ',
          direction: null,
          mode: null,
          product: null,
          attributed_to: 'A Ministry',
          calendar: 'P1Y-01',
          observations: 2,
          first_period: '2022',
          last_period: '2023',
          sources: 1
        },
        {
          subject: 'KAZ',
          partner: 'PAK',
          direction: null,
          mode: null,
          product: null,
          attributed_to: 'A Ministry',
          calendar: null,
          observations: 1,
          first_period: null,
          last_period: null,
          sources: 1
        }
      ]
    },
    meta: {
      revision: 1,
      updated_at: RECORDED_AT,
      license: 'MIT: names and definitions are the words of this project.',
      warnings: []
    }
  })
})

t.test('200 without series where no claim is held', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {})
  const { data } = (await app.inject('/v1/metrics/goods_trade')).json()
  t.same(data.coverage, {
    observations: 0,
    first_period: null,
    last_period: null,
    sources: 0,
    subjects: 0
  })
  t.same(data.series, [])
})

t.test('404 with near ids for an unknown one', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {})
  const message = 'No metric has the id "goods_trad". Similar ids: goods_trade.'
  expectProblem(t, await app.inject('/v1/metrics/goods_trad'), 'not_found', {
    detail: message,
    errors: [{ pointer: '/path/id', message, allowed: ['goods_trade'] }]
  })
})

t.test('400 for any parameter', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {})
  const message = 'This operation has no parameters.'
  expectProblem(t, await app.inject('/v1/metrics/goods_trade?limit=5'), 'unknown_parameter', {
    detail: `/query/limit: ${message}`,
    errors: [{ pointer: '/query/limit', message, allowed: [] }]
  })
})
