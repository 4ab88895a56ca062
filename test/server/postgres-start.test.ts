// The real process on a PostgreSQL server: several that start at once, and what stops the start.
import { readMigrationFiles } from 'drizzle-orm/migrator'
import t from 'tap'
import { databaseFor, execute, skipWithoutServer as skip } from '../helpers/postgres-database.ts'
import { lines, runServer, startServer } from './process.ts'

const LATER = 9_999_999_999_999
const MIGRATIONS = readMigrationFiles({ migrationsFolder: 'migrations/postgres' }).length
const COUNTS = ['import', 'observation', '__drizzle_migrations']

async function counts(url: string): Promise<unknown> {
  return execute(
    url,
    `SELECT ${COUNTS.map((table) => `(SELECT count(*)::int FROM ${table}) AS ${table}`).join()}`
  )
}

t.test(
  'three processes that start at once on an empty database all come up, with one import',
  { skip, timeout: 300_000 },
  async (t) => {
    const url = await databaseFor(t, { data: 'none' })
    const servers = await Promise.all(
      [1, 2, 3].map(() => startServer(t, '', { DATABASE_URL: url }))
    )
    const answers = await Promise.all(
      servers.map(async ({ url }) =>
        (await fetch(`${url}/v1/observations?metric=goods_trade`)).text()
      )
    )
    t.equal(new Set(answers).size, 1)
    t.equal(JSON.parse(answers[0] ?? '').meta.revision, 1)
    for (const server of servers) {
      t.equal((await fetch(`${server.url}/health/ready`)).status, 200)
      server.child.kill('SIGTERM')
      t.match(await server.exit, { code: 0, signal: null, stderr: '' })
    }
    t.same(await counts(url), [{ import: 1, observation: 1_745, __drizzle_migrations: MIGRATIONS }])
  }
)

const WRONG: Record<string, [change: (url: URL) => unknown, reason: RegExp]> = {
  'a wrong password': [
    (url) => Object.assign(url, { password: 'se%40cret' }),
    /password authentication failed/
  ],
  'no password': [(url) => Object.assign(url, { password: '' }), /password/],
  'no server': [(url) => Object.assign(url, { port: '1' }), /ECONNREFUSED/],
  'no such host': [
    (url) => Object.assign(url, { hostname: 'no-such-host.invalid' }),
    /ENOTFOUND|EAI_AGAIN/
  ],
  'no such database': [
    (url) => Object.assign(url, { pathname: '/no_such_database' }),
    /database "no_such_database" does not exist/
  ],
  'no TLS on the server': [
    (url) => url.searchParams.set('sslmode', 'verify-full'),
    /does not support SSL/
  ]
}

t.test(
  'what stops the start is one line and exit code 1, and nothing changes',
  { skip, timeout: 300_000 },
  async (t) => {
    const url = await databaseFor(t, { data: 'starter' })
    const before = await counts(url)
    for (const [name, [change, reason]] of Object.entries(WRONG)) {
      await t.test(name, async (t) => {
        const wrong = new URL(url)
        change(wrong)
        const { code, stdout, stderr } = await runServer(t, { DATABASE_URL: wrong.href }).exit
        t.match({ code, stdout }, { code: 1, stdout: '' })
        t.equal(lines(stderr).length, 1, stderr)
        t.match(
          stderr,
          /^Corridor Metrics could not start\. The database postgres\S+ cannot be used: /
        )
        t.match(stderr, reason)
        t.notMatch(stderr, /cret/)
      })
    }
    t.same(await counts(url), before)
  }
)

t.test('a database of a newer version is refused and left as it is', { skip }, async (t) => {
  const url = await databaseFor(t, { data: 'starter' })
  await execute(
    url,
    `INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('later', ${LATER}); DROP ` +
      'TABLE scenario CASCADE'
  )
  const before = await counts(url)
  const { code, stderr } = await runServer(t, { DATABASE_URL: url }).exit
  t.equal(code, 1)
  t.equal(lines(stderr).length, 1)
  t.match(stderr, /made by a newer version of Corridor Metrics/)
  t.same(await counts(url), before)
})

t.test('a database that holds something else is refused and left as it is', { skip }, async (t) => {
  const url = await databaseFor(t, { data: 'none' })
  await execute(url, 'CREATE TABLE observation (letter text)')
  const { code, stderr } = await runServer(t, { DATABASE_URL: url }).exit
  t.equal(code, 1)
  t.equal(lines(stderr).length, 1, stderr)
  t.same(await execute(url, `SELECT tablename FROM pg_tables WHERE schemaname = 'public'`), [
    { tablename: 'observation' }
  ])
})
