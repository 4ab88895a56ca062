import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type SQLite from 'better-sqlite3'
import t, { type Test } from 'tap'
import { connectSqlite } from '../../../src/db/sqlite/connect.ts'
import { migrateSqlite } from '../../../src/db/sqlite/migrate.ts'
import { tables } from '../../../src/db/sqlite/schema.ts'
import { buildTestStore } from '../../helpers/app.ts'
import { SLOW } from '../../helpers/random.ts'
import { dump, rowCounts } from '../copy/dump.ts'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
const FOLDER = fileURLToPath(new URL('../../../migrations/sqlite', import.meta.url))

function emptyClient(t: Test): SQLite.Database {
  const client = connectSqlite(':memory:')
  t.teardown(() => client.close())
  return client
}

/** The committed migrations, and one more made of these statements. */
async function folderWith(t: Test, ...statements: string[]): Promise<string> {
  const folder = t.testdir()
  await cp(FOLDER, folder, { recursive: true })
  const path = join(folder, 'meta/_journal.json')
  const journal = JSON.parse(await readFile(path, 'utf8'))
  const last = journal.entries.at(-1)
  journal.entries.push({ ...last, idx: last.idx + 1, when: last.when + 1, tag: '9999_next' })
  await writeFile(path, JSON.stringify(journal))
  await writeFile(join(folder, '9999_next.sql'), statements.join('\n--> statement-breakpoint\n'))
  return folder
}

/** Every statement of the committed migrations. */
async function committed(): Promise<string[]> {
  const files = (await readdir(FOLDER)).filter((file) => file.endsWith('.sql')).sort()
  const texts = await Promise.all(files.map((file) => readFile(join(FOLDER, file), 'utf8')))
  return texts
    .flatMap((text) => text.split('--> statement-breakpoint'))
    .map((statement) => statement.trim())
}

/**
 * Rebuilds a table as drizzle-kit does where SQLite cannot alter it: a copy under another name
 * takes its place.
 */
function rebuild(client: SQLite.Database, table: string): string[] {
  const written = client
    .prepare('SELECT type, sql FROM sqlite_master WHERE tbl_name = ? AND sql IS NOT NULL')
    .all(table)
  const made = (type: string) =>
    (written as { type: string; sql: string }[])
      .filter((one) => one.type === type)
      .map(({ sql }) => sql)
  const columns = (client.pragma(`table_info(${table})`) as { name: string }[])
    .map(({ name }) => `\`${name}\``)
    .join(', ')
  return [
    'PRAGMA foreign_keys=OFF;',
    ...made('table').map((create) =>
      create
        // A table that a migration has renamed is in double quotes.
        .replace(new RegExp(`[\`"]${table}[\`"]`), `\`__new_${table}\``)
        .replaceAll(`"${table}".`, `"__new_${table}".`)
    ),
    `INSERT INTO \`__new_${table}\`(${columns}) SELECT ${columns} FROM \`${table}\`;`,
    `DROP TABLE \`${table}\`;`,
    `ALTER TABLE \`__new_${table}\` RENAME TO \`${table}\`;`,
    'PRAGMA foreign_keys=ON;',
    ...made('index')
  ]
}

const foreignKeys = (client: SQLite.Database) => client.pragma('foreign_keys', { simple: true })
const schema = (client: SQLite.Database) =>
  client
    .prepare('SELECT type, name FROM sqlite_master WHERE name NOT LIKE ? ORDER BY 1, 2')
    .all('sqlite_%')

t.test('an empty database gets every table, and nothing in them', async (t) => {
  const client = emptyClient(t)
  migrateSqlite(client)
  const counts = rowCounts(client)
  t.equal(
    counts['__drizzle_migrations'],
    (JSON.parse(await readFile(join(FOLDER, 'meta/_journal.json'), 'utf8')) as { entries: [] })
      .entries.length
  )
  for (const name of Object.keys(tables))
    t.equal(counts[name === 'imports' ? 'import' : name], 0, name)
  t.equal(Object.keys(counts).length, Object.keys(tables).length + 1, 'and no other table')
  t.equal(foreignKeys(client), 1)
  t.equal(client.pragma('integrity_check', { simple: true }), 'ok')
})

t.test('a second run changes nothing', async (t) => {
  const { client } = await buildTestStore(t, { data: 'starter' })
  const before = { dump: dump(client), schema: schema(client) }
  migrateSqlite(client)
  t.same({ dump: dump(client), schema: schema(client) }, before)
  t.equal(foreignKeys(client), 1)
})

for (const table of ['entity', 'metric', 'source', 'observation', 'import']) {
  t.test(`rebuilding ${table} keeps its rows and those that refer to them`, async (t) => {
    const { client } = await buildTestStore(t, { data: 'starter' })
    const before = { rows: dump(client), schema: schema(client) }
    t.ok((before.rows[table]?.rows ?? 0) > 0)

    migrateSqlite(client, await folderWith(t, ...rebuild(client, table)))

    const { __drizzle_migrations: journal, ...rows } = dump(client)
    const { __drizzle_migrations: journalBefore, ...rowsBefore } = before.rows
    t.same(rows, rowsBefore)
    t.equal(journal?.rows, (journalBefore?.rows ?? 0) + 1)
    t.same(schema(client), before.schema, 'with every index')
    t.same(client.pragma('foreign_key_check'), [])
    t.equal(foreignKeys(client), 1)
    t.throws(
      () => client.exec(`DELETE FROM "${table}"`),
      /FOREIGN KEY constraint failed/,
      'and the references hold on'
    )
  })
}

t.test(
  'the migration that brings words and notes keeps every row, and invents no note',
  async (t) => {
    const folder = t.testdir()
    await cp(FOLDER, folder, { recursive: true })
    const path = join(folder, 'meta/_journal.json')
    const journal: { entries: { tag: string }[] } = JSON.parse(await readFile(path, 'utf8'))
    const next = journal.entries.findIndex(({ tag }) => tag === '0003_words_of_series')
    await writeFile(path, JSON.stringify({ ...journal, entries: journal.entries.slice(0, next) }))
    const client = emptyClient(t)
    migrateSqlite(client, folder)
    client.exec(`INSERT INTO import (revision, kind, started, finished, state, counts, checksum)
      VALUES (1, 'import', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', 'done', '{}', '');
    INSERT INTO entity (id, kind, name, countries, members, note, search_text, revision)
      VALUES ('a-port', 'port', 'A Port', '[]', '[]', 'old', 'a port', 1);
    INSERT INTO source (id, publisher, title, kind, license, search_text, revision)
      VALUES ('a-paper', 'A Paper', 'Trade', 'press', 'MIT', 'a paper', 1)`)
    t.throws(
      () => client.exec(`UPDATE source SET kind = 'encyclopedia'`),
      /CHECK constraint failed: source_kind/
    )

    migrateSqlite(client)

    t.same(client.prepare('SELECT id, url, kind, license, note, revision FROM source').all(), [
      { id: 'a-paper', url: null, kind: 'press', license: 'MIT', note: null, revision: 1 }
    ])
    t.same(client.prepare('SELECT id, kind, note FROM entity').all(), [
      { id: 'a-port', kind: 'port', note: 'old' }
    ])
    client.exec(`UPDATE source SET kind = 'encyclopedia'; UPDATE entity SET kind = 'commodity'`)
    t.same(client.pragma('foreign_key_check'), [])
  }
)

t.test('a migration that cascades is not obeyed while it rebuilds a table', async (t) => {
  const client = emptyClient(t)
  migrateSqlite(client)
  client.exec(`CREATE TABLE parent (id TEXT PRIMARY KEY) STRICT;
    CREATE TABLE child (parent TEXT NOT NULL REFERENCES parent ON DELETE CASCADE) STRICT;
    INSERT INTO parent VALUES ('a'), ('b'); INSERT INTO child VALUES ('a'), ('b')`)
  const statements = [
    'PRAGMA foreign_keys=OFF;',
    'CREATE TABLE `__new_parent` (`id` text PRIMARY KEY NOT NULL) STRICT;',
    'INSERT INTO `__new_parent`("id") SELECT "id" FROM `parent`;',
    'DROP TABLE `parent`;',
    'ALTER TABLE `__new_parent` RENAME TO `parent`;',
    'PRAGMA foreign_keys=ON;'
  ]
  migrateSqlite(client, await folderWith(t, ...statements))
  t.match(rowCounts(client), { parent: 2, child: 2 })
})

t.test('a migration that leaves rows without what they refer to is refused whole', async (t) => {
  const { client } = await buildTestStore(t, { data: 'starter' })
  const before = dump(client)
  const folder = await folderWith(t, `DELETE FROM source WHERE id = 'archyworldys-pak-kaz';`)

  t.throws(() => migrateSqlite(client, folder), /refer to rows that are not there/)

  t.same(dump(client), before, 'and changes nothing')
  t.same(client.pragma('foreign_key_check'), [])
  t.equal(foreignKeys(client), 1)
  t.doesNotThrow(() => migrateSqlite(client), 'the version before still opens it')
})

t.test('a migration that fails half-way is undone', async (t) => {
  const { client } = await buildTestStore(t, { data: 'starter' })
  const before = { dump: dump(client), schema: schema(client) }
  const folder = await folderWith(
    t,
    'CREATE TABLE half (id INTEGER) STRICT;',
    'DELETE FROM event;',
    'INSERT INTO nowhere VALUES (1);'
  )
  t.throws(() => migrateSqlite(client, folder), { message: /nowhere|Failed to run/ })
  t.same({ dump: dump(client), schema: schema(client) }, before)
  t.equal(foreignKeys(client), 1)
  t.equal(client.inTransaction, false)
})

t.test('a database newer than the code is refused and left as it is', async (t) => {
  const { client } = await buildTestStore(t, { data: 'starter' })
  migrateSqlite(client, await folderWith(t, 'CREATE TABLE `later` (`id` integer) STRICT;'))
  const before = client.serialize()
  t.throws(() => migrateSqlite(client), /made by a newer version of Corridor Metrics/)
  t.ok(client.serialize().equals(before), 'to the byte')
  t.equal(foreignKeys(client), 1)
})

t.test('a database of something else is not taken over', async (t) => {
  const client = emptyClient(t)
  client.exec('CREATE TABLE entity (name TEXT)')
  t.throws(() => migrateSqlite(client))
  t.same(Object.keys(rowCounts(client)), ['entity'])
})

t.test('two processes that find a new database at once both get through', SLOW, async (t) => {
  const file = join(t.testdir(), 'new.db')
  const first = connectSqlite(file)
  t.teardown(() => first.close())
  first.exec(
    'CREATE TABLE __drizzle_migrations (id SERIAL PRIMARY KEY, hash text NOT NULL, ' +
      'created_at numeric)'
  )
  first.exec('BEGIN IMMEDIATE')
  const env = { ...process.env, DATABASE_URL: `file:${file}` }
  const second = spawn(process.execPath, ['src/commands/migrate.ts'], { cwd: ROOT, env })
  const closed = once(second, 'close')
  const stderr = text(second.stderr)
  // Long enough for the other process to come to the lock, shorter than its patience.
  await pause(2_500)
  for (const statement of await committed()) first.exec(statement)
  const { entries } = JSON.parse(await readFile(join(FOLDER, 'meta/_journal.json'), 'utf8'))
  for (const { when } of entries)
    first
      .prepare('INSERT INTO __drizzle_migrations (hash, created_at) VALUES (?, ?)')
      .run('x', when)
  first.exec('COMMIT')
  t.equal((await closed)[0], 0, await stderr)
  t.equal(rowCounts(first)['__drizzle_migrations'], entries.length)
})
