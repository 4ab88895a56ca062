import t from 'tap'
import { buildTestApp } from '../helpers/app.ts'
import { withdraw } from '../helpers/changes.ts'
import { expectProblem } from '../helpers/problem.ts'
import { insertRows } from '../helpers/rows.ts'
import { insertNetwork, LEG_FIELDS, stored } from '../helpers/small-network.ts'

t.test('200 with what is stored', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertNetwork(store)
  const response = await app.inject('/v1/legs/kabul-peshawar-rail')
  t.equal(response.statusCode, 200)
  t.same(stored([response.json().data], LEG_FIELDS), [
    {
      id: 'kabul-peshawar-rail',
      from: 'kabul',
      to: 'peshawar',
      mode: 'rail',
      state: 'planned',
      terrain: null,
      passes: ['torkham'],
      part_of: 'the-railway',
      note: null
    }
  ])
})

t.test('200 as corrected; the versions stay in the list of changes', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertNetwork(store)
  const open = { id: 'peshawar-karachi-road', from: 'karachi-port', to: 'peshawar' }
  await insertRows(store, { leg: [open] }, { time: '2026-02-03T04:05:06Z' })
  const { data } = (await app.inject('/v1/legs/peshawar-karachi-road')).json()
  t.match(data, { state: 'open', terrain: null, passes: [] })
  const changes = (await app.inject('/v1/changes?type=leg&since=1')).json()
  t.match(changes.data, [
    { revision: 2, action: 'correct', type: 'leg', row: { state: 'open', passes: [] } }
  ])
  t.same((await app.inject('/v1/legs?place=kohat')).json().data, [], 'it passes there no more')
})

t.test('404 with near ids for an unknown one', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertNetwork(store)
  const response = await app.inject('/v1/legs/kabul-torkham-rail')
  const { errors, detail } = response.json()
  t.equal(errors[0].allowed[0], 'kabul-torkham-road')
  t.match(detail, /^No leg has the id "kabul-torkham-rail"\. Similar ids: kabul-torkham-road/)
  expectProblem(t, response, 'not_found', { errors, detail })
})

t.test('404 for an entity that is no leg, with what it is', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertNetwork(store)
  const response = await app.inject('/v1/legs/kabul')
  const { errors, detail } = response.json()
  t.equal(detail, 'No leg has the id "kabul"; kabul is an entity: see /v1/entities/kabul.')
  expectProblem(t, response, 'not_found', { errors, detail })
})

t.test('410 for one that was withdrawn', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertNetwork(store)
  await withdraw(store, 'corridor', 'the-railway')
  await withdraw(store, 'leg', 'kabul-peshawar-rail')
  const response = await app.inject('/v1/legs/kabul-peshawar-rail')
  const { errors, detail } = response.json()
  t.match(detail, /^The leg kabul-peshawar-rail was withdrawn at .* with revision 3/)
  expectProblem(t, response, 'withdrawn', { errors, detail })
})
