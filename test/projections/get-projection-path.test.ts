import t from 'tap'
import { labelPeriod } from '../../src/periods/label-period.ts'
import { buildTestApp } from '../helpers/app.ts'
import { expectProblem } from '../helpers/problem.ts'
import { insertRows, RECORDED_AT } from '../helpers/rows.ts'

const META = {
  revision: 1,
  updated_at: RECORDED_AT,
  license: 'Facts quoted with attribution: name the source of each figure.',
  warnings: []
}
const point = (period: string, known: object) => ({
  period,
  period_label: labelPeriod(period),
  value: null,
  low: null,
  high: null,
  growth_percent: null,
  low_growth_percent: null,
  high_growth_percent: null,
  ...known
})

t.test('200 with equal growth from base to target', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {
    projection: [{ base_value: 100, value: 400, base_period: '2023', target_period: '2025' }]
  })
  const response = await app.inject('/v1/projections/P001/path')
  t.equal(response.statusCode, 200)
  t.same(response.json(), {
    data: {
      projection: 'P001',
      shape: 'compound',
      unit: 'USD',
      bound: 'at_least',
      reason: null,
      points: [
        point('2023', { value: 100 }),
        point('2024', { value: 200, growth_percent: 100 }),
        point('2025', { value: 400, growth_percent: 100 })
      ]
    },
    meta: META
  })
})

t.test('200 with equal amounts, also from zero', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {
    projection: [
      { base_value: 0, value: 300, base_period: '2023-07-01/P1Y', target_period: '2026-07-01/P1Y' }
    ]
  })
  const { data } = (await app.inject('/v1/projections/P001/path?shape=linear')).json()
  t.same(data.points, [
    point('2023-07-01/P1Y', { value: 0 }),
    point('2024-07-01/P1Y', { value: 100 }),
    point('2025-07-01/P1Y', { value: 200, growth_percent: 100 }),
    point('2026-07-01/P1Y', { value: 300, growth_percent: 50 })
  ])
})

t.test('200 with an S-curve that is steepest in the middle and even about it', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {
    projection: [{ base_value: 0, value: 100, base_period: '2023-Q3', target_period: '2024-Q3' }]
  })
  const { data } = (await app.inject('/v1/projections/P001/path?shape=logistic')).json()
  const values = data.points.map((one: { value: number }) => one.value)
  t.same(
    data.points.map((one: { period: string }) => one.period),
    ['2023-Q3', '2023-Q4', '2024-Q1', '2024-Q2', '2024-Q3']
  )
  // x = -ln 99 / 2 at a quarter of the way: 1 / (1 + sqrt 99) = 0.091325, scaled by (… - 0.01) /
  // 0.98.
  t.same(values, [0, 8.2985, 50, 91.7015, 100])
})

t.test('200 with a lower and an upper path to a range', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {
    projection: [
      {
        base_value: 100,
        value: null,
        low: 121,
        high: 144,
        bound: 'range',
        base_period: '2023',
        target_period: '2025'
      }
    ]
  })
  const { data } = (await app.inject('/v1/projections/P001/path')).json()
  t.same(data.points, [
    point('2023', { low: 100, high: 100 }),
    point('2024', { low: 110, high: 120, low_growth_percent: 10, high_growth_percent: 20 }),
    point('2025', { low: 121, high: 144, low_growth_percent: 10, high_growth_percent: 20 })
  ])
})

t.test('200 with no path and the reason', async (t) => {
  const { app, store } = await buildTestApp(t)
  const cases = {
    no_base: { base_value: null },
    base_zero: { base_value: 0 },
    no_base_period: { base_period: null },
    no_target_period: { target_period: null },
    calendars_differ: { target_period: '2030-07-01/P1Y' },
    target_not_later: { target_period: '2023' },
    opposite_signs: { value: -5 },
    target_zero: { value: 0 }
  }
  await insertRows(store, {
    projection: Object.values(cases).map((over, index) => ({ id: `P${index}`, ...over }))
  })
  for (const [index, reason] of Object.keys(cases).entries()) {
    const { data } = (await app.inject(`/v1/projections/P${index}/path`)).json()
    t.same({ reason: data.reason, points: data.points }, { reason, points: [] }, reason)
  }
})

t.test('200 for each projection of the starter data in each shape', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const { data: projections } = (await app.inject('/v1/projections?limit=1000')).json()
  let paths = 0
  for (const { id, base, target } of projections) {
    const { data } = (await app.inject(`/v1/projections/${id}/path`)).json()
    t.equal(data.points.length > 0, data.reason === null, id)
    if (data.reason !== null) continue
    paths += 1
    t.equal(data.points[0].value ?? data.points[0].low, base.value)
    t.equal(data.points.at(-1).value, target.value)
    t.equal(data.points.at(-1).period, target.period)
  }
  t.equal(paths, 21)
})

t.test('400 for an unknown shape', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { projection: [{}] })
  expectProblem(t, await app.inject('/v1/projections/P001/path?shape=cubic'), 'invalid_parameter', {
    errors: [
      {
        pointer: '/query/shape',
        message: '"cubic" is not one of compound, linear, logistic.',
        allowed: ['compound', 'linear', 'logistic']
      }
    ]
  })
})

t.test('404 for an unknown id', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { projection: [{}] })
  const message = 'No projection has the id "P002". Similar ids: P001.'
  expectProblem(t, await app.inject('/v1/projections/P002/path'), 'not_found', {
    errors: [{ pointer: '/path/id', message, allowed: ['P001'] }]
  })
})
