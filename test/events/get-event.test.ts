import t from 'tap'
import { buildTestApp } from '../helpers/app.ts'
import { withdraw } from '../helpers/changes.ts'
import { expectProblem } from '../helpers/problem.ts'
import { insertRows, RECORDED_AT } from '../helpers/rows.ts'

t.test('200 with every field', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { event: [{}] })
  const response = await app.inject('/v1/events/E001')
  t.equal(response.statusCode, 200)
  t.same(response.json(), {
    data: {
      id: 'E001',
      date: '2024-12-01',
      end_date: null,
      entity: 'karachi-port',
      kind: 'opened',
      scope: null,
      title: 'The port opens',
      note: null,
      source: {
        id: 'a-paper',
        publisher: 'A Paper',
        kind: 'press',
        url: 'https://example.org/trade',
        published: '2024-08-21'
      },
      recorded_at: RECORDED_AT
    },
    meta: {
      revision: 1,
      updated_at: RECORDED_AT,
      license: 'Facts quoted with attribution: name the source of each figure.',
      warnings: []
    }
  })
})

t.test('404 with near ids for an unknown one', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { event: [{}] })
  const message = 'No event has the id "E002". Similar ids: E001.'
  expectProblem(t, await app.inject('/v1/events/E002'), 'not_found', {
    detail: message,
    errors: [{ pointer: '/path/id', message, allowed: ['E001'] }]
  })
})

t.test('308 to the list for an empty id', async (t) => {
  const { app } = await buildTestApp(t)
  const { statusCode, headers } = await app.inject('/v1/events/')
  t.same([statusCode, headers.location], [308, '/v1/events'])
})

t.test('410 for one that was withdrawn, with the reason', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { event: [{}] })
  await withdraw(store, 'event', 'E001')
  const message =
    'The event E001 was withdrawn at 2026-02-03T04:05:06Z with revision 2: a misprint.'
  expectProblem(t, await app.inject('/v1/events/E001'), 'withdrawn', {
    detail: message,
    errors: [{ pointer: '/path/id', message, allowed: ['an id from GET /v1/events'] }]
  })
})

t.test('400 for any parameter', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { event: [{}] })
  const message = 'There is no parameter of this name; the parameters are names.'
  expectProblem(t, await app.inject('/v1/events/E001?as_of=2026'), 'unknown_parameter', {
    detail: `/query/as_of: ${message}`,
    errors: [{ pointer: '/query/as_of', message, allowed: ['names'] }]
  })
})
