import t from 'tap'
import { buildTestApp } from '../helpers/app.ts'
import { expectProblem } from '../helpers/problem.ts'
import { insertRows } from '../helpers/rows.ts'

const UNITS = [
  {},
  { id: 'kg', name: 'Kilogram', kind: 'mass' as const, note: 'Base unit of the SI.' },
  { id: 'tonne', name: 'Tonne', kind: 'mass' as const, base: 'kg', factor: 1000 }
]

t.test('200 with every field, by id, and as CSV', async (t) => {
  const { app, store } = await buildTestApp(t)
  // A unit may come before its base.
  await insertRows(store, { unit: UNITS.toReversed() })
  const { data, meta } = (await app.inject('/v1/units')).json()
  t.same(data, [
    { id: 'USD', name: 'US dollar', kind: 'currency', base: null, factor: 1, note: null },
    {
      id: 'kg',
      name: 'Kilogram',
      kind: 'mass',
      base: null,
      factor: 1,
      note: 'Base unit of the SI.'
    },
    { id: 'tonne', name: 'Tonne', kind: 'mass', base: 'kg', factor: 1000, note: null }
  ])
  t.match(meta, { revision: 1, count: 3, warnings: [] })
  t.equal(
    (await app.inject('/v1/units.csv?kind=mass')).body,
    'id,name,kind,base,factor,note\nkg,Kilogram,mass,,1,Base unit of the SI.\n' +
      'tonne,Tonne,mass,kg,1000,\n'
  )
})

t.test('kind and q filter; unit filters metrics, in any case', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {
    unit: UNITS,
    metric: [{}, { id: 'rail_freight', unit: 'tonne' }]
  })
  const ids = async (url: string) =>
    (await app.inject(url)).json().data.map(({ id }: { id: string }) => id)
  t.same(await ids('/v1/units?kind=mass,currency&q=KILO'), ['kg'])
  t.same(await ids('/v1/units?q=dollar'), ['USD'])
  t.same(await ids('/v1/units?kind=time'), [])
  t.same(await ids('/v1/metrics?unit=tonne'), ['rail_freight'])
  t.same(await ids('/v1/metrics?unit=TONNE,usd'), ['goods_trade', 'rail_freight'])
  t.same(await ids('/v1/metrics?unit=kg'), [])
  expectProblem(t, await app.inject('/v1/metrics?unit=tonnes'), 'unknown_id', {
    errors: [
      {
        pointer: '/query/unit',
        message: 'No unit has the id "tonnes". Similar ids: tonne.',
        allowed: ['tonne']
      }
    ]
  })
})

t.test('q finds the words that people have for units', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const cases: [q: string, id: string][] = [
    ['mln', 'million_USD'],
    ['mln usd', 'million_USD'],
    ['tons', 'tonne'],
    ['metric ton', 'tonne'],
    ['MT', 'tonne'],
    ['million dollars', 'million_USD'],
    ['thousand TEU', 'thousand_TEU'],
    ['million_USD', 'million_USD'],
    ['million metric tons', 'million_tonne'],
    ['bn', 'billion_USD'],
    ['%', 'percent']
  ]
  for (const [q, id] of cases) {
    const { data } = (await app.inject(`/v1/units?q=${encodeURIComponent(q)}&limit=500`)).json()
    t.ok(
      data.some((one: { id: string }) => one.id === id),
      `${q} finds ${id}`
    )
  }
  const none = (await app.inject('/v1/units?q=million%20parsecs')).json()
  t.same(none.data, [])
})

t.test('searches find units, with their address', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { unit: UNITS })
  const { data } = (await app.inject('/v1/search?q=kilogram&type=unit')).json()
  t.same(data, [
    { type: 'unit', id: 'kg', name: 'Kilogram', href: '/v1/units/kg', matched: 'Kilogram' }
  ])
})
