import t from 'tap'
import { buildTestApp } from '../helpers/app.ts'
import { withdraw } from '../helpers/changes.ts'
import { expectProblem } from '../helpers/problem.ts'
import { insertRows } from '../helpers/rows.ts'
import { insertNetwork, LEG_FIELDS, stored } from '../helpers/small-network.ts'
import { insertWays, TORKHAM_SHUT } from '../routes/two-ways.ts'

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

t.test('200 with its length, and all claims about it beside each other', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertWays(store)
  const { data } = (await app.inject('/v1/legs/tashkent-torkham-road')).json()
  t.match(data, {
    name: 'The leg tashkent-torkham-road',
    length_km: {
      value: 1500,
      low: 1400,
      high: 1700,
      computed: true,
      observation: 'tashkent-torkham-road-length'
    },
    corridors: ['southern-way'],
    closures: []
  })
  t.same(data.claims.map(({ id, status }: Record<string, string>) => [id, status]).toSorted(), [
    ['tashkent-torkham-range', 'E'],
    ['tashkent-torkham-road-length', 'E']
  ])
  const [listed] = (await app.inject('/v1/legs?place=torkham')).json().data
  t.match(listed, { id: 'tashkent-karachi-rail', length_km: { value: 2700, computed: false } })
})

t.test('200 with what is known to shut it now', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertWays(store)
  await insertRows(store, {
    source: [],
    metric: [],
    entity: [],
    event: [{ ...TORKHAM_SHUT, end_date: null }]
  })
  const { data } = (await app.inject('/v1/legs/torkham-karachi-road')).json()
  t.match(data.closures, [{ entity: 'torkham', since: '2025-02-21', until: null }])
  t.same((await app.inject('/v1/legs/almaty-tashkent-road')).json().data.closures, [])
})
