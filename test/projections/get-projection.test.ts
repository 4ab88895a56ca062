import t from 'tap'
import { buildTestApp } from '../helpers/app.ts'
import { expectProblem } from '../helpers/problem.ts'
import { insertRows, RECORDED_AT } from '../helpers/rows.ts'

t.test('200 with every field', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {
    projection: [
      { id: 'P001', subject: 'karachi-port', partner: null, attributed_to: null },
      { id: 'P002' }
    ]
  })
  const response = await app.inject('/v1/projections/P001')
  t.equal(response.statusCode, 200)
  t.same(response.json(), {
    data: {
      id: 'P001',
      metric: 'goods_trade',
      subject: 'karachi-port',
      partner: null,
      scenario: 'official-target',
      kind: 'target',
      unit: 'USD',
      base: { period: '2023', period_label: '2023', value: 400000000 },
      target: {
        period: '2030',
        period_label: '2030',
        value: 2000000000,
        low: null,
        high: null,
        bound: 'at_least',
        text: '$2 Billion+'
      },
      required: {
        years: 7,
        multiple: 5,
        annual_growth_percent: 25.85,
        annual_change: 228571428.5714,
        reason: null
      },
      condition: null,
      issued_on: null,
      attributed_to: null,
      source: {
        id: 'a-paper',
        publisher: 'A Paper',
        kind: 'press',
        url: 'https://example.org/trade',
        published: '2024-08-21'
      },
      note: null,
      recorded_at: RECORDED_AT,
      assessment: {
        status: 'not_assessable',
        reason: 'no_comparable_series',
        method: 'growth_ratio',
        ratio: null,
        series: null,
        base: null,
        latest: null,
        asked: null,
        gap: null,
        gap_percent: null,
        now: null,
        reached_percent: null,
        target_value: null,
        required: null,
        error: null
      }
    },
    meta: {
      revision: 1,
      updated_at: RECORDED_AT,
      license: 'Facts quoted with attribution: name the source of each figure.',
      warnings: [],
      citation: 'A Paper, 2024-08-21, via Corridor Metrics, P001, revision 1'
    }
  })
})

const RANGE = { value: null, low: 5, high: 9, bound: 'range' } as const
const REQUIRED = [
  [
    'a doubling in a year',
    { base_value: 1, value: 2, target_period: '2024' },
    [1, 2, 100, 1, null]
  ],
  ['a fall', { base_value: 200, value: 50, target_period: '2025' }, [2, 0.25, -50, -75, null]],
  [
    'a fall to nothing',
    { base_value: 200, value: 0, target_period: '2025' },
    [2, 0, -100, -100, null]
  ],
  ['no change', { base_value: 200, value: 200 }, [7, 1, 0, 0, null]],
  [
    'growth rounded to two decimals',
    { base_value: 3, value: 10, target_period: '2026' },
    [3, 3.3333, 49.38, 2.3333, null]
  ],
  [
    'fiscal years',
    { base_period: '2023-07-01/P1Y', target_period: '2025-07-01/P1Y', base_value: 1, value: 4 },
    [2, 4, 100, 1.5, null]
  ],
  [
    'quarters of unlike years',
    { base_period: '2023-Q1', target_period: '2024-Q3', base_value: 1, value: 8 },
    [1.5, 8, 300, 4.6667, null]
  ],
  [
    'months',
    { base_period: '2023-01', target_period: '2023-07', base_value: 1, value: 2 },
    [0.5, 2, 300, 2, null]
  ],
  ['a range', RANGE, [7, null, null, null, 'range_target']],
  [
    'a range without periods',
    { ...RANGE, base_period: null, target_period: null },
    [null, null, null, null, 'range_target']
  ],
  ['no base', { base_value: null }, [7, null, null, null, 'no_base']],
  ['no base at all', { base_value: null, base_period: null }, [null, null, null, null, 'no_base']],
  ['a base of zero', { base_value: 0, value: 70 }, [7, null, null, 10, 'base_zero']],
  ['no base period', { base_period: null }, [null, 5, null, null, 'no_base_period']],
  ['no target period', { target_period: null }, [null, 5, null, null, 'no_target_period']],
  [
    'a fiscal base and a calendar target',
    { base_period: '2022-07-01/P1Y' },
    [null, 5, null, null, 'calendars_differ']
  ],
  [
    'periods of unlike length',
    { base_period: '2023-Q1' },
    [null, 5, null, null, 'calendars_differ']
  ],
  [
    'unlike parts of years',
    { base_period: '2023-01-01/P8M', target_period: '2025-01-01/P9M' },
    [null, 5, null, null, 'calendars_differ']
  ],
  [
    'a target in the base year',
    { target_period: '2023' },
    [null, 5, null, null, 'target_not_later']
  ],
  [
    'a target before the base',
    { target_period: '2020' },
    [null, 5, null, null, 'target_not_later']
  ],
  ['a change of sign', { base_value: -10, value: 20 }, [7, -2, null, 4.2857, 'opposite_signs']]
] as const

for (const [
  name,
  row,
  [years, multiple, annual_growth_percent, annual_change, reason]
] of REQUIRED) {
  t.test(`200 with what ${name} requires`, async (t) => {
    const { app, store } = await buildTestApp(t)
    await insertRows(store, { projection: [row] })
    const { data } = (await app.inject('/v1/projections/P001')).json()
    t.same(data.required, { years, multiple, annual_growth_percent, annual_change, reason })
  })
}

t.test('200 with the ends of a range', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { projection: [{ ...RANGE, text: '5 to 9' }] })
  const { data } = (await app.inject('/v1/projections/P001')).json()
  t.same(data.target, {
    period: '2030',
    period_label: '2030',
    value: null,
    low: 5,
    high: 9,
    bound: 'range',
    text: '5 to 9'
  })
})

t.test('404 with near ids for an unknown one', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { projection: [{ id: 'P001' }, { id: 'P002' }] })
  const message = 'No projection has the id "P003". Similar ids: P001, P002.'
  expectProblem(t, await app.inject('/v1/projections/P003'), 'not_found', {
    detail: message,
    errors: [{ pointer: '/path/id', message, allowed: ['P001', 'P002'] }]
  })
})

t.test('308 to the list for an empty id', async (t) => {
  const { app } = await buildTestApp(t)
  const { statusCode, headers } = await app.inject('/v1/projections/')
  t.same([statusCode, headers.location], [308, '/v1/projections'])
})

t.test('400 for any other parameter', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { projection: [{}] })
  const message = 'There is no parameter of this name; the parameters are as_of, names.'
  expectProblem(
    t,
    await app.inject('/v1/projections/P001?scenario=official-target'),
    'unknown_parameter',
    {
      detail: `/query/scenario: ${message}`,
      errors: [{ pointer: '/query/scenario', message, allowed: ['as_of', 'names'] }]
    }
  )
})
