// npm run db:copy between files: all rows of all tables, or none.
import { existsSync, linkSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { readArguments } from '../../../src/commands/copy-arguments.ts'
import { CopyError, copyDatabase } from '../../../src/db/copy/copy-database.ts'
import { openSource, openWritable } from '../../../src/db/open.ts'
import { connectSqlite } from '../../../src/db/sqlite/store.ts'
import { buildTestStore, emptyDatabase } from '../../helpers/app.ts'
import { databaseWithHistory, killedCopy, rowsOf, runCopy } from './copying.ts'
import { dump, rowCounts } from './dump.ts'

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

const isEmpty = (file: string) => Object.values(rowsOf(file)).every(({ rows }) => rows === 0)

t.test('a copy of a file holds the same rows, the retired ones too', async (t) => {
  const { folder, file, url } = await databaseWithHistory(t)
  const target = join(folder, 'new/copy.db')
  const before = rowsOf(file)
  for (const [table, { rows }] of Object.entries(before))
    t.ok(rows > 0, `${table} has rows to copy`)

  const { code, stdout, stderr } = await runCopy('--from', url, '--to', `file:${target}`)

  t.equal(code, 0, stderr)
  t.same(rowsOf(target), before)
  t.same(rowsOf(file), before, 'the source is as it was')
  for (const [table, { rows }] of Object.entries(before)) {
    const count = rows.toLocaleString('en')
    t.match(stdout, new RegExp(`^${table} +${count} +${count} +[0-9a-f]{32}  alike$`, 'm'))
  }
  t.match(stdout, `from ${file} to ${target} in `)
  t.equal(stderr, '', 'a short copy leaves no lines in the log')
})

t.test('a database without rows is copied as well', async (t) => {
  const file = fileIn(t.testdir(), emptyDatabase())
  t.match(await runCopy('--from', `file:${file}`, '--to', `file:${file}.copy`), {
    code: 0,
    stdout: /Copied 0 rows/
  })
})

t.test('more rows than a page: none is missed, none comes twice', async (t) => {
  const { client, store } = await buildTestStore(t)
  const { client: copy, store: target } = await buildTestStore(t)
  client.exec(`INSERT INTO import (revision, kind, started, finished, state, counts, checksum) VALUES (1, 'x', 'x', 'x', 'done', '{}', 'x');
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1500)
    INSERT INTO entity SELECT 'e' || i, 'port', 'E', '[]', i / 7.0, null, '[]', null, 'e', 1 FROM n;
    INSERT INTO membership SELECT parent.id, member.id, 1 FROM entity AS parent, (SELECT id FROM entity LIMIT 3) AS member`)
  const phases = new Map<string, number>()
  await copyDatabase(store, target, ({ phase, rows, total }) => phases.set(phase, rows / total))
  t.same(
    [...phases],
    [
      ['copying', 1],
      ['checking', 1]
    ]
  )
  t.equal(rowCounts(copy)['membership'], 4_500)
  t.same(dump(copy), dump(client))
})

t.test('what is written to the source meanwhile is left out', async (t) => {
  const { url, file, folder } = await databaseWithHistory(t)
  const before = rowsOf(file)
  const target = join(folder, 'copy.db')
  const [source, copy, other] = [
    await openSource(url),
    await openWritable(`file:${target}`),
    connectSqlite(file)
  ]
  const write = () => other.exec(`DELETE FROM event; UPDATE observation SET note = 'later'`)
  await copyDatabase(
    source,
    copy,
    ({ phase, table }) => phase === 'copying' && table === 'entity' && void write()
  )
  await Promise.all([source.close(), copy.close(), other.close()])
  t.same(rowsOf(target), before)
  t.notSame(rowsOf(file), before)
})

t.test('a process killed while it writes leaves no row, and the next copy succeeds', async (t) => {
  const { url, file, folder } = await databaseWithHistory(t)
  const target = join(folder, 'copy.db')
  t.match(await killedCopy(url, `file:${target}`, 'observation'), { signal: 'SIGKILL' })
  t.ok(isEmpty(target))
  t.match(await runCopy('--from', url, '--to', `file:${target}`), { code: 0 })
  t.same(rowsOf(target), rowsOf(file))
})

t.test('rows that the target refuses undo all of it', async (t) => {
  const { file, folder } = await databaseWithHistory(t)
  const client = connectSqlite(file)
  client.pragma('foreign_keys = OFF')
  client.exec(`UPDATE relation SET observation = 'nowhere' WHERE id = 'R002'`)
  client.close()
  const target = join(folder, 'copy.db')
  const { code, stdout, stderr } = await runCopy('--from', `file:${file}`, '--to', `file:${target}`)
  t.equal(code, 1)
  t.equal(stdout, '')
  t.equal(
    stderr,
    'Nothing was copied: writing relation to the target: FOREIGN KEY constraint failed\n'
  )
  t.ok(isEmpty(target))
})

t.test('a target that reads back otherwise is undone, and told table by table', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const { client, store: target } = await buildTestStore(t)
  let spoilt = false
  const spoil = () => {
    if (!spoilt) client.exec(`UPDATE metric SET name = 'other' WHERE id = 'goods_trade'`)
    spoilt = true
  }
  const error = await copyDatabase(
    store,
    target,
    ({ phase }) => phase === 'checking' && spoil()
  ).then(
    () => undefined,
    (thrown: unknown) => thrown
  )
  const tables = error instanceof CopyError ? error.tables : []
  const different = tables.filter(({ source, target }) => source.checksum !== target.checksum)
  t.match(different, [{ table: 'metric', source: { rows: 47 }, target: { rows: 47 } }])
  t.equal(client.prepare('SELECT count(*) FROM metric').pluck().get(), 0)
})

t.test('a target with rows is refused before anything is written', async (t) => {
  const { url, folder } = await databaseWithHistory(t)
  const target = join(folder, 'filled.db')
  const client = connectSqlite(target)
  client.pragma('journal_mode = DELETE')
  client.exec(`CREATE TABLE "some ""thing""" (a); INSERT INTO "some ""thing""" VALUES (1)`)
  client.close()
  const before = readFileSync(target)
  const { code, stderr } = await runCopy('--from', url, '--to', `file:${target}`)
  t.equal(code, 1)
  t.equal(
    stderr,
    `The target ${target} is not empty: its table some "thing" holds rows. Nothing was ` +
      'changed; name a new database.\n'
  )
  t.ok(readFileSync(target).equals(before), 'not even migrated')
})

t.test('rows that come between the first look and the lock are found', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const { client, store: target } = await buildTestStore(t, { data: 'starter' })
  const before = dump(client)
  await t.rejects(copyDatabase(store, target), {
    message: 'the target is not empty: its table import holds rows'
  })
  t.same(dump(client), before)
})

t.test('a source that is not of this version is refused, and no target is made', async (t) => {
  const newest = '(SELECT max(created_at) FROM __drizzle_migrations)'
  const cases: Record<string, { bytes?: Buffer; sql?: string; message: RegExp }> = {
    missing: { message: /^The source \S+ is not there\.\n$/ },
    newer: {
      bytes: emptyDatabase(),
      sql: `INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('x', ${newest} + 1)`,
      message:
        /^The source \S+ was made by a newer version of Corridor Metrics\. Copy it with that version\.\n$/
    },
    older: {
      bytes: emptyDatabase(),
      sql: `UPDATE __drizzle_migrations SET created_at = created_at - 1`,
      message: /^The source \S+ was made by an older version .* npm run db:migrate\n$/
    },
    'something else': {
      bytes: Buffer.alloc(0),
      sql: 'CREATE TABLE letter (a)',
      message: /is no database of Corridor Metrics: /
    },
    'begun and never migrated': {
      bytes: emptyDatabase(),
      sql: 'DELETE FROM __drizzle_migrations',
      message: /is no database of Corridor Metrics: /
    }
  }
  for (const [name, { bytes, sql, message }] of Object.entries(cases)) {
    await t.test(name, async (t) => {
      const source = bytes ? fileIn(t.testdir(), bytes, sql) : join(t.testdir(), 'missing.db')
      const target = join(t.testdirName, 'target.db')
      const { code, stderr } = await runCopy('--from', `file:${source}`, '--to', `file:${target}`)
      t.equal(code, 1)
      t.match(stderr, message)
      t.notOk(existsSync(target))
    })
  }
})

t.test(
  'a target of a newer version, or a file that is no database, is refused in one line',
  async (t) => {
    const { url, folder } = await databaseWithHistory(t)
    const newer = fileIn(
      folder,
      emptyDatabase(),
      `INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('x', 9e15)`
    )
    t.match(await runCopy('--from', url, '--to', `file:${newer}`), {
      code: 1,
      stderr: /^The database \S+ cannot be used: .*newer version.*\n$/
    })
    const letter = join(folder, 'letter.txt')
    writeFileSync(letter, 'This is a letter, not a database. '.repeat(400))
    for (const words of [
      ['--from', url, '--to', `file:${letter}`],
      ['--from', `file:${letter}`, '--to', `file:${folder}/copy.db`]
    ])
      t.match(await runCopy(...words), {
        code: 1,
        stderr: `The database ${letter} cannot be used: file is not a database\n`
      })
  }
)

t.test('a file is not copied onto itself, by whatever name', async (t) => {
  const { url, file, folder } = await databaseWithHistory(t)
  const before = rowsOf(file)
  symlinkSync(file, join(folder, 'link.db'))
  linkSync(file, join(folder, 'second.db'))
  for (const to of [
    url,
    `file:${folder}/./source.db`,
    `file:${folder}/link.db`,
    `file:${folder}/second.db`,
    `file:${file}`
  ])
    t.throws(
      () => readArguments(['--from', url, '--to', to]),
      { message: '--from and --to name the same file.' },
      to
    )
  const missing = `file:${folder}/missing.db`
  t.match(await runCopy('--from', missing, '--to', missing), {
    code: 78,
    stderr: /^--from and --to name the same file\.\n/
  })
  t.same(rowsOf(file), before)
})

t.test('wrong arguments: exit code 78, what is wrong, and how it is used', async (t) => {
  const cases: [words: string[], message: string][] = [
    [[], '--from is missing.'],
    [['--from', 'file:./a.db'], '--to is missing.'],
    [['--from', '', '--to', 'file:./b.db'], '--from is missing.'],
    [
      ['--from', './a.db', '--to', 'file:./b.db'],
      '--from is no database URL: file: and a path, or postgres://user:password@host:port/database.'
    ],
    [
      ['--from', 'file:./a.db', '--to', 'mysql://me:hidden@host/db'],
      '--to is no database URL: file: and a path, or '
    ],
    [['--from', 'file::memory:', '--to', 'file:./b.db'], '--from is no database URL'],
    [
      ['file:./a.db', 'postgres://me:hidden@host/db'],
      'Each URL stands behind its name, and npm needs -- before'
    ],
    [['--into', 'postgres://me:hidden@host/db'], 'There are only --from, --to and --help.'],
    [['--into=postgres://me:hidden@host/db'], 'There are only --from, --to and --help.'],
    [['--from', '--to', 'file:./b.db'], `Option '--from' argument is ambiguous.`],
    [['--from'], `Option '--from <value>' argument missing.`],
    [['--help=postgres://me:hidden@host/db'], `Option '-h, --help' does not take an argument.`]
  ]
  for (const [words, message] of cases)
    t.throws(
      () => readArguments(words),
      { message: new RegExp(`^${RegExp.escape(message)}`) },
      words.join(' ')
    )
  const { code, stdout, stderr } = await runCopy('--to=file:./b.db', 'postgres://me:hidden@host/db')
  t.equal(code, 78)
  t.equal(stdout, '')
  t.match(stderr, /^Each URL stands behind its name.*\n\nCopies a whole database into an empty one/)
  t.notMatch(stderr, 'hidden')
})

t.test('no message repeats a value, for it may hold a password', async (t) => {
  const secret = 'postgres://me:hidden@host/db'
  for (const words of [
    [secret],
    ['--into', secret],
    [`--into=${secret}`],
    [`--${secret}`],
    [`-${secret}`],
    [`--help=${secret}`],
    ['--to', 'file:b', '--from', `=${secret}`]
  ])
    t.throws(
      () => readArguments(words),
      { name: 'ArgumentError', message: /^(?!.*hidden)/s },
      words.join(' ')
    )
})

t.test('--help tells how it is used', async (t) => {
  for (const word of ['--help', '-h'])
    t.match(await runCopy(word), {
      code: 0,
      stderr: '',
      stdout: /npm run db:copy -- --from URL --to URL[\s\S]*Exit codes: 0 /
    })
})
