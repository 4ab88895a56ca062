// What a shared cache is told, over real HTTP, while the data change.
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import t, { type Test } from 'tap'
import { keepPurging } from '../../src/purging/keep-purging.ts'
import { changedKeys, purge } from '../../src/purging/purge.ts'
import { NO_PURGES, type PurgeOutcome, type ReportPurges } from '../../src/telemetry/telemetry.ts'
import { buildTestStore } from '../helpers/app.ts'
import { closedPort } from '../helpers/closed-port.ts'
import { insertRows } from '../helpers/rows.ts'
import { until } from '../server/process.ts'

type Told = { keys: unknown; revision: unknown; header: unknown; secret: unknown }

/** A hook that writes down what it is told; it fails as often as `failures` says. */
async function openHook(t: Test, failures = 0) {
  const told: Told[] = []
  let left = failures
  const server = createServer(async (request, response) => {
    const { keys, revision } = JSON.parse(await text(request))
    const { 'surrogate-key': header, 'x-secret': secret } = request.headers
    if (left > 0) response.statusCode = 503
    else told.push({ keys, revision, header, secret })
    left -= 1
    response.end('thanks')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => server.close())
  const { port } = server.address() as AddressInfo
  return { told, hook: { url: `http://127.0.0.1:${port}/purge`, header: { 'X-Secret': 'abc' } } }
}

function told(revision: number, ...keys: string[]): Told {
  return { keys, revision, header: keys.join(' '), secret: 'abc' }
}

t.test('everything at the start, then what each revision changes, each twice', async (t) => {
  const { store } = await buildTestStore(t)
  await insertRows(store, { observation: [{}] })
  const { told: found, hook } = await openHook(t)
  const end = keepPurging(store, hook, { log: logOf(t), report: NO_PURGES }, FAST)
  t.teardown(end)
  const start = told(1, 'software', 'data', 'catalogue')
  t.ok(await until(async () => found.length === 2))
  t.same(found, [start, start])
  const observation = [{ id: 'N1', metric: 'road_tolls', source: 'new-paper' }]
  const metric = [{ id: 'road_tolls' }]
  await insertRows(store, { metric, source: [{ id: 'new-paper' }], observation })
  const change = told(2, 'data', 'metric:road_tolls', 'sources')
  t.ok(await until(async () => found.length === 4))
  t.same(found.slice(2).map(sorted), [sorted(change), sorted(change)])
})

t.test('a hook that fails is told again, and of everything meanwhile', async (t) => {
  const { store } = await buildTestStore(t)
  await insertRows(store, {})
  const { told: found, hook } = await openHook(t, 1)
  const said: unknown[] = []
  const say = ({ reason }: { reason?: string }, message: string) => said.push(reason ?? message)
  const listeners = { log: { info: say, warn: say }, report: NO_PURGES }
  // The second purge is not due in the round of the first.
  t.teardown(keepPurging(store, hook, listeners, { ...FAST, againMs: 500 }))
  t.ok(await until(async () => said.length === 4))
  t.same(found[1], told(1, 'software', 'data', 'catalogue'))
  t.same(said, [
    'the purge hook answered 503',
    'the shared cache was purged',
    'the purge hook works again',
    'the shared cache was purged once more'
  ])
})

t.test('a hook that cannot be reached says why', async (t) => {
  const what = { keys: ['data'], revision: 1 }
  const signal = new AbortController().signal
  const nobody = { url: `http://127.0.0.1:${await closedPort()}/purge`, header: {} }
  await t.rejects(purge(nobody, what, signal), {
    message: /^the purge hook was not told: connect ECONNREFUSED 127\.0\.0\.1:\d+$/
  })
})

t.test('each request is counted, and how long something waits is known', async (t) => {
  const { store } = await buildTestStore(t)
  await insertRows(store, {})
  const { told: found, hook } = await openHook(t, 1)
  const { report, outcomes, waiting } = noteReports()
  const end = keepPurging(store, hook, { log: SILENT, report }, FAST)
  t.teardown(end)
  t.equal(waiting(), 0, 'nothing is known to wait')
  t.ok(await until(() => outcomes.length === 1))
  t.ok(await until(() => waiting() > 0))
  t.ok(await until(() => outcomes.length === 3))
  t.equal(found.length, 2)
  t.same(outcomes, ['failed', 'taken', 'taken'])
  t.ok(await until(() => waiting() === 0))
})

t.test('a database that is away lets changes wait without a request', async (t) => {
  const { hook } = await openHook(t)
  const { report, outcomes, waiting } = noteReports()
  const away = { snapshotApart: () => Promise.reject(new Error('away')) }
  const end = keepPurging(away, hook, { log: SILENT, report }, FAST)
  t.teardown(end)
  t.ok(await until(() => waiting() > 0))
  await end()
  t.same(outcomes, [])
})

t.test('many parts are purged as a whole, and so is what went back in time', async (t) => {
  const at = (revision: number) => ({ revision, updatedAt: '2026-01-01T00:00:00Z' })
  const parts = new Map(Array.from({ length: 200 }, (_, index) => [`metric:m${index}`, at(2)]))
  t.same(changedKeys({ ...at(2), parts }, at(1)), ['data', 'catalogue'])
  for (const earlier of [at(1), at(2)])
    t.same(changedKeys({ ...earlier, parts }, at(2)), ['software', 'data', 'catalogue'])
  t.same(changedKeys({ ...at(3), parts: new Map([['events', at(3)]]) }, at(2)), ['data', 'events'])
})

const logOf = (t: Test) => ({
  info: () => {},
  warn: (_: object, message: string) => t.fail(message)
})
/** Writes down what is reported; `waiting` reads the seconds. */
function noteReports() {
  const outcomes: PurgeOutcome[] = []
  let read = () => Number.NaN
  const report: ReportPurges = (waiting) => {
    read = waiting
    return (outcome) => outcomes.push(outcome)
  }
  return { report, outcomes, waiting: () => read() }
}
const SILENT = { info() {}, warn() {} }
const FAST = { againMs: 1, lookMs: 20 }

function sorted({ keys, header, ...rest }: Told): Told {
  return { ...rest, keys: [keys].flat().sort(), header: String(header).split(' ').sort().join(' ') }
}
