import t from 'tap'
import { buildTestApp } from '../helpers/app.ts'
import { expectProblem } from '../helpers/problem.ts'
import { insertRows, RECORDED_AT } from '../helpers/rows.ts'
import { testEvery } from '../helpers/test-every.ts'

const META = {
  revision: 1,
  updated_at: RECORDED_AT,
  license: 'Facts quoted with attribution: name the source of each figure.',
  warnings: []
}

t.test('200 with every field', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {
    entity: [{ latitude: 24.876483, longitude: 66.933709, note: 'UN/LOCODE PKKHI' }]
  })
  const response = await app.inject('/v1/entities/karachi-port')
  t.equal(response.statusCode, 200)
  t.same(response.json(), {
    data: {
      id: 'karachi-port',
      kind: 'port',
      name: 'Karachi Port',
      countries: ['PAK'],
      latitude: 24.876483,
      longitude: 66.933709,
      members: [],
      note: 'UN/LOCODE PKKHI'
    },
    meta: META
  })
})

t.test('200 with the members in the order of the way, not of their ids', async (t) => {
  const { app, store } = await buildTestApp(t)
  const members = ['PAK', 'CHE', 'UZB', 'KAZ']
  await insertRows(store, {
    entity: [{ id: 'a-route', kind: 'route', name: 'A Route', countries: [], members }]
  })
  t.same((await app.inject('/v1/entities/a-route')).json(), {
    data: {
      id: 'a-route',
      kind: 'route',
      name: 'A Route',
      countries: [],
      latitude: null,
      longitude: null,
      members: ['PAK', 'CHE', 'UZB', 'KAZ'],
      note: null
    },
    meta: META
  })
})

testEvery('200 with a country for any of its codes', async (t, every) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {})
  for (const code of ['KAZ', 'kaz', 'KZ', 'kz']) {
    every.same((await app.inject(`/v1/entities/${code}`)).json(), {
      data: {
        id: 'KAZ',
        kind: 'country',
        name: 'Kazakhstan',
        countries: ['KAZ'],
        latitude: 40,
        longitude: 60,
        members: [],
        note: null
      },
      meta: META
    })
  }
})

t.test('200 for short ids of what is no country', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {
    entity: [
      { id: 'eco', kind: 'group', countries: [] },
      { id: 'm8', kind: 'route', countries: [] }
    ]
  })
  for (const id of ['eco', 'm8'])
    t.equal((await app.inject(`/v1/entities/${id}`)).statusCode, 200, id)
})

t.test('404 with near ids for an unknown one', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {})
  const message = 'No entity has the id "karachi". Similar ids: karachi-port.'
  expectProblem(t, await app.inject('/v1/entities/karachi'), 'not_found', {
    detail: message,
    errors: [{ pointer: '/path/id', message, allowed: ['karachi-port'] }]
  })
})

t.test('200 for an id in another case, and for a name', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {})
  for (const name of ['Karachi-Port', 'karachi%20port', 'KARACHI%20PORT'])
    t.equal((await app.inject(`/v1/entities/${name}`)).json().data.id, 'karachi-port', name)
})

t.test('308 to the list for an empty id', async (t) => {
  const { app } = await buildTestApp(t)
  const { statusCode, headers } = await app.inject('/v1/entities/')
  t.same([statusCode, headers.location], [308, '/v1/entities'])
})

t.test('400 for any parameter but the format', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {})
  const message = 'There is no parameter of this name; the parameters are format.'
  expectProblem(t, await app.inject('/v1/entities/karachi-port?q=x'), 'unknown_parameter', {
    detail: `/query/q: ${message}`,
    errors: [{ pointer: '/query/q', message, allowed: ['format'] }]
  })
})
