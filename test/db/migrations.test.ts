// Which databases this version takes, and what it says of the others, on both engines and at every
// door.
import { execFile } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { PGlite } from '@electric-sql/pglite'
import t, { type Test } from 'tap'
import { inspectDatabase } from '../../src/db/copy/inspect-database.ts'
import { schemaVersion } from '../../src/db/migrations.ts'
import { migratePostgres } from '../../src/db/postgres/migrate.ts'
import { connectSqlite } from '../../src/db/sqlite/connect.ts'
import { migrateSqlite } from '../../src/db/sqlite/migrate.ts'
import { emptyDatabase, starterDatabase } from '../helpers/app.ts'
import { poolOf } from '../helpers/pglite.ts'
import { SLOW, someOf } from '../helpers/random.ts'
import { ROOT } from '../server/process.ts'

/** As the journal of a checkout whose migrations this version does not have. */
const AGE = 'UPDATE __drizzle_migrations SET created_at = created_at - 1'
const ADVICE =
  'it was made before version 0.1.0, and this version cannot take it over. Save what you wrote ' +
  'to it with the version that made it (its .csv addresses give every row). Then name a new ' +
  'database, or delete this one, and start again'

t.test('how the journal of a database stands to the migrations of this version', async (t) => {
  const cases: [applied: number[], known: number[], version: string][] = [
    [[], [5], 'none'],
    [[5], [5], 'current'],
    [[5, 6], [5, 6], 'current'],
    [[5], [5, 6], 'older'],
    [[5, 6], [5], 'newer'],
    [[4], [5], 'unreleased'],
    [[1, 2, 3], [5], 'unreleased'],
    [[4, 5], [5], 'unreleased'],
    [[9], [5], 'unreleased'],
    [[5, 7], [5, 6], 'unreleased']
  ]
  for (const [applied, known, version] of cases)
    t.equal(schemaVersion(applied, known), version, `${applied} beside ${known}`)
})

t.test('SQLite: a database from before 0.1.0 is refused and left as it is', async (t) => {
  const client = connectSqlite(await starterDatabase())
  t.teardown(() => client.close())
  client.exec(AGE)
  const before = client.serialize()
  t.throws(() => migrateSqlite(client), { message: ADVICE })
  t.ok(client.serialize().equals(before), 'to the byte')
  t.equal(client.pragma('foreign_keys', { simple: true }), 1)
})

t.test('PostgreSQL: a database from before 0.1.0 is refused and left as it is', SLOW, async (t) => {
  const lite = await PGlite.create()
  t.teardown(() => lite.close())
  const pool = poolOf(lite)
  await migratePostgres(pool)
  await lite.exec(AGE)
  const contents = async () =>
    (await lite.query('SELECT * FROM __drizzle_migrations, pg_tables ORDER BY tablename')).rows
  const before = await contents()
  t.ok(before.length > 30)
  await t.rejects(migratePostgres(pool), { message: ADVICE })
  t.same(await contents(), before)
})

t.test('an inspection tells it from an older and a newer one', async (t) => {
  const version = async (sql: string) =>
    (await inspectDatabase(`file:${fileWith(t, emptyDatabase(), sql)}`)).version
  t.equal(await version(''), 'current')
  t.equal(await version(AGE), 'unreleased')
  t.equal(await version('DELETE FROM __drizzle_migrations'), 'none')
  t.equal(
    await version(`INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('x', 9e15)`),
    'newer'
  )
})

/** What each door says before the advice; `#` stands for the database from before 0.1.0. */
const DOORS: Record<string, { words: string[]; says: string }> = {
  'npm start': {
    words: ['src/server.ts'],
    says: 'Corridor Metrics could not start. The database # cannot be used: '
  },
  'npm run db:migrate': {
    words: ['src/commands/migrate.ts'],
    says: 'The database # cannot be used: '
  },
  'npm run import': {
    words: ['src/commands/import.ts', 'src/starter/claims.csv'],
    says: 'The database # cannot be used: '
  },
  'npm run db:copy from it': {
    words: ['src/commands/copy.ts', '--from', 'file:#', '--to', 'file:#.copy'],
    says: 'The source # cannot be used: '
  },
  'npm run db:copy to it': {
    words: ['src/commands/copy.ts', '--from', 'file:#.source', '--to', 'file:#'],
    says: 'The database # cannot be used: '
  }
}

for (const [door, { words, says }] of someOf(Object.entries(DOORS), 1)) {
  t.test(`${door}: exit code 1, and one line with the advice`, async (t) => {
    const file = fileWith(t, emptyDatabase(), AGE)
    writeFileSync(`${file}.source`, emptyDatabase())
    const before = readFileSync(file)
    const { code, stdout, stderr } = await run(
      words.map((word) => word.replace('#', file)),
      { DATABASE_URL: `file:${file}`, PORT: '0' }
    )
    t.match({ code, stdout }, { code: 1, stdout: '' })
    t.match(stderr, `${says.replace('#', file)}${ADVICE}`)
    t.equal(stderr.trimEnd().split('\n').length, 1, 'one line')
    t.ok(readFileSync(file).equals(before), 'it is as it was')
    t.notOk(existsSync(`${file}.copy`), 'and no other was made')
  })
}

function fileWith(t: Test, bytes: Buffer, sql: string): string {
  const file = join(t.testdir(), 'corridor.db')
  writeFileSync(file, bytes)
  const client = connectSqlite(file)
  client.exec(sql)
  client.close()
  return file
}

function run(words: string[], settings: Record<string, string>) {
  type Ran = { code: number; stdout: string; stderr: string }
  const options = { cwd: ROOT, env: { ...process.env, ...settings } }
  return promisify(execFile)(process.execPath, words, options).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }: Ran) => ({ code, stdout, stderr })
  )
}
