import t from 'tap'
import { buildTestApp } from '../helpers/app.ts'
import { expectProblem } from '../helpers/problem.ts'
import { insertRows, RECORDED_AT } from '../helpers/rows.ts'

t.test('200 with every field', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { source: [{}, { id: 'another', title: 'Another' }] })
  const response = await app.inject('/v1/sources/a-paper')
  t.equal(response.statusCode, 200)
  t.same(response.json(), {
    data: {
      id: 'a-paper',
      publisher: 'A Paper',
      title: 'Trade grows',
      url: 'https://example.org/trade',
      published: '2024-08-21',
      retrieved: null,
      kind: 'press',
      license: null,
      note: null
    },
    meta: {
      revision: 1,
      updated_at: RECORDED_AT,
      license: 'Facts quoted with attribution: name the source of each figure.',
      warnings: []
    }
  })
})

t.test('200 with null for what is not known', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { source: [{ url: null, published: null, kind: 'opinion' }] })
  const { data } = (await app.inject('/v1/sources/a-paper')).json()
  t.same(data, {
    id: 'a-paper',
    publisher: 'A Paper',
    title: 'Trade grows',
    url: null,
    published: null,
    retrieved: null,
    kind: 'opinion',
    license: null,
    note: null
  })
})

t.test('404 with near ids for an unknown one', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { source: [{}, { id: 'a-pager' }, { id: 'far-away-report' }] })
  const message = 'No source has the id "a-pape". Similar ids: a-paper, a-pager.'
  expectProblem(t, await app.inject('/v1/sources/a-pape'), 'not_found', {
    detail: message,
    errors: [{ pointer: '/path/id', message, allowed: ['a-paper', 'a-pager'] }]
  })
})

t.test('404 without near ids where there is none', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {})
  const message = 'No source has the id "quite something else".'
  expectProblem(t, await app.inject('/v1/sources/quite%20something%20else'), 'not_found', {
    detail: message,
    errors: [{ pointer: '/path/id', message, allowed: ['an id from GET /v1/sources'] }]
  })
})

t.test('308 to the list for an empty id', async (t) => {
  const { app } = await buildTestApp(t)
  const { statusCode, headers } = await app.inject('/v1/sources/')
  t.same([statusCode, headers.location], [308, '/v1/sources'])
})

t.test('400 for any parameter', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {})
  const message = 'This operation has no parameters.'
  expectProblem(t, await app.inject('/v1/sources/a-paper?format=json'), 'unknown_parameter', {
    detail: `/query/format: ${message}`,
    errors: [{ pointer: '/query/format', message, allowed: [] }]
  })
})
