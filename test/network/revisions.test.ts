// The network is kept in memory for one revision: each write shows in the next answer.
import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { buildTestApp } from '../helpers/app.ts'
import { withdraw } from '../helpers/changes.ts'
import { insertRows } from '../helpers/rows.ts'
import { addLeg, hoursAt, insertWays, lengthOf, TORKHAM_SHUT } from '../routes/two-ways.ts'

const PLAIN = { source: [], metric: [] }

/** The best route, by default on a day on which Torkham is shut. */
async function best(app: FastifyInstance, query = '&open_on=2025-03-10') {
  const asked = `/v1/routes?from=almaty&to=karachi-port&alternatives=1${query}`
  return (await app.inject(asked)).json().data.routes[0]
}

t.test('a corrected, added and withdrawn leg', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertWays(store)
  t.equal((await best(app)).length_km.value, 4000)
  await addLeg(store, 'khunjerab-karachi-rail', { from: 'khunjerab', to: 'karachi-port' })
  t.equal((await best(app)).length_km.value, 1410)
  await addLeg(store, 'khunjerab-karachi-rail', {
    from: 'khunjerab',
    to: 'karachi-port',
    state: 'planned'
  })
  t.equal((await best(app)).length_km.value, 4000)
  await addLeg(store, 'khunjerab-karachi-rail', { from: 'khunjerab', to: 'karachi-port' })
  await withdraw(store, 'leg', 'khunjerab-karachi-rail')
  t.equal((await best(app)).length_km.value, 4000)
})

t.test('a claim of a length, and a relation that prefers another one', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertWays(store)
  t.equal((await best(app, '&open_on=2025-01-01')).length_km.value, 3800)
  const shorter = { ...lengthOf('torkham-karachi-road', 1350), id: 'z-shorter' }
  await insertRows(store, { ...PLAIN, observation: [shorter] })
  const both = await best(app, '&open_on=2025-01-01')
  t.match(both.length_km, { value: 3800, low: 3510 }, 'the range grows')
  const relation = { id: 'R-z', kind: 'preferred_over', observation: 'z-shorter' } as const
  await insertRows(store, {
    ...PLAIN,
    relation: [{ ...relation, others: ['torkham-karachi-road-length'] }]
  })
  t.equal((await best(app, '&open_on=2025-01-01')).length_km.value, 3650)
})

t.test('an event and hours at a crossing', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertWays(store)
  await insertRows(store, {
    ...PLAIN,
    event: [{ id: 'E-open', date: '2025-03-01', entity: 'torkham', kind: 'opened', title: 'Open' }],
    observation: [hoursAt('H-torkham-in', 'torkham', 7)]
  })
  const route = await best(app)
  t.match(route, { length_km: { value: 3800 }, border_hours: { known: 2, of: 4 } })
  t.match(route.crossings[1].hours, { value: 7, observation: 'H-torkham-in' })
  await insertRows(store, { ...PLAIN, event: [{ ...TORKHAM_SHUT, end_date: '2025-04' }] })
  t.equal((await best(app)).length_km.value, 3800, 'the last event decides')
  await withdraw(store, 'event', 'E-open')
  t.equal(
    (await best(app, '&open_on=2025-04-30')).length_km.value,
    4000,
    'to the last day of April'
  )
  t.equal((await best(app, '&open_on=2025-05-01')).length_km.value, 3800)
})

t.test('without legs no place is an end of a route', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { entity: [{}, { id: 'gwadar-port', name: 'Gwadar Port' }] })
  const { statusCode, body } = await app.inject('/v1/routes?from=gwadar-port&to=karachi-port')
  t.equal(statusCode, 400)
  t.match(JSON.parse(body).errors, [
    { pointer: '/query/from', message: 'gwadar-port is no place where legs end.' }
  ])
})

t.test('a source dated by the year alone leaves the newest day a day', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertWays(store)
  await insertRows(store, {
    metric: [],
    source: [{ id: 'a-yearbook', published: '2026' }],
    event: [{ ...TORKHAM_SHUT, end_date: null, source: 'a-yearbook' }]
  })
  const response = await app.inject('/v1/routes?from=almaty&to=karachi-port')
  t.equal(response.statusCode, 200)
  const { open_on, routes } = response.json().data
  t.match(open_on, /^\d{4}-\d{2}-\d{2}$/)
  t.equal(routes[0].length_km.value, 4000)
})
