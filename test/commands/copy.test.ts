// `npm run db:copy` between files, as people run it, and what it refuses. The refusals are asked of
// its function: a process for each would only be slower.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { runCopy } from '../../src/commands/copy/run-copy.ts'
import { connectSqlite } from '../../src/db/sqlite/connect.ts'
import { databaseWithHistory, rowsOf } from '../db/copy/copying.ts'
import { emptyDatabase, starterDatabase } from '../helpers/app.ts'
import { SLOW } from '../helpers/random.ts'
import { runCommand } from './running.ts'

/** A file made of these bytes and then changed by this SQL. */
function fileIn(folder: string, bytes: Buffer, sql = ''): string {
  const file = join(folder, 'given.db')
  writeFileSync(file, bytes)
  const client = connectSqlite(file)
  client.pragma('foreign_keys = OFF')
  client.exec(sql)
  client.close()
  return file
}

const copy = (from: string, to: string) => runCopy({ from: `file:${from}`, to: `file:${to}` })

t.test('a copy of a file holds the same rows, the retired ones too', SLOW, async (t) => {
  const { folder, file, url } = await databaseWithHistory(t)
  const target = join(folder, 'new/copy.db')
  const before = rowsOf(file)
  for (const [table, { rows }] of Object.entries(before))
    t.ok(rows > 0, `${table} has rows to copy`)
  const words = ['--from', url, '--to', `file:${target}`]
  const { code, stdout, stderr } = await runCommand('copy', words)
  t.equal(code, 0, stderr)
  t.same(rowsOf(target), before)
  t.same(rowsOf(file), before, 'the source is as it was')
  for (const [table, { rows }] of Object.entries(before)) {
    const count = rows.toLocaleString('en')
    t.match(stdout, new RegExp(`^${table} +${count} +${count} +[0-9a-f]{32}  alike$`, 'm'))
  }
  t.match(stdout, `from ${file} to ${target} in `)
  t.equal(stderr, '')
})

t.test('a database without rows is copied as well', async (t) => {
  const file = fileIn(t.testdir(), emptyDatabase())
  t.match(await copy(file, `${file}.copy`), /\nCopied 0 rows from .* Both are alike\.$/)
})

t.test('rows that the target refuses undo all of it', async (t) => {
  const folder = t.testdir()
  const sql = `UPDATE relation SET observation = 'nowhere' WHERE id = 'R002'`
  const file = fileIn(folder, await starterDatabase(), sql)
  const target = join(folder, 'copy.db')
  await t.rejects(copy(file, target), {
    message: 'Nothing was copied: writing relation to the target: FOREIGN KEY constraint failed'
  })
  const kept = Object.values(rowsOf(target)).filter(({ rows }) => rows > 0)
  t.same(kept, [])
})

t.test('a target with rows is refused before anything is written', async (t) => {
  const folder = t.testdir()
  const source = fileIn(folder, emptyDatabase())
  const target = join(folder, 'filled.db')
  const client = connectSqlite(target)
  client.pragma('journal_mode = DELETE')
  client.exec(`CREATE TABLE "some ""thing""" (a); INSERT INTO "some ""thing""" VALUES (1)`)
  client.close()
  const before = readFileSync(target)
  await t.rejects(copy(source, target), {
    message:
      `The target ${target} is not empty: its table some "thing" holds rows. Nothing was ` +
      'changed; name a new database.'
  })
  t.ok(readFileSync(target).equals(before), 'not even migrated')
})

const NEWEST = '(SELECT max(created_at) FROM __drizzle_migrations)'
const SOURCES: Record<string, { bytes?: Buffer; sql?: string; reason: string }> = {
  missing: { reason: 'does not exist.' },
  newer: {
    bytes: emptyDatabase(),
    sql: `INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('x', ${NEWEST} + 1)`,
    reason: 'was made by a newer version of Corridor Metrics. Copy it with that version.'
  },
  'something else': {
    bytes: Buffer.alloc(0),
    sql: 'CREATE TABLE letter (a)',
    reason: 'is not a database of Corridor Metrics: it was never migrated.'
  },
  'begun and never migrated': {
    bytes: emptyDatabase(),
    sql: 'DELETE FROM __drizzle_migrations',
    reason: 'is not a database of Corridor Metrics: it was never migrated.'
  }
}
for (const [name, { bytes, sql, reason }] of Object.entries(SOURCES))
  t.test(`a source that is ${name} is refused, and no target is made`, async (t) => {
    const folder = t.testdir()
    const source = bytes ? fileIn(folder, bytes, sql) : join(folder, 'missing.db')
    const target = join(folder, 'target.db')
    await t.rejects(copy(source, target), { message: `The source ${source} ${reason}` })
    t.notOk(existsSync(target))
  })

t.test('a target of a newer version is refused in one line', async (t) => {
  const folder = t.testdir()
  const source = join(folder, 'source.db')
  writeFileSync(source, emptyDatabase())
  const newer = `INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('x', 9e15)`
  const target = fileIn(folder, emptyDatabase(), newer)
  await t.rejects(copy(source, target), {
    message: /^The database \S+ cannot be used: .*newer version.*$/
  })
})

t.test('a file that is no database is refused on either side', async (t) => {
  const folder = t.testdir()
  const file = fileIn(folder, emptyDatabase())
  const letter = join(folder, 'letter.txt')
  writeFileSync(letter, 'This is a letter, not a database. '.repeat(400))
  const message = `The database ${letter} cannot be used: file is not a database`
  await t.rejects(copy(file, letter), { message })
  await t.rejects(copy(letter, join(folder, 'copy.db')), { message })
})
