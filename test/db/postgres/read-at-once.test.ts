// Reads of one round trip a statement: what they send, and what happens when the revision moves
// meanwhile, a statement fails or the connection is lost.
import t, { type Test } from 'tap'
import { buildApp } from '../../../src/app.ts'
import { readConfig } from '../../../src/config.ts'
import { sql } from '../../../src/db/orm.ts'
import { connectPostgres } from '../../../src/db/postgres/connect.ts'
import { postgresStore } from '../../../src/db/postgres/store.ts'
import { statement } from '../../../src/db/statements.ts'
import { DatabaseUnavailable, type Snapshot, type Store } from '../../../src/db/store.ts'
import { addRevision } from '../../helpers/postgres.ts'
import { databaseFor, execute, skipWithoutServer as skip } from '../../helpers/postgres-database.ts'
import { countRoundTrips, recordQueries } from '../../helpers/round-trips.ts'

/** A store that nobody tells of revisions, so that nothing but reads is sent. */
function openUnwatched(url: string): Store {
  const { reading, writing, readsAtOnce = false } = connectPostgres(url)
  return postgresStore({ reading, writing, readsAtOnce })
}

async function setUp(t: Test) {
  const url = await databaseFor(t, { data: 'starter' })
  const [store, other] = [openUnwatched(url), openUnwatched(url)]
  t.teardown(() => Promise.all([store.close(), other.close()]))
  await store.snapshot(async () => {})
  return { url, store, other }
}

/** The newest revision in the rows of a statement. */
async function readRevision({ db, tables: { imports } }: Snapshot): Promise<number> {
  const [row] = await db.select({ newest: sql<number>`max(${imports.revision})` }).from(imports)
  return Number(row?.newest)
}

const select = async <T>({ db, tables }: Snapshot, value: ReturnType<typeof sql<T>>) =>
  (await db.select({ value }).from(tables.imports).limit(1))[0]?.value

t.test('a first GET of claims is one round trip', { skip }, async (t) => {
  const proxy = await countRoundTrips(t, await databaseFor(t, { data: 'starter' }))
  const store = openUnwatched(proxy.url)
  const config = readConfig({ ACCESS_LOG: 'off' }, '/dev/null')
  const app = await buildApp({ store, config, shedLoad: false })
  t.teardown(() => app.close())
  const filters = 'metric=goods_trade&subject=Kazakhstan&partner=PAK&names=ru'
  const ask = async (limit: number) =>
    t.equal((await app.inject(`/v1/observations?${filters}&limit=${limit}`)).statusCode, 200)
  // The first requests find out the revision, the words, and prepare the statement.
  await ask(3)
  await ask(2)
  const sent = recordQueries(t)
  const before = proxy.trips()
  await ask(1)
  t.equal(proxy.trips() - before, 1)
  t.same(sent, ['BEGIN', 'SELECT', 'select', 'COMMIT'])
})

t.test(
  'a read that meets a new revision begins again, and sees only that one',
  { skip },
  async (t) => {
    const { store, other } = await setUp(t)
    const seen: number[][] = []
    const result = await store.snapshot(async (snapshot) => {
      const first = await readRevision(snapshot)
      seen.push([snapshot.revision, first])
      if (seen.length === 1) await addRevision(other)
      return [snapshot.revision, first, await readRevision(snapshot)]
    })
    t.same(seen, [
      [1, 1],
      [2, 2]
    ])
    t.same(result, [2, 2, 2])
    t.equal(store.revision(), 2)
  }
)

t.test('also a read that goes on after an error begins again', { skip }, async (t) => {
  const { store, other } = await setUp(t)
  await addRevision(other)
  const found = await store.snapshot(async (snapshot) => [
    snapshot.revision,
    await readRevision(snapshot).catch(() => 'an error')
  ])
  t.same(found, [2, 2])
})

t.test('a read without statements answers from the newest revision', { skip }, async (t) => {
  const { store, other } = await setUp(t)
  await addRevision(other)
  t.equal(await store.snapshot(async ({ revision }) => revision), 2)
  await addRevision(other)
  const refused = store.snapshot(async ({ revision }) => {
    throw new Error(`revision ${revision}`)
  })
  await t.rejects(refused, { message: 'revision 3' })
})

t.test('a database that went back to an earlier revision is read as it is', { skip }, async (t) => {
  const { url, store, other } = await setUp(t)
  await addRevision(other)
  t.equal(await store.snapshot(readRevision), 2)
  await execute(url, 'DELETE FROM import WHERE revision = 2')
  t.same(await store.snapshot(async (now) => [now.revision, await readRevision(now)]), [1, 1])
  t.same(await store.snapshot(async (now) => [now.revision, await readRevision(now)]), [1, 1])
})

t.test('a statement that fails leaves no transaction behind', { skip }, async (t) => {
  const { url, store } = await setUp(t)
  const divide = (by: number) =>
    store.snapshot((snapshot) => select(snapshot, sql<number>`1 / ${by}::int`))
  await t.rejects(divide(0), { cause: { code: '22012' } })
  t.equal(await divide(1), 1)
  const states = await execute(
    url,
    "SELECT DISTINCT state FROM pg_stat_activity WHERE application_name = 'corridor-metrics' " +
      'AND datname = current_database()'
  )
  t.same(states, [{ state: 'idle' }])
})

t.test('a lost connection is told as such, and the next read has another', { skip }, async (t) => {
  const { store } = await setUp(t)
  const kill = sql<boolean>`pg_terminate_backend(pg_backend_pid())`
  await t.rejects(
    store.snapshot((snapshot) => select(snapshot, kill)),
    DatabaseUnavailable
  )
  t.equal(await store.snapshot(readRevision), 1)
})

t.test('a statement is built once for all connections', { skip }, async (t) => {
  const { store } = await setUp(t)
  let built = 0
  const pids = await Promise.all(
    Array.from({ length: 5 }, () =>
      store.snapshot(async ({ db, tables }) => {
        const prepared = statement(db, 'pid', () => {
          built += 1
          const pid = sql<number>`pg_backend_pid() + length(pg_sleep(0.1)::text)`
          return db.select({ pid }).from(tables.imports).prepare()
        })
        return (await prepared.execute())[0]?.pid
      })
    )
  )
  t.equal(built, 1)
  t.equal(new Set(pids).size, 5)
})

t.test('a statement outside of its snapshot is refused', { skip }, async (t) => {
  const { store } = await setUp(t)
  const kept = await store.snapshot(async (snapshot) => snapshot)
  await t.rejects(readRevision(kept), {
    cause: { message: 'a statement is sent outside of its snapshot' }
  })
})
