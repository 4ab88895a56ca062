import t from 'tap'
import { buildTestApp } from '../helpers/app.ts'
import { withdraw } from '../helpers/changes.ts'
import { expectProblem } from '../helpers/problem.ts'
import { insertRows } from '../helpers/rows.ts'
import { CORRIDOR_FIELDS, insertNetwork, stored } from '../helpers/small-network.ts'
import { insertWays, lengthOf, TORKHAM_SHUT } from '../routes/two-ways.ts'

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

const TOTALS = {
  'southern-way-length': [{ value: 3700 }, 2.7, true],
  'southern-way-least': [{ value: 3000, bound: 'at_least' }, 26.7, true],
  'southern-way-most': [{ value: 3500, bound: 'at_most' }, 8.6, false],
  'southern-way-range': [{ value: null, low: 4000, high: 4200, bound: 'range' }, null, true],
  'southern-way-short': [{ value: 3600, bound: 'about' }, 5.6, false]
} as const

t.test('200 with printed lengths beside the sum of the legs', async (t) => {
  const { app, store } = await buildTestApp(t)
  const observation = Object.entries(TOTALS).map(([id, [printed]]) => ({
    ...lengthOf('southern-way', 0),
    ...printed,
    id
  }))
  await insertWays(store, { observation })
  const { data } = (await app.inject('/v1/corridors/southern-way?open_on=2025-01-01')).json()
  t.match(data, {
    to: 'karachi-port',
    name: 'The southern way',
    length_km: { value: 3800, low: 3660, high: 4000 },
    countries: ['KAZ', 'UZB', 'PAK'],
    closures: []
  })
  const totals = data.published_totals.map(
    ({ id, legs_km, difference_percent, within }: Record<string, unknown>) => [
      id,
      legs_km,
      difference_percent,
      within
    ]
  )
  const due = Object.entries(TOTALS).map(([id, [, percent, within]]) => [id, 3800, percent, within])
  t.same(totals.toSorted(), due.toSorted())
  t.same(
    data.claims.map(({ id }: { id: string }) => id),
    ['southern-way-days'],
    'what is said of a part in one country is not said of the whole'
  )
  t.same(
    data.steps.map(({ leg, from, to }: Record<string, string>) => [leg, from, to]),
    [
      ['almaty-tashkent-road', 'almaty', 'tashkent'],
      ['tashkent-torkham-road', 'tashkent', 'torkham'],
      ['torkham-karachi-road', 'torkham', 'karachi-port']
    ]
  )
})

t.test('200 with what shuts it on a day, in the list with what is known to be shut', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertWays(store)
  const one = '/v1/corridors/southern-way'
  const shut = (await app.inject(`${one}?open_on=2025-02-21`)).json().data.closures
  t.match(shut, [{ event: 'E-torkham', entity: 'torkham', until: '2025-03-19' }])
  t.same((await app.inject(one)).json().data.closures, [], 'it is over')
  await insertRows(store, {
    source: [],
    metric: [],
    entity: [],
    event: [{ ...TORKHAM_SHUT, end_date: null }]
  })
  const [listed] = (await app.inject('/v1/corridors')).json().data
  t.match(listed, { id: 'southern-way', closures: ['torkham'], crossings: ['yallama', 'torkham'] })
})

t.test('200 with null where a leg has no length', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertNetwork(store)
  const { data } = (await app.inject('/v1/corridors/kabul-karachi')).json()
  t.same([data.length_km, data.published_totals], [null, []])
})

t.test('404 for a corridor that has only ways of other names, with these', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertWays(store)
  const response = await app.inject('/v1/corridors/all-ways')
  const list = '/v1/corridors?parent=all-ways'
  const message = `all-ways has no legs of its own, but named ways: southern-way. See ${list}.`
  expectProblem(t, response, 'not_found', {
    detail: message,
    errors: [{ pointer: '/path/id', message, allowed: [list, '/v1/corridors/southern-way'] }]
  })
  t.equal(response.json().try, list)
})

t.test('200 as GeoJSON: a line through its places', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertWays(store)
  const { type, id, geometry } = (await app.inject('/v1/corridors/southern-way.geojson')).json()
  t.same([type, id], ['Feature', 'southern-way'])
  t.same(geometry, {
    type: 'LineString',
    coordinates: [
      [76.9, 43.2],
      [69.2, 41.3],
      [71.1, 34.1],
      [67, 24.8]
    ]
  })
})
