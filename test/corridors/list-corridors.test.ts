import t from 'tap'
import { buildTestApp } from '../helpers/app.ts'
import { withdraw } from '../helpers/changes.ts'
import { expectProblem } from '../helpers/problem.ts'
import { CORRIDOR_FIELDS, insertNetwork, stored } from '../helpers/small-network.ts'
import { testEvery } from '../helpers/test-every.ts'
import { testRefused } from '../helpers/test-refused.ts'

t.test('200 with what is stored of each, by id', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertNetwork(store)
  const { data, meta, links } = (await app.inject('/v1/corridors')).json()
  t.same(stored(data, CORRIDOR_FIELDS), [
    {
      id: 'kabul-karachi',
      parent: 'kabul-way',
      from: 'kabul',
      legs: ['kabul-torkham-road', 'torkham-peshawar-road', 'peshawar-karachi-road'],
      source: 'a-paper',
      note: 'As lorries go.'
    },
    {
      id: 'the-railway',
      parent: null,
      from: 'peshawar',
      legs: ['kabul-peshawar-rail'],
      source: null,
      note: null
    }
  ])
  t.match(meta, { revision: 1, count: 2, total: null, warnings: [] })
  t.same(links, { self: '/v1/corridors', next: null })
})

const KEPT: Record<string, string[]> = {
  'parent=kabul-way': ['kabul-karachi'],
  'parent=the-railway': [],
  'place=kabul': ['kabul-karachi', 'the-railway'],
  'place=torkham': ['kabul-karachi', 'the-railway'],
  'place=kohat': ['kabul-karachi'],
  'place=karachi-port,kohat': ['kabul-karachi'],
  'place=KAZ': [],
  'place=torkham&parent=kabul-way': ['kabul-karachi']
}

testEvery('200 with the corridors that each filter keeps', async (t, every) => {
  const { app, store } = await buildTestApp(t)
  await insertNetwork(store)
  for (const [query, ids] of Object.entries(KEPT)) {
    const { data, meta } = (await app.inject(`/v1/corridors?total=true&${query}`)).json()
    every.same(
      data.map(({ id }: { id: string }) => id),
      ids,
      query
    )
    every.equal(meta.total, ids.length, `${query}: total`)
  }
})

t.test('200 without a corridor that was withdrawn', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertNetwork(store)
  await withdraw(store, 'corridor', 'the-railway')
  const { data } = (await app.inject('/v1/corridors?place=kabul')).json()
  t.same(
    data.map(({ id }: { id: string }) => id),
    ['kabul-karachi']
  )
})

t.test('200 without any corridor where there is none', async (t) => {
  const { app } = await buildTestApp(t)
  t.match((await app.inject('/v1/corridors')).json(), { data: [], meta: { count: 0 } })
})

t.test('400 with near ids for a parent that is not there', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertNetwork(store)
  const response = await app.inject('/v1/corridors?parent=kabul-ways')
  const { errors, detail } = response.json()
  t.match(errors, [{ pointer: '/query/parent', allowed: ['kabul-way'] }])
  expectProblem(t, response, 'unknown_id', { errors, detail })
})

testRefused('/v1/corridors', {
  'place=kabul,,torkham': ['The list has an empty value.', ['ids separated by single commas']]
})
