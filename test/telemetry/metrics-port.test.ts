// The port for Prometheus over real HTTP, on the real service.
import { readFileSync } from 'node:fs'
import t, { type Test } from 'tap'
import { parse } from 'yaml'
import { buildApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import type { Store } from '../../src/db/store.ts'
import { showProcess, watchProcess } from '../../src/server/watch-process.ts'
import { buildTestStore } from '../helpers/app.ts'
import { namesIn, pickFigures, readFigures } from '../helpers/figures.ts'
import { giveKey } from '../helpers/keys.ts'

const SETTINGS = { METRICS_PORT: '0', ACCESS_LOG: 'off' }
const QUIET = { info: () => {} }

type Rules = { groups: { rules: { alert: string; expr: string }[] }[] }

/** A service with its port. */
async function startWatched(t: Test, settings: Record<string, string> = {}, store?: Store) {
  const config = readConfig({ ...SETTINGS, ...settings }, '/dev/null')
  const opened = store ?? (await buildTestStore(t, { data: 'starter' })).store
  const watched = await watchProcess(config, opened)
  const { telemetry } = watched
  const app = await buildApp({ store: watched.store, config, telemetry, shedLoad: false })
  const port = await showProcess(config, QUIET, watched)
  t.teardown(async () => {
    await port?.close()
    await app.close()
  })
  const url = port?.url ?? ''
  const { reportPurges } = watched
  return { app, url, reportPurges, read: async () => (await fetch(url)).text() }
}

t.test('what was asked is counted', async (t) => {
  const { app, read } = await startWatched(t, { RATE_LIMIT: '4' })
  const { headers } = await app.inject('/v1/metrics/goods_trade')
  await app.inject('/v1/metrics/students_abroad')
  await app.inject({
    url: '/v1/metrics/goods_trade',
    headers: { 'if-none-match': String(headers.etag) }
  })
  await app.inject('/v1/metrics/nothing')
  await app.inject('/nothing/%D0%B0')
  await app.inject('/v1')
  const figures = readFigures(await read())
  const counted = 'corridor_http_request_duration_seconds_count'
  const of = (route: string, status: string) =>
    `${counted}{method="GET",route="${route}",status="${status}",worker="1"}`
  t.same(pickFigures(figures, counted), {
    [of('/v1/metrics/:id', '2xx')]: 2,
    [of('/v1/metrics/:id', '3xx')]: 1,
    [of('/v1/metrics/:id', '4xx')]: 1,
    [of('none', '4xx')]: 1,
    [of('/v1', '4xx')]: 1
  })
  const answered = (status: number) =>
    `corridor_answers_total{from="service",status="${status}",worker="1"}`
  t.same(pickFigures(figures, 'corridor_answers_total'), {
    [answered(200)]: 2,
    [answered(304)]: 1,
    [answered(404)]: 2,
    [answered(429)]: 1
  })
  t.equal(figures['corridor_refused_requests_total{reason="rate_limit",worker="1"}'], 1)
})

t.test('the state of the data: revision, newest and refused imports, size', async (t) => {
  const { store, client } = await buildTestStore(t, { data: 'starter' })
  const { app, read } = await startWatched(t, {}, store)
  const key = await giveKey(store)
  const headers = { ...key.headers, 'content-type': 'text/csv' }
  const send = (payload: string) =>
    app.inject({ method: 'POST', url: '/v1/imports', headers, payload })
  const row = 'id,publisher,title,url,published,kind,license\n'
  t.equal((await send(`${row}a-1,A,T,https://a.example/,2024,press,\n`)).statusCode, 201)
  t.equal((await send(`${row}a-2,A,T,nothing,2024,press,\n`)).statusCode, 422)
  const figures = pickFigures(readFigures(await read()), 'corridor_')
  const now = Date.now() / 1_000
  const size =
    Number(client.pragma('page_count', { simple: true })) *
    Number(client.pragma('page_size', { simple: true }))
  t.match(figures, {
    'corridor_database_ready{worker="1"}': 1,
    'corridor_database_bytes{worker="1"}': size,
    'corridor_data_revision{worker="1"}': store.revision(),
    'corridor_import_rows{worker="1"}': 1,
    'corridor_sources_overdue{worker="1"}': 0,
    'corridor_fetches_failed{worker="1"}': 0,
    'corridor_imports_running{worker="1"}': 0,
    'corridor_writes_running{worker="1"}': 0,
    'corridor_writes_waiting{worker="1"}': 0
  })
  for (const name of ['finished', 'refused']) {
    const ago = now - (figures[`corridor_import_${name}_timestamp_seconds{worker="1"}`] ?? 0)
    t.ok(ago >= -1 && ago < 600, `${name} ${ago} s ago`)
  }
})

t.test('changes that are made and changes that wait', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const config = readConfig(SETTINGS, '/dev/null')
  const watched = await watchProcess(config, store)
  const { promise: done, resolve: finish } = Promise.withResolvers<void>()
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>()
  const first = watched.store.transaction(async () => {
    begin()
    await done
  })
  const second = watched.store.transaction(async () => {
    throw new Error('undone')
  })
  await begun
  const port = await showProcess(config, QUIET, watched)
  t.teardown(() => port?.close())
  const read = async () =>
    pickFigures(readFigures(await (await fetch(port?.url ?? '')).text()), 'corridor_writes')
  t.same(await read(), {
    'corridor_writes_running{worker="1"}': 1,
    'corridor_writes_waiting{worker="1"}': 1
  })
  finish()
  await first
  await t.rejects(second, { message: 'undone' })
  t.same(await read(), {
    'corridor_writes_running{worker="1"}': 0,
    'corridor_writes_waiting{worker="1"}': 0
  })
})

t.test('purges of a shared cache are shown from their beginning on', async (t) => {
  const { reportPurges, read } = await startWatched(t)
  const figures = async () => pickFigures(readFigures(await read()), 'corridor_purge')
  t.same(await figures(), {}, 'without PURGE_URL there are none')
  const count = reportPurges(() => 90.5)
  count('failed')
  count('failed')
  t.same(await figures(), {
    'corridor_purge_requests_total{outcome="taken",worker="1"}': 0,
    'corridor_purge_requests_total{outcome="failed",worker="1"}': 2,
    'corridor_purge_waiting_seconds{worker="1"}': 90.5
  })
})

t.test('a database that is away or hangs: not ready, and all else is shown', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const away: Store = { ...store, check: () => Promise.reject(new Error('away')) }
  const { app, read } = await startWatched(t, {}, away)
  await app.inject('/v1')
  const figures = readFigures(await read())
  t.same(
    pickFigures(figures, 'corridor_data', 'corridor_import_', 'corridor_answers'),
    {
      'corridor_database_ready{worker="1"}': 0,
      'corridor_answers_total{from="service",status="200",worker="1"}': 1
    },
    'nothing is shown that is not known'
  )
})

t.test('the port answers GET and HEAD of one address', async (t) => {
  const { url } = await startWatched(t)
  const asked = async (path: string, method = 'GET') => {
    const answer = await fetch(new URL(path, url), { method })
    return [answer.status, answer.headers.get('content-type'), answer.headers.get('allow')]
  }
  const text = 'text/plain; charset=utf-8'
  const figures = 'text/plain; version=0.0.4; charset=utf-8'
  t.same(await asked('/metrics'), [200, figures, null])
  t.same(await asked('/metrics?name=value'), [200, figures, null])
  t.same(await asked('/metrics', 'HEAD'), [200, figures, null])
  t.same(await asked('/metrics', 'POST'), [405, text, 'GET, HEAD'])
  t.same(await asked('/v1'), [404, text, null])
  t.match(url, /^http:\/\/127\.0\.0\.1:\d+\/metrics$/)
})

t.test('the service itself does not show them, and without the setting nobody does', async (t) => {
  const { app } = await startWatched(t)
  for (const path of ['/metrics', '/v1/telemetry']) {
    const { statusCode, body } = await app.inject(path)
    t.equal(statusCode, 404, path)
    t.notMatch(body, 'corridor_', path)
  }
  const { store } = await buildTestStore(t, { data: 'starter' })
  const config = readConfig({}, '/dev/null')
  const watched = await watchProcess(config, store)
  t.equal(watched.store, store)
  t.equal(await showProcess(config, QUIET, watched), undefined)
})

t.test('a port that is taken ends the start', async (t) => {
  const { url } = await startWatched(t)
  const config = readConfig({ METRICS_PORT: new URL(url).port }, '/dev/null')
  const { store } = await buildTestStore(t, { data: 'starter' })
  const watched = await watchProcess(config, store)
  await t.rejects(showProcess(config, QUIET, watched), {
    code: 'EADDRINUSE',
    message: `Another program already listens on METRICS_PORT=${new URL(url).port} at METRICS_HOST=127.0.0.1.`
  })
})

t.test('alerts and documents name only what the port shows', async (t) => {
  const { read, reportPurges } = await startWatched(t)
  reportPurges(() => 0)
  const shown = namesIn(await read())
  const fileText = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8')
  const { groups } = parse(fileText('ops/alerts.yaml')) as Rules
  const rules = groups.flatMap(({ rules }) => rules)
  t.equal(rules.length, 6)
  const named = (text: string) => text.match(/\b(?:corridor|nodejs|process)_\w+/g) ?? []
  for (const { alert, expr } of rules) t.ok(named(expr).length > 0, alert)
  const base = (name: string) => name.replace(/_(?:bucket|sum|count)$/, '')
  const names = [
    ...rules.flatMap(({ expr }) => named(expr)),
    ...named(fileText('docs/operating.md'))
  ]
  // The ready answers, the queue and the workers report only where they are.
  const elsewhere = ['corridor_workers', 'corridor_workers_replaced_total']
  t.same(
    [...new Set(names.map(base))].filter((name) => !(name in shown) && !elsewhere.includes(name)),
    []
  )
})
