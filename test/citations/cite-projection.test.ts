// Citations of projections: base, target, condition, and who made it.
import t from 'tap'
import EXAMPLES from '../../src/citations/examples.json' with { type: 'json' }
import { buildTestApp } from '../helpers/app.ts'
import { withdraw } from '../helpers/changes.ts'
import { insertRows } from '../helpers/rows.ts'

t.test('200 in each style, as the document shows it', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  for (const [style, shown] of Object.entries(EXAMPLES.projection)) {
    const { statusCode, body } = await app.inject(`/v1/projections/P001/citation?style=${style}`)
    t.equal(statusCode, 200, style)
    t.same(typeof shown === 'string' ? body : JSON.parse(body), shown, style)
  }
})

t.test('a forecast with a date, a base without a figure and no condition', async (t) => {
  const { app, store } = await buildTestApp(t)
  const projection = {
    kind: 'forecast',
    base_period: '2021',
    base_value: null,
    target_period: null,
    text: '11 million tons',
    condition: null,
    issued_on: '2023-11',
    attributed_to: 'World Bank'
  } as const
  await insertRows(store, { projection: [projection] })
  const { body } = await app.inject('/v1/projections/P001/citation')
  t.match(
    body,
    'The forecast reads “11 million tons”: Goods trade turnover, Pakistan–Kazakhstan, no period ' +
      'named, from 2021 on. It was made by World Bank (2023-11). Projection P001 as recorded by ' +
      'Corridor Metrics, revision 1: http://localhost:3000/v1/projections/P001?as_of=1'
  )
})

t.test('404 and 410 as for the projection itself', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { projection: [{}] })
  t.equal((await app.inject('/v1/projections/P002/citation')).statusCode, 404)
  await withdraw(store, 'projection', 'P001')
  const { code, try: works } = (await app.inject('/v1/projections/P001/citation')).json()
  t.same([code, works], ['withdrawn', '/v1/projections/P001/citation?as_of=1'])
  t.equal((await app.inject(works)).statusCode, 200)
})
