// A process that is cut off from its database must not go on saying that nothing has changed.
import { setTimeout as pause } from 'node:timers/promises'
import SQLite from 'better-sqlite3'
import type { PoolClient } from 'pg'
import t, { type Test } from 'tap'
import { buildApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { openPrepared, openWritable } from '../../src/db/open.ts'
import type { Learn, Pool } from '../../src/db/postgres/connections.ts'
import { postgresStore } from '../../src/db/postgres/store.ts'
import { sqliteStore } from '../../src/db/sqlite/store.ts'
import { DatabaseUnavailable, REVISION_TRUST_MS, type Store } from '../../src/db/store.ts'
import { buildTestStore } from '../helpers/app.ts'
import { expectProblem } from '../helpers/problem.ts'
import { startProxy } from '../helpers/proxy.ts'
import { insertRows } from '../helpers/rows.ts'
import { createDatabase, NEEDS_SERVER } from '../helpers/server-database.ts'
import { starterFile } from '../helpers/starter.ts'

const URL_PATH = '/v1/metrics'
const importMore = (store: Store) =>
  insertRows(store, { source: [{ id: 'another-paper' }], metric: [], scenario: [], entity: [] })

async function appOn(t: Test, store: Store) {
  const app = await buildApp({
    store,
    config: readConfig({ ACCESS_LOG: 'off' }, '/dev/null'),
    shedLoad: false
  })
  t.teardown(() => app.close())
  const ask = (etag?: unknown) =>
    app.inject({ url: URL_PATH, headers: etag ? { 'if-none-match': String(etag) } : {} })
  return { ask, etag: (await ask()).headers.etag }
}

/** Time that passes only when told. */
function stopClock(t: Test): { goOn: (milliseconds: number) => void } {
  let now = Math.round(performance.now())
  t.intercept(performance, 'now', { value: () => now, configurable: true, writable: true })
  return {
    goOn(milliseconds) {
      now += milliseconds
    }
  }
}

t.test('a revision that is not confirmed: the query decides what a tag is worth', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const { revision } = store
  let isAway = false
  const { ask, etag } = await appOn(t, {
    ...store,
    revision: () => 1,
    isFresh: () => false,
    snapshot: (read) =>
      isAway ? Promise.reject(new DatabaseUnavailable('away')) : store.snapshot(read)
  })
  t.equal((await ask(etag)).statusCode, 304, 'what has not changed')
  isAway = true
  const response = await ask(etag)
  expectProblem(t, response, 'unavailable')
  t.equal(response.headers['retry-after'], '5')
  isAway = false
  await importMore(store)
  t.equal(revision(), 2)
  t.equal((await ask(etag)).statusCode, 200, 'what has')
})

t.test('SQLite: what another process committed is known in the next turn', async (t) => {
  const file = await starterFile(t)
  const writer = sqliteStore(new SQLite(file))
  t.teardown(() => writer.close())
  const store = sqliteStore(new SQLite(file, { readonly: true }))
  const { ask, etag } = await appOn(t, store)
  t.equal((await ask(etag)).statusCode, 304)
  await importMore(writer)
  await new Promise(setImmediate)
  t.equal((await ask(etag)).statusCode, 200, 'at once, and not at the next poll')
})

t.test('SQLite: a file that another process holds', async (t) => {
  const file = await starterFile(t)
  const blocker = new SQLite(file)
  // Without WAL a writer can close the file to readers, as a WAL is closed for moments.
  blocker.pragma('journal_mode = DELETE')
  const store = sqliteStore(new SQLite(file, { readonly: true, timeout: 1 }))
  const { ask, etag } = await appOn(t, store)
  const clock = stopClock(t)
  t.equal((await ask()).statusCode, 200)
  blocker.exec('BEGIN EXCLUSIVE')
  t.equal((await ask(etag)).statusCode, 304, 'it was confirmed a moment ago')
  clock.goOn(REVISION_TRUST_MS)
  t.equal(store.isFresh(), false)
  expectProblem(t, await ask(etag), 'unavailable')
  blocker.exec('ROLLBACK')
  t.equal((await ask(etag)).statusCode, 304)
  t.equal(store.isFresh(), true)
  blocker.close()
})

t.test(
  'PostgreSQL: only an answer to a question confirms, as of the time it was asked',
  async (t) => {
    const clock = stopClock(t)
    let learn: Learn = () => {}
    const query = async (text: string | object) => ({
      rows: typeof text === 'string' && text.startsWith('BEGIN') ? [{ revision: 1 }] : []
    })
    const client = { query, release: () => {} } as unknown as PoolClient
    let waiting = 0
    const connect = async () => {
      clock.goOn(waiting)
      return client
    }
    const pool: Pool = { connect, end: async () => {} }
    const watch = (given: Learn) => {
      learn = given
      return { stop: async () => {} }
    }
    const store = postgresStore({ reading: pool, writing: pool, watch })
    t.teardown(() => store.close())
    t.equal(store.isFresh(), false, 'nothing was asked yet')
    learn(3)
    t.same(
      [store.revision(), store.isFresh()],
      [3, false],
      'a notice may have been long on its way'
    )
    learn(2, performance.now())
    t.same([store.revision(), store.isFresh()], [3, true])
    learn(3, performance.now() - 10 * REVISION_TRUST_MS)
    t.equal(store.isFresh(), true, 'an older answer takes nothing back')
    clock.goOn(REVISION_TRUST_MS)
    t.equal(store.isFresh(), false)
    waiting = REVISION_TRUST_MS + 100
    await store.snapshot(async () => {})
    t.equal(store.isFresh(), false, 'it waited too long for a connection')
    waiting = 0
    await store.snapshot(async () => {})
    t.equal(store.isFresh(), true)
  }
)

for (const fault of ['cut', 'freeze'] as const) {
  t.test(
    `PostgreSQL: this process alone is cut off (${fault}), and others import meanwhile`,
    NEEDS_SERVER,
    async (t) => {
      const url = await createDatabase(t)
      const other = await openWritable(url)
      t.teardown(() => other.close())
      await insertRows(other, {})
      const proxy = await startProxy(t, url)
      const { ask, etag } = await appOn(t, await openPrepared(proxy.through(url)))
      t.equal((await ask(etag)).statusCode, 304)
      proxy[fault]()
      await importMore(other)
      const imported = performance.now()
      let last = Number.NaN
      while (performance.now() - imported < REVISION_TRUST_MS) {
        const asked = performance.now()
        if ((await ask(etag)).statusCode === 304) last = asked - imported
        await pause(20)
      }
      t.comment(`the last 304 was given ${Math.round(last)} ms after the import`)
      expectProblem(t, await ask(etag), 'unavailable')
      proxy.mend()
      const mended = performance.now()
      let response = await ask(etag)
      while (response.statusCode === 503 && performance.now() - mended < 10_000)
        response = await ask(etag)
      t.comment(`answers again after ${Math.round(performance.now() - mended)} ms`)
      t.equal(response.statusCode, 200)
      t.equal(response.json().meta.revision, 2)
    }
  )
}
