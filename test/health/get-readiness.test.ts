import t from 'tap'
import { recordAttempt, writeEntries } from '../../src/freshness/state-queries.ts'
import { VERSION } from '../../src/version.ts'
import { buildTestApp } from '../helpers/app.ts'
import { expectProblem } from '../helpers/problem.ts'
import { insertRows } from '../helpers/rows.ts'

t.test('200 where the database answers and holds data, never stored', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {})
  const response = await app.inject('/health/ready')
  t.equal(response.statusCode, 200)
  t.equal(response.headers['cache-control'], 'no-store')
  t.equal(response.headers['etag'], undefined)
  t.same(response.json(), { status: 'ok', version: VERSION, series: 'loading', sources_overdue: 0 })
})

t.test('200 with how many sources are overdue', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {})
  const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString()
  await store.transaction(async (snapshot) => {
    await writeEntries(snapshot, [
      { name: 'fresh', source: 'one', every_days: 30 },
      { name: 'due today', source: 'two', every_days: 30 },
      { name: 'overdue', source: 'three', every_days: 30 },
      { name: 'overdue too', source: 'three', every_days: 30 },
      { name: 'never fetched', source: 'four', every_days: 30 }
    ])
    const ages = { fresh: 1, 'due today': 30, overdue: 31, 'overdue too': 90 }
    for (const [name, ago] of Object.entries(ages))
      await recordAttempt(snapshot, name, { tried: day(ago), retrieved: day(ago) })
  })
  const response = await app.inject('/health/ready')
  t.equal(response.statusCode, 200)
  t.equal(response.json().sources_overdue, 2)
})

t.test('503 before any data', async (t) => {
  const { app } = await buildTestApp(t)
  const response = await app.inject('/health/ready')
  t.equal(response.headers['retry-after'], '5')
  expectProblem(t, response, 'unavailable', { detail: 'The database does not answer.' })
})

t.test('503 where the database does not answer, without its words', async (t) => {
  const { app, store, client } = await buildTestApp(t)
  await insertRows(store, {})
  client.close()
  const response = await app.inject('/health/ready')
  t.equal(response.headers['retry-after'], '5')
  expectProblem(t, response, 'unavailable', { detail: 'The database does not answer.' })
})

t.test('503 while closing, so that no new work is sent', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {})
  let response: Response | undefined
  let body: Record<string, unknown> = {}
  app.addHook('preClose', async () => {
    response = await fetch(`${app.listeningOrigin}/health/ready`)
    body = (await response.json()) as typeof body
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  await app.close()
  t.equal(response?.status, 503)
  t.equal(response?.headers.get('retry-after'), '5')
  t.equal(response?.headers.get('content-type'), 'application/problem+json; charset=utf-8')
  const { code, detail } = body
  t.same({ code, detail }, { code: 'unavailable', detail: 'The service is closing.' })
})

t.test('400 for any parameter', async (t) => {
  const { app } = await buildTestApp(t)
  const message = 'This operation has no parameters.'
  expectProblem(t, await app.inject('/health/ready?verbose=1'), 'unknown_parameter', {
    detail: `/query/verbose: ${message}`,
    errors: [{ pointer: '/query/verbose', message, allowed: [] }]
  })
})
