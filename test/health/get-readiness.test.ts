import { copyFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { buildApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { openPrepared } from '../../src/db/open.ts'
import { recordAttempt, writeEntries } from '../../src/freshness/state-queries.ts'
import { VERSION } from '../../src/version.ts'
import { damage, makeDatabase } from '../db/backup/files.ts'
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
  expectProblem(t, response, 'unavailable', { detail: 'The database holds no data yet.' })
})

t.test('503 that says what is wrong with the file, for a second', async (t) => {
  const folder = t.testdir()
  const built = async (name: string) => {
    const file = join(folder, name)
    makeDatabase(file, ['2027-01-01T00:00:00Z'])
    const store = await openPrepared(`file:${file}`)
    const config = readConfig({ ACCESS_LOG: 'off', STARTER: 'none' }, '/dev/null')
    const app = await buildApp({ store, config, shedLoad: false })
    t.teardown(() => app.close())
    return { app, file }
  }
  const BROKEN: Record<string, (file: string) => void> = {
    'The file of the database is damaged.': (file) => damage(file),
    'The file of the database was removed while the service has it open.': (file) => rmSync(file),
    'The file of the database was replaced while the service has it open. Restart the service.': (
      file
    ) => {
      copyFileSync(file, `${file}.new`)
      renameSync(`${file}.new`, file)
    }
  }
  for (const [detail, breakIt] of Object.entries(BROKEN)) {
    const { app, file } = await built(`${detail.length}.db`)
    breakIt(file)
    expectProblem(t, await app.inject('/health/ready'), 'unavailable', { detail })
  }
  const { app, file } = await built('sound.db')
  t.equal((await app.inject('/health/ready')).statusCode, 200)
  const [one, two] = await Promise.all([app.inject('/health/ready'), app.inject('/health/ready')])
  rmSync(file)
  const three = await app.inject('/health/ready')
  t.same([one.statusCode, two.statusCode, three.statusCode], [200, 200, 200], 'it is kept')
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
  const { app, store } = await buildTestApp(t, { own: true })
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
