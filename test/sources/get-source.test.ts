import t from 'tap'
import { writeEntries } from '../../src/freshness/state-queries.ts'
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
      note: null,
      fetched: null
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
    note: null,
    fetched: null
  })
})

t.test('200 with how a source is kept fresh', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {
    source: [{ retrieved: '2026-11-29' }, { id: 'never', retrieved: null }, { id: 'other' }]
  })
  await store.transaction((snapshot) =>
    writeEntries(snapshot, [
      { name: 'often', source: 'a-paper', every_days: 30 },
      { name: 'rarely', source: 'a-paper', every_days: 90 },
      { name: 'failing', source: 'never', every_days: 7 }
    ])
  )
  const fetchedOf = async (id: string) =>
    (await app.inject(`/v1/sources/${id}`)).json().data.fetched
  t.same(await fetchedOf('a-paper'), { every_days: 30, due_on: '2026-12-29' })
  t.same(await fetchedOf('never'), { every_days: 7, due_on: null })
  t.equal(await fetchedOf('other'), null)
})

t.test('the tag changes with how a source is kept fresh', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { source: [{ retrieved: '2026-11-29' }] })
  const keep = (every_days: number | undefined) =>
    store.transaction((snapshot) =>
      writeEntries(
        snapshot,
        every_days === undefined ? [] : [{ name: 'economy', source: 'a-paper', every_days }]
      )
    )
  const get = async (tag = '') => {
    const response = await app.inject({
      url: '/v1/sources/a-paper',
      headers: { 'if-none-match': tag }
    })
    return { status: response.statusCode, tag: String(response.headers.etag), body: response.body }
  }
  const tags: string[] = []
  for (const days of [undefined, 30, 90]) {
    await keep(days)
    const asked = await get(tags.at(-1))
    t.equal(asked.status, 200, 'an answer that has changed is sent')
    t.match(asked.body, days === undefined ? '"fetched":null' : `"every_days":${days}`)
    t.same(await get(asked.tag), { status: 304, tag: asked.tag, body: '' })
    tags.push(asked.tag)
  }
  t.equal(new Set(tags).size, 3)
  await keep(undefined)
  t.equal((await get()).tag, tags[0])
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
