// What only a real server can show of the store: its limits, writers that meet, and news of what
// others have written.
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import t, { type Test } from 'tap'
import { openPrepared } from '../../../src/db/open.ts'
import { sql } from '../../../src/db/orm.ts'
import { isTemporary } from '../../../src/db/postgres/errors.ts'
import { DatabaseUnavailable, type Store } from '../../../src/db/store.ts'
import { openForServing } from '../../../src/starter/prepare.ts'
import { addRevision } from '../../helpers/postgres.ts'
import { databaseFor, execute, skipWithoutServer as skip } from '../../helpers/postgres-database.ts'
import { startServer } from '../../server/process.ts'

const READERS_MAX = 10
const NEWS_MS_MAX = 2_000

async function storeOn(t: Test, url: string): Promise<Store> {
  const store = await openForServing(url)
  t.teardown(() => store.close())
  return store
}

t.test(
  'a server that is silent for longer than its own limit is out of reach for now, though pg ' +
    'gives that no code',
  { skip },
  async (t) => {
    const pool = new pg.Pool({
      connectionString: await databaseFor(t, { data: 'none' }),
      query_timeout: 100
    })
    t.teardown(() => pool.end())
    const error: unknown = await pool.query('SELECT pg_sleep(0.5)').catch((reason) => reason)
    t.equal(isTemporary(new Error('Failed query', { cause: error })), true, String(error))
    t.equal(isTemporary(new Error('anything else')), false)
  }
)

t.test('a statement that takes more than 2 s is out of reach for now', { skip }, async (t) => {
  const store = await storeOn(t, await databaseFor(t, { data: 'starter' }))
  const sleep = (seconds: number) =>
    store.snapshot(async ({ db, tables }) =>
      db.select({ slept: sql<string>`pg_sleep(${seconds})::text` }).from(tables.imports)
    )
  await t.rejects(sleep(10), DatabaseUnavailable)
  t.same(await sleep(0), [{ slept: '' }], 'the service goes on')
})

t.test('writers of one process and of others get a revision each', { skip }, async (t) => {
  const url = await databaseFor(t, { data: 'starter' })
  const stores = [await storeOn(t, url), await storeOn(t, url), await storeOn(t, url)]
  const made = await Promise.all(
    Array.from({ length: 24 }, (_, index) => addRevision(stores[index % 3] as Store))
  )
  t.same(
    made.sort((one, other) => one - other),
    Array.from({ length: 24 }, (_, index) => index + 2)
  )
})

t.test(
  'a change gives up while others write, in this process or elsewhere, and begins nothing',
  { skip },
  async (t) => {
    const url = await databaseFor(t, { data: 'starter' })
    const [here, elsewhere] = [await storeOn(t, url), await storeOn(t, url)]
    const { promise, resolve } = Promise.withResolvers<void>()
    const begun = Promise.withResolvers<void>()
    const long = here.transaction(async ({ revision }) => {
      begun.resolve()
      await promise
      return revision
    })
    await begun.promise
    for (const store of [here, elsewhere]) {
      const never = store.transaction(async () => t.fail('it began'), { patienceMs: 50 })
      await t.rejects(never, { name: 'WriterBusy', message: 'another change is being made' })
    }
    const patient = elsewhere.transaction(async ({ revision }) => revision)
    resolve()
    t.same(await Promise.all([long, patient]), [1, 1])
    const limit = await elsewhere.transaction(({ db, tables: { imports } }) =>
      db.select({ limit: sql`current_setting('lock_timeout')` }).from(imports)
    )
    t.same(limit, [{ limit: '0' }], 'a change under way waits for locks as before')
  }
)

t.test('however many read at once, at most ten connections do', { skip }, async (t) => {
  const url = await databaseFor(t, { data: 'starter' })
  const store = await storeOn(t, url)
  const reads = Promise.all(
    Array.from({ length: 40 }, () =>
      store.snapshot(async ({ db, tables }) =>
        db.select({ slept: sql<string>`pg_sleep(0.2)::text` }).from(tables.imports)
      )
    )
  )
  const most = { connections: 0 }
  for (let round = 0; round < 6; round += 1) {
    await pause(100)
    const [row] = await execute(
      url,
      'SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = ' +
        "current_database() AND query LIKE '%pg_sleep(0.2)%' AND pid <> pg_backend_pid()"
    )
    most.connections = Math.max(most.connections, Number(row?.['count']))
  }
  t.equal((await reads).length, 40)
  t.ok(most.connections > 1 && most.connections <= READERS_MAX, `${most.connections} connections`)
})

t.test('a store with a limit of its own has no more connections in all', { skip }, async (t) => {
  const url = await databaseFor(t, { data: 'starter' })
  const store = await openPrepared(url, [], { readersMax: 2 })
  t.teardown(() => store.close())
  const reads = Array.from({ length: 12 }, () =>
    store.snapshot(async ({ db, tables }) =>
      db.select({ slept: sql<string>`pg_sleep(0.2)::text` }).from(tables.imports)
    )
  )
  await Promise.all(reads)
  const [row] = await execute(
    url,
    'SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND ' +
      "application_name LIKE 'corridor-metrics%'"
  )
  t.equal(row?.['count'], 3, 'two for reads, and one that listens')
})

t.test(
  'a process learns within 2 s what another has written, also after its watch was cut off',
  { skip, timeout: 60_000 },
  async (t) => {
    const url = await databaseFor(t, { data: 'starter' })
    const other = await storeOn(t, url)
    const service = await startServer(t, '', { DATABASE_URL: url })
    const ask = (etag?: string) =>
      fetch(`${service.url}/v1/metrics?limit=1`, etag ? { headers: { 'if-none-match': etag } } : {})
    const news = async (before: () => Promise<unknown>) => {
      const etag = (await ask()).headers.get('etag') ?? ''
      t.equal((await ask(etag)).status, 304)
      await before()
      const revision = await addRevision(other)
      const begin = Date.now()
      let response = await ask(etag)
      while (response.status === 304 && Date.now() - begin < 10_000) {
        await pause(10)
        response = await ask(etag)
      }
      t.equal(((await response.json()) as { meta: { revision: number } }).meta.revision, revision)
      return Date.now() - begin
    }
    const watches =
      'FROM pg_stat_activity WHERE datname = current_database() AND application_name = ' +
      "'corridor-metrics watch'"
    const noticed = await news(async () => {})
    t.ok(noticed < NEWS_MS_MAX, `after ${noticed} ms`)
    const cutOff = await news(() => execute(url, `SELECT pg_terminate_backend(pid) ${watches}`))
    t.ok(cutOff < NEWS_MS_MAX, `cut off: after ${cutOff} ms`)
    await pause(1_500)
    t.equal((await execute(url, `SELECT pid ${watches}`)).length, 2, 'each process listens again')
    const again = await news(async () => {})
    t.ok(again < NEWS_MS_MAX, `again: after ${again} ms`)
  }
)
