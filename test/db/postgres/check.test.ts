// What makes a PostgreSQL database unready, and what must not.
import pg from 'pg'
import t from 'tap'
import { buildApp } from '../../../src/app.ts'
import { readConfig } from '../../../src/config.ts'
import { checkTables } from '../../../src/db/postgres/check.ts'
import type { Pool } from '../../../src/db/postgres/store.ts'
import { openForServing } from '../../../src/starter/prepare.ts'
import { databaseFor, execute, skipWithoutServer as skip } from '../../helpers/postgres-database.ts'

/** More than there are connections for reading. */
const WAITING = 30

t.test(
  'a table that somebody locks, and requests that wait for it, leave the service ready',
  { skip },
  async (t) => {
    const url = await databaseFor(t, { data: 'starter' })
    const store = await openForServing(url)
    const config = readConfig({ ACCESS_LOG: 'off', DATABASE_URL: url }, '/dev/null')
    const app = await buildApp({ store, config, shedLoad: false })
    t.teardown(() => app.close())
    const locker = new pg.Client({ connectionString: url })
    await locker.connect()
    t.teardown(() => locker.end())
    await locker.query('BEGIN; LOCK TABLE observation, "fetch" IN ACCESS EXCLUSIVE MODE')
    const waiting = Array.from({ length: WAITING }, () => app.inject('/v1/observations?limit=1'))
    const ready = await app.inject('/health/ready')
    t.equal(ready.statusCode, 200)
    t.match(ready.json(), { status: 'ok', series: 'loading', sources_overdue: null })
    await locker.query('ROLLBACK')
    await Promise.all(waiting)
  }
)

t.test('no revision yet, and the lock of all answers', { skip }, async (t) => {
  const url = await databaseFor(t, { data: 'starter' })
  const pool = new pg.Pool({ connectionString: url, max: 1, lock_timeout: 50 })
  t.teardown(() => pool.end())
  await t.resolves(checkTables(pool))
  const locker = new pg.Client({ connectionString: url })
  await locker.connect()
  t.teardown(() => locker.end())
  await locker.query('BEGIN; LOCK TABLE import IN ACCESS EXCLUSIVE MODE')
  await t.rejects(checkTables(pool), { code: '55P03' })
  await locker.query('ROLLBACK')
  await execute(url, 'TRUNCATE import CASCADE')
  await t.rejects(checkTables(pool), {
    name: 'NotReady',
    message: 'The database holds no data yet.'
  })
})

t.test('a damaged table, a lost connection, and no connection', async (t) => {
  const released: unknown[] = []
  const poolOf = (answer: (text: string) => unknown): Pool => ({
    // Only what the check uses of a client.
    connect: async () =>
      ({
        query: async (text: string) => answer(text),
        release: (isLost: boolean) => released.push(isLost)
      }) as never,
    end: async () => {}
  })
  const fail = (code: string) => {
    throw Object.assign(new Error(code), { code })
  }
  const newest = { rows: [{ revision: 3, finished: '' }] }
  const onTables = (code: string) =>
    poolOf((text) => (text.includes('"metric"') ? fail(code) : newest))
  await t.rejects(checkTables(onTables('XX001')), {
    name: 'NotReady',
    message: 'A table of the database is damaged.'
  })
  await t.rejects(checkTables(onTables('57P01')), { code: '57P01' })
  await t.resolves(checkTables(onTables('55P03')))
  t.same(released, [true, true, false])
  const refused: Pool = { connect: async () => fail('ECONNREFUSED'), end: async () => {} }
  await t.rejects(checkTables(refused), { name: 'DatabaseUnavailable' })
})
