// npm run db:copy with a PostgreSQL server on one side or both. Each test has databases of its own.
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import t from 'tap'
import { copyDatabase } from '../../../src/db/copy/copy-database.ts'
import { TABLE_NAMES } from '../../../src/db/copy/table-pages.ts'
import { openSource, openWritable } from '../../../src/db/open.ts'
import { connectSqlite } from '../../../src/db/sqlite/connect.ts'
import {
  databaseWithHistory,
  disconnectAll,
  freshServerDatabase,
  killedCopy,
  query,
  rowsOf,
  runCopy,
  SERVER
} from './copying.ts'

const NO_ROWS =
  'SELECT (SELECT count(*)::int FROM import) + (SELECT count(*)::int FROM entity) + (SELECT ' +
  'count(*)::int FROM observation) AS rows'

/** Lines of the printed table: a checksum is the same whatever the engine. */
const compared = (stdout: string) => stdout.split('\n').filter((line) => line.endsWith('alike'))

t.test(
  'with PostgreSQL',
  { skip: SERVER === '' && 'TEST_POSTGRES_URL names no server' },
  async (t) => {
    t.test(
      'from a file to a server, to another database there, and back: the same rows and checksums',
      async (t) => {
        const { url, file, folder } = await databaseWithHistory(t)
        const [first, second] = [await freshServerDatabase(t), await freshServerDatabase(t)]
        const back = join(folder, 'back.db')
        const runs = [
          await runCopy('--from', url, '--to', first),
          await runCopy('--from', first, '--to', second),
          await runCopy('--from', second, '--to', `file:${back}`)
        ]
        for (const { code, stdout, stderr } of runs) {
          t.equal(code, 0, stderr)
          t.same(compared(stdout), compared(runs[0]?.stdout ?? ''))
          t.notMatch(
            stdout,
            new URL(SERVER).password === '' ? '\0' : `:${new URL(SERVER).password}@`,
            'no password'
          )
        }
        t.equal(compared(runs[0]?.stdout ?? '').length, TABLE_NAMES.length)
        t.same(rowsOf(back), rowsOf(file))
      }
    )

    t.test('a connection that is lost half-way leaves no row', async (t) => {
      const { url } = await databaseWithHistory(t)
      const to = await freshServerDatabase(t)
      const [source, target] = [await openSource(url), await openWritable(to)]
      t.teardown(() => Promise.all([source.close(), target.close()]))
      await t.rejects(
        copyDatabase(source, target, ({ table }) => table === 'series' && void disconnectAll(to)),
        { name: 'DatabaseUnavailable' }
      )
      t.same(await query(to, NO_ROWS), [{ rows: 0 }])
    })

    t.test(
      'a process killed while it writes leaves no row, and the next copy succeeds',
      async (t) => {
        const { url } = await databaseWithHistory(t)
        const to = await freshServerDatabase(t)
        t.match(await killedCopy(url, to, 'observation'), { signal: 'SIGKILL' })
        t.same(await query(to, NO_ROWS), [{ rows: 0 }])
        t.match(await runCopy('--from', url, '--to', to), { code: 0 })
      }
    )

    t.test('text that PostgreSQL cannot hold undoes all of it', async (t) => {
      const { url, file } = await databaseWithHistory(t)
      const to = await freshServerDatabase(t)
      const client = connectSqlite(file)
      client.exec(`UPDATE observation SET note = 'a' || char(0) WHERE id = 'C0001'`)
      client.close()
      const { code, stderr } = await runCopy('--from', url, '--to', to)
      t.equal(code, 1)
      t.equal(
        stderr,
        'Nothing was copied: writing observation to the target: invalid byte sequence for ' +
          'encoding "UTF8": 0x00\n'
      )
      t.same(await query(to, NO_ROWS), [{ rows: 0 }])
    })

    t.test('a target with rows is refused and not even migrated', async (t) => {
      const { url } = await databaseWithHistory(t)
      const to = await freshServerDatabase(t)
      await query(to, `CREATE TABLE letter (a int); INSERT INTO letter VALUES (1)`)
      t.match(await runCopy('--from', url, '--to', to), {
        code: 1,
        stderr: /is not empty: its table letter holds rows\./
      })
      t.same(await query(to, `SELECT tablename FROM pg_tables WHERE schemaname = 'public'`), [
        { tablename: 'letter' }
      ])
    })

    t.test('a source that is not of this version is refused', async (t) => {
      const from = await freshServerDatabase(t)
      const to = `file:${join(t.testdir(), 'copy.db')}`
      t.match(await runCopy('--from', from, '--to', to), {
        code: 1,
        stderr: /is not a database of Corridor Metrics/
      })
      t.same(
        await query(from, `SELECT tablename FROM pg_tables WHERE schemaname = 'public'`),
        [],
        'and left as it is'
      )
      await (await openWritable(from)).close()
      await query(
        from,
        `INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('x', 9000000000000)`
      )
      t.match(await runCopy('--from', from, '--to', to), {
        code: 1,
        stderr: /^The source .* was made by a newer version .*\n$/
      })
    })

    t.test(
      'no server, no database, a wrong password: one line, without the password',
      async (t) => {
        const { url } = await databaseWithHistory(t)
        const wrong = (change: (to: URL) => void) => {
          const to = new URL(SERVER)
          change(to)
          return to.href
        }
        const cases = [
          wrong((to) => {
            to.password = 'h:id@den'
          }),
          wrong((to) => {
            to.pathname = '/nowhere'
            to.searchParams.set('password', 'hidden')
          }),
          'postgres://me:hidden@127.0.0.1:1/db'
        ]
        for (const one of cases) {
          for (const words of [
            ['--from', url, '--to', one],
            ['--from', one, '--to', 'file:/nowhere/copy.db']
          ]) {
            const { code, stderr } = await runCopy(...words)
            t.equal(code, 1)
            t.match(stderr, /^The database postgres:\/\/\w+@\S+ cannot be used: [^\n]+\n$/)
            t.notMatch(stderr, /h:id|h%3Aid|hidden|den@/)
          }
        }
      }
    )

    t.test(
      'a target that somebody else writes to waits for them, and then is not empty',
      async (t) => {
        const { url } = await databaseWithHistory(t)
        const to = await freshServerDatabase(t)
        const other = await openWritable(to)
        t.teardown(() => other.close())
        let copy: ReturnType<typeof runCopy> | undefined
        await other.transaction(async ({ db, tables }) => {
          copy = runCopy('--from', url, '--to', to)
          await pause(1_500)
          const time = '2026-11-23T00:00:00Z'
          await db.insert(tables.imports).values({
            revision: 1,
            kind: 'x',
            started: time,
            finished: time,
            state: 'done',
            counts: {},
            checksum: 'x'
          })
        })
        t.match(await copy, { code: 1, stderr: /is not empty: its table import holds rows/ })
      }
    )
  }
)
