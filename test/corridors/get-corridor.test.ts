import t from 'tap'
import { buildTestApp } from '../helpers/app.ts'
import { withdraw } from '../helpers/changes.ts'
import { expectProblem } from '../helpers/problem.ts'
import { insertRows } from '../helpers/rows.ts'
import { CORRIDOR_FIELDS, insertNetwork, stored } from '../helpers/small-network.ts'

const LEGS = ['kabul-torkham-road', 'torkham-peshawar-road', 'peshawar-karachi-road']

t.test('200 with what is stored', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertNetwork(store)
  const response = await app.inject('/v1/corridors/kabul-karachi')
  t.equal(response.statusCode, 200)
  t.same(stored([response.json().data], CORRIDOR_FIELDS), [
    {
      id: 'kabul-karachi',
      parent: 'kabul-way',
      from: 'kabul',
      legs: LEGS,
      source: 'a-paper',
      note: 'As lorries go.'
    }
  ])
})

t.test('200 as corrected; the versions stay in the list of changes', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertNetwork(store)
  const back = { id: 'kabul-karachi', from: 'karachi-port', legs: LEGS.toReversed() }
  await insertRows(store, { corridor: [back] }, { time: '2026-02-03T04:05:06Z' })
  const { data } = (await app.inject('/v1/corridors/kabul-karachi')).json()
  t.match(data, { from: 'karachi-port', legs: LEGS.toReversed(), parent: null })
  const changes = (await app.inject('/v1/changes?type=corridor')).json()
  t.match(changes.data, [
    { revision: 1, action: 'insert', id: 'kabul-karachi', row: { legs: LEGS } },
    { revision: 1, action: 'insert', id: 'the-railway' },
    { revision: 2, action: 'correct', id: 'kabul-karachi', row: { legs: LEGS.toReversed() } }
  ])
})

t.test('404 with near ids for an unknown one', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertNetwork(store)
  const response = await app.inject('/v1/corridors/kabul-karachy')
  const { errors, detail } = response.json()
  t.equal(errors[0].allowed[0], 'kabul-karachi')
  expectProblem(t, response, 'not_found', { errors, detail })
})

t.test('410 for one that was withdrawn', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertNetwork(store)
  await withdraw(store, 'corridor', 'the-railway')
  const response = await app.inject('/v1/corridors/the-railway')
  const { errors, detail } = response.json()
  t.match(detail, /^The corridor the-railway was withdrawn at .* with revision 2/)
  expectProblem(t, response, 'withdrawn', { errors, detail })
})
