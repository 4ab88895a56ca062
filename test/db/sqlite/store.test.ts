import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import SQLite from 'better-sqlite3'
import t, { type Test } from 'tap'
import { connectSqlite } from '../../../src/db/sqlite/connect.ts'
import { migrateSqlite } from '../../../src/db/sqlite/migrate.ts'
import { sqliteStore } from '../../../src/db/sqlite/store.ts'
import type { Snapshot } from '../../../src/db/store.ts'
import { openForServing } from '../../../src/starter/prepare.ts'
import { buildTestStore } from '../../helpers/app.ts'
import { SLOW } from '../../helpers/random.ts'
import { insertRows } from '../../helpers/rows.ts'
import { dump } from '../copy/dump.ts'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
const run = promisify(execFile)
/** How long to wait for what has to happen within a second; machines can be slow. */
const PATIENCE_MS = 10_000

/** A migrated file, a writer on it, and a store that only reads. */
function onDisk(t: Test) {
  const file = join(t.testdir(), 'data/test.db')
  const writer = connectSqlite(file)
  migrateSqlite(writer)
  const writing = sqliteStore(writer)
  const reader = connectSqlite(file, { readonly: true })
  const reading = sqliteStore(reader)
  t.teardown(async () => {
    await reading.close()
    await writing.close()
  })
  return { file, writer, writing, reader, reading }
}

const observations = async ({ db, tables }: Snapshot) =>
  (
    await db
      .select({ id: tables.observation.id })
      .from(tables.observation)
      .orderBy(tables.observation.id)
  ).map(({ id }) => id)

async function until(condition: () => boolean): Promise<boolean> {
  const end = Date.now() + PATIENCE_MS
  while (!condition() && Date.now() < end) await pause(20)
  return condition()
}

t.test('a file is opened as the design says, its folder made', async (t) => {
  const { file, writer, reader } = onDisk(t)
  t.ok(existsSync(file))
  const pragma = (client: SQLite.Database, name: string) => client.pragma(name, { simple: true })
  t.equal(pragma(writer, 'journal_mode'), 'wal')
  t.equal(pragma(writer, 'synchronous'), 2, 'FULL')
  t.equal(pragma(writer, 'foreign_keys'), 1)
  t.equal(pragma(writer, 'journal_size_limit'), 64 * 1024 * 1024)
  t.equal(pragma(writer, 'busy_timeout'), 10_000)
  t.equal(pragma(reader, 'busy_timeout'), 250, 'a reader that waits blocks everyone')
  t.equal(pragma(reader, 'journal_mode'), 'wal')
  t.equal(pragma(reader, 'foreign_keys'), 1)
  t.equal(pragma(reader, 'query_only'), 1)
})

t.test('a reader writes nothing', async (t) => {
  const { reader, reading, writing } = onDisk(t)
  await insertRows(writing, { observation: [{}] })
  t.throws(() => reader.exec('DELETE FROM observation'), /readonly database/)
  t.throws(() => reader.exec('CREATE TABLE mine (id INTEGER)'), /readonly database/)
  await t.rejects(insertRows(reading, { observation: [{ id: 'C0002' }] }), /readonly database/)
  t.same(await reading.snapshot(observations), ['C0001'])
})

t.test('a file that is not there cannot be read', async (t) => {
  t.throws(
    () => connectSqlite(join(t.testdir(), 'none.db'), { readonly: true }),
    /unable to open database file/
  )
})

t.test('reads of one snapshot see one revision, whatever is committed meanwhile', async (t) => {
  const { reading, writing } = onDisk(t)
  await insertRows(writing, { observation: [{}] })
  const seen = await reading.snapshot(async (snapshot) => {
    const before = await observations(snapshot)
    await insertRows(writing, { observation: [{}, { id: 'C0002' }] })
    return { revision: snapshot.revision, before, after: await observations(snapshot) }
  })
  t.same(seen, { revision: 1, before: ['C0001'], after: ['C0001'] })
  t.same(
    await reading.snapshot(async (snapshot) => [snapshot.revision, await observations(snapshot)]),
    [2, ['C0001', 'C0002']]
  )
})

t.test('snapshots that overlap share a revision until the last of them ends', async (t) => {
  const { reader, reading, writing } = onDisk(t)
  await insertRows(writing, { observation: [{}] })
  const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const read = (position: number) =>
    reading.snapshot(async (snapshot) => {
      await gates[position]?.promise
      return [snapshot.revision, await observations(snapshot)]
    })
  const first = read(0)
  await insertRows(writing, { observation: [{}, { id: 'C0002' }] })
  const second = read(1)
  gates[0]?.resolve()
  t.same(await first, [1, ['C0001']])
  t.equal(reader.inTransaction, true, 'the second is still under way')
  gates[1]?.resolve()
  t.same(await second, [1, ['C0001']])
  t.equal(reader.inTransaction, false)
  t.same(await reading.snapshot(async ({ revision }) => revision), 2)
})

t.test('a snapshot that throws ends too', async (t) => {
  const { reader, reading, writing } = onDisk(t)
  await insertRows(writing, {})
  await t.rejects(
    reading.snapshot(async () => {
      throw new Error('on purpose')
    }),
    { message: 'on purpose' }
  )
  t.equal(reader.inTransaction, false)
  t.equal(await reading.snapshot(async ({ revision }) => revision), 1)
})

t.test('a reader learns of a commit by another connection within a second', async (t) => {
  const { reading, writing } = onDisk(t)
  t.equal(reading.revision(), 0)
  await t.rejects(reading.check(), /no data/)
  await insertRows(writing, { observation: [{}] })
  t.ok(await until(() => reading.revision() === 1))
  await t.resolves(reading.check())
})

t.test('a reader learns of a commit by another process within a second', SLOW, async (t) => {
  const { file, reading } = onDisk(t)
  const { stdout } = await run(process.execPath, ['src/commands/load.ts'], {
    cwd: ROOT,
    env: { ...process.env, STARTER: 'claims', DATABASE_URL: `file:${file}` }
  })
  t.match(stdout, /^Loaded the starter data as revision 1\.\n/)
  t.ok(await until(() => reading.revision() === 1))
  t.equal((await reading.snapshot(observations)).length, 1_745)
})

t.test('a transaction that throws leaves nothing behind', async (t) => {
  const { client, store } = await buildTestStore(t)
  await insertRows(store, { observation: [{}] })
  const before = dump(client)
  await t.rejects(
    store.transaction(async ({ db, tables, revision }) => {
      t.equal(revision, 1)
      await db
        .insert(tables.scenario)
        .values({ id: 'half', name: 'Half', description: 'Half.', search_text: 'half', revision })
      await db.insert(tables.imports).values({
        revision: 2,
        kind: 'x',
        started: '',
        finished: '',
        state: 'done',
        counts: {},
        checksum: ''
      })
      await db.delete(tables.source)
    }),
    /FOREIGN KEY/
  )
  t.same(dump(client), before)
  t.equal(store.revision(), 1)
  t.equal(client.inTransaction, false)
})

t.test('a transaction gives its result, and the new revision to the store', async (t) => {
  const { client, store } = await buildTestStore(t)
  const result = await store.transaction(async ({ db, tables }) => {
    t.equal(client.inTransaction, true)
    await db.insert(tables.imports).values({
      revision: 1,
      kind: 'x',
      started: '',
      finished: '',
      state: 'done',
      counts: {},
      checksum: ''
    })
    return 'done'
  })
  t.equal(result, 'done')
  t.equal(store.revision(), 1)
})

t.test('others see a transaction when it has ended, not before', async (t) => {
  const { reading, writing } = onDisk(t)
  await insertRows(writing, { observation: [{}] })
  await writing.transaction(async ({ db, tables }) => {
    await db.insert(tables.imports).values({
      revision: 2,
      kind: 'x',
      started: '',
      finished: '',
      state: 'done',
      counts: {},
      checksum: ''
    })
    t.equal(await reading.snapshot(async ({ revision }) => revision), 1)
  })
  t.equal(await reading.snapshot(async ({ revision }) => revision), 2)
})

/** A database without WAL, which a writer can close to readers, as a WAL is closed for moments. */
async function lockable(t: Test): Promise<string> {
  const file = join(t.testdir(), 'locked.db')
  const client = connectSqlite(file)
  migrateSqlite(client)
  const store = sqliteStore(client)
  await insertRows(store, {})
  client.pragma('journal_mode = DELETE')
  await store.close()
  return file
}

t.test('a snapshot that could not begin does not spoil the next', async (t) => {
  const file = await lockable(t)
  const store = sqliteStore(new SQLite(file, { readonly: true, timeout: 1 }))
  const blocker = new SQLite(file)
  t.teardown(async () => {
    blocker.close()
    await store.close()
  })
  blocker.exec('BEGIN EXCLUSIVE')
  await t.rejects(
    store.snapshot(async ({ revision }) => revision),
    { name: 'DatabaseUnavailable', cause: /database is locked/ }
  )
  blocker.exec('ROLLBACK')
  t.equal(await store.snapshot(async ({ revision }) => revision), 1)
})

t.test(
  'a database that is locked for a moment does not end the process that reads it',
  async (t) => {
    const file = await lockable(t)
    const script = `
    import SQLite from 'better-sqlite3'
    import { sqliteStore } from './src/db/sqlite/store.ts'
    const store = sqliteStore(new SQLite(${JSON.stringify(file)}, { readonly: true, timeout: 1 }))
    const blocker = new SQLite(${JSON.stringify(file)})
    blocker.exec('BEGIN EXCLUSIVE')
    setTimeout(() => { blocker.close(); console.log('alive at revision', store.revision()); store.close() }, 1500)`
    const { stdout, stderr } = await run(
      process.execPath,
      ['--input-type=module', '--eval', script],
      { cwd: ROOT }
    ).catch((error) => error)
    t.equal(stdout, 'alive at revision 1\n', stderr)
  }
)

t.test('opening for serving creates, migrates and loads once', async (t) => {
  const url = `file:${join(t.testdir(), 'new/corridor.db')}`
  for (const start of ['first', 'second']) {
    const store = await openForServing(url)
    t.equal(store.revision(), 1, start)
    const write = store.snapshot(async ({ db, tables }) => db.delete(tables.event))
    await t.rejects(write, /readonly database/, 'what reads cannot write')
    await store.close()
  }
})

t.test('on one connection reads and writes wait for each other', async (t) => {
  const { store } = await buildTestStore(t)
  await insertRows(store, { observation: [{}] })
  const log: string[] = []
  const rename = (id: string, { fails = false } = {}) =>
    store.transaction(async ({ db, tables }) => {
      await db
        .insert(tables.scenario)
        .values({ id, name: id, description: id, search_text: id, revision: 1 })
      log.push(`${id} begun`)
      await pause(5)
      log.push(`${id} done`)
      if (fails) throw new Error(id)
    })
  const read = async () => {
    const rows = await store.snapshot(
      ({ db, tables }) => db.select({ id: tables.scenario.id }).from(tables.scenario).all() as never
    )
    log.push(
      `read ${(rows as { id: string }[])
        .filter(({ id }) => id.length === 1)
        .map(({ id }) => id)
        .join('')}`
    )
  }
  const reading = store.snapshot(async () => {
    log.push('reading')
    await pause(5)
    await read()
    log.push('has read')
  })
  const changing = [
    rename('a'),
    t.rejects(rename('b', { fails: true }), { message: 'b' }),
    rename('c')
  ]
  await Promise.all([reading, ...changing, pause(8).then(read), pause(14).then(read)])
  await read()
  t.same(
    log.slice(0, 3),
    ['reading', 'read ', 'has read'],
    'a read within a read does not wait for writers in line'
  )
  const isRead = (line: string) => line.startsWith('read ')
  const changes = ['a begun', 'a done', 'b begun', 'b done', 'c begun', 'c done']
  t.same(
    log.slice(3).filter((line) => !isRead(line)),
    changes
  )
  t.equal(log.at(-1), 'read ac')
  t.ok(
    log.filter(isRead).every((line) => ['read ', 'read a', 'read ac'].includes(line)),
    'nothing unwritten is read'
  )
})

t.test(
  'a store that serves a file reads while it writes, on a connection of its own',
  async (t) => {
    const file = join(t.testdir(), 'served.db')
    const first = connectSqlite(file)
    migrateSqlite(first)
    first.close()
    const store = sqliteStore(connectSqlite(file, { readonly: true }), () =>
      connectSqlite(file, { waits: false })
    )
    t.teardown(() => store.close())
    const record = async ({ db, tables, revision }: Snapshot) => {
      await db.insert(tables.imports).values({
        revision: revision + 1,
        kind: 'x',
        started: '',
        finished: '',
        state: 'done',
        counts: {},
        checksum: ''
      })
      t.equal(
        await store.snapshot(async (seen) => seen.revision),
        revision,
        'readers see what was there before'
      )
      await pause(5)
    }
    await Promise.all([
      store.transaction(record),
      store.transaction(record),
      store.transaction(record)
    ])
    t.equal(store.revision(), 3, 'known at once')
    await t.rejects(
      store.transaction(async (snapshot) => {
        await record(snapshot)
        throw new Error('changed my mind')
      }),
      { message: 'changed my mind' }
    )
    t.equal(await store.snapshot(async ({ revision }) => revision), 3)
  }
)

t.test('who else writes to the file is waited for, and nothing else waits', async (t) => {
  const file = join(t.testdir(), 'held.db')
  const holder = connectSqlite(file)
  migrateSqlite(holder)
  const store = sqliteStore(connectSqlite(file, { readonly: true }), () =>
    connectSqlite(file, { waits: false })
  )
  t.teardown(async () => {
    await store.close()
    holder.close()
  })
  holder.exec('BEGIN IMMEDIATE')
  let written = false
  const writing = store.transaction(async () => {
    written = true
  })
  for (let turn = 0; turn < 20; turn += 1) await pause(1)
  t.notOk(written, 'after twenty turns of the event loop')
  holder.exec('COMMIT')
  await writing
  t.ok(written)
})
