import t from 'tap'
import { buildTestApp } from '../helpers/app.ts'
import { expectProblem } from '../helpers/problem.ts'
import { insertRows } from '../helpers/rows.ts'

const UNITS = [
  {},
  { id: 'million_USD', name: 'Million US dollars', base: 'USD', factor: 1e6 },
  { id: 'thousand_USD', name: 'Thousand US dollars', base: 'USD', factor: 1e3 },
  { id: 'PKR', name: 'Pakistani rupee' }
]

t.test('200 with what it converts to and the metrics that use it, in any case', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { unit: UNITS })
  const million = {
    id: 'million_USD',
    name: 'Million US dollars',
    kind: 'currency',
    base: 'USD',
    factor: 1000000,
    note: null,
    converts_to: [
      { unit: 'USD', multiply_by: 1000000 },
      { unit: 'thousand_USD', multiply_by: 1000 }
    ],
    metrics: []
  }
  for (const id of ['million_USD', 'MILLION_usd'])
    t.same((await app.inject(`/v1/units/${id}`)).json().data, million, id)
  t.match((await app.inject('/v1/units/USD')).json().data, {
    converts_to: [
      { unit: 'million_USD', multiply_by: 0.000001 },
      { unit: 'thousand_USD', multiply_by: 0.001 }
    ],
    metrics: ['goods_trade']
  })
  t.match((await app.inject('/v1/units/PKR')).json().data, { converts_to: [], metrics: [] })
})

t.test('404 with near ids for an unknown one', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { unit: UNITS })
  const message = 'No unit has the id "milion_USD". Similar ids: million_USD.'
  expectProblem(t, await app.inject('/v1/units/milion_USD'), 'not_found', {
    detail: message,
    errors: [{ pointer: '/path/id', message, allowed: ['million_USD'] }]
  })
  await insertRows(store, { unit: [{ id: 'Mt', name: 'Megatonne', kind: 'mass' }] })
  const symbol = 'No unit has the id "MT": Mt is a million tonnes; a metric ton is tonne.'
  expectProblem(t, await app.inject('/v1/units/MT'), 'not_found', {
    detail: symbol,
    errors: [{ pointer: '/path/id', message: symbol, allowed: ['Mt'] }]
  })
})
