// A disk that is full or fails: what is told of it, and that all goes on when it is well again.
// `npm run test:faults` does it for real.
import { mkdirSync, openSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import t, { type Test } from 'tap'
import { connectSqlite } from '../../../src/db/sqlite/connect.ts'
import { sqliteStore } from '../../../src/db/sqlite/store.ts'
import { closeMerged } from '../../../src/db/sqlite/writer.ts'
import type { Store } from '../../../src/db/store.ts'
import { emptyDatabase } from '../../helpers/app.ts'
import { pluck } from '../../helpers/pluck.ts'
import { insertRows } from '../../helpers/rows.ts'

const FULL = new SQLite.SqliteError('database or disk is full', 'SQLITE_FULL')
const FAILING = new SQLite.SqliteError('disk I/O error', 'SQLITE_IOERR_WRITE')

/** A migrated file with one claim. */
async function databaseFile(t: Test): Promise<string> {
  const file = join(t.testdir(), 'data/test.db')
  mkdirSync(join(file, '..'))
  const memory = connectSqlite(emptyDatabase())
  await memory.backup(file)
  memory.close()
  const store = sqliteStore(connectSqlite(file))
  await insertRows(store, { observation: [{}] })
  await store.close()
  return file
}

/**
 * A store that serves a file and writes to it by a connection of its own, which is seen when it is
 * opened.
 */
function serving(
  t: Test,
  file: string,
  onConnect: (client: SQLite.Database) => void = () => {}
): Store {
  const store = sqliteStore(connectSqlite(file, { readonly: true }), () => {
    const client = connectSqlite(file, { waits: false, mustExist: true })
    onConnect(client)
    return client
  })
  t.teardown(() => store.close())
  return store
}

const claims = (store: Store) => pluck(store, 'select id from observation order by id')

t.test('a change for which there is no room is undone, and made when there is', async (t) => {
  const file = await databaseFile(t)
  let writer: SQLite.Database | undefined
  const store = serving(t, file, (client) => {
    writer = client
    client.pragma(`max_page_count = ${client.pragma('page_count', { simple: true })}`)
  })
  const many = Array.from({ length: 2_000 }, (_, index) => ({
    id: `C${1_000 + index}`,
    period: String(1_000 + (index % 900))
  }))
  await t.rejects(insertRows(store, { observation: [{}, ...many] }), { name: 'StorageFull' })
  t.equal(writer?.inTransaction, false)
  t.same(await claims(store), ['C0001'])
  writer?.pragma('max_page_count = 1000000')
  await insertRows(store, { observation: [{}, ...many] })
  t.equal((await claims(store)).length, 2_001)
})

t.test('a writer that cannot be opened is opened by a later change', async (t) => {
  const file = await databaseFile(t)
  const store = serving(t, file)
  renameSync(file, `${file}-away`)
  await t.rejects(insertRows(store, { observation: [{ id: 'C2' }] }), {
    name: 'DatabaseUnavailable'
  })
  renameSync(`${file}-away`, file)
  await insertRows(store, { observation: [{}, { id: 'C2' }] })
  t.same(await claims(store), ['C0001', 'C2'])
})

t.test('a change that cannot even be undone is undone by closing', async (t) => {
  const file = await databaseFile(t)
  let opened = 0
  const store = serving(t, file, (client) => {
    opened += 1
    const exec = client.exec.bind(client)
    if (opened === 1)
      client.exec = (text) => {
        if (text === 'COMMIT' || text === 'ROLLBACK') throw FAILING
        return exec(text)
      }
  })
  await t.rejects(insertRows(store, { observation: [{}, { id: 'C2' }] }), {
    name: 'DatabaseUnavailable'
  })
  t.same(await claims(store), ['C0001'])
  await insertRows(store, { observation: [{}, { id: 'C3' }] })
  t.same([opened, await claims(store)], [2, ['C0001', 'C3']])
})

t.test('a defect while a change is undone is told', async (t) => {
  const store = serving(t, await databaseFile(t), (client) => {
    const exec = client.exec.bind(client)
    client.exec = (text) => {
      if (text === 'ROLLBACK') throw new Error('a defect')
      return exec(text)
    }
  })
  await t.rejects(
    store.transaction(async () => {
      throw new Error('why it is undone')
    }),
    { message: 'a defect' }
  )
})

t.test('a block that cannot be read costs reads a little later, not an answer', async (t) => {
  const file = await databaseFile(t)
  const store = serving(t, file)
  const page = new SQLite(file, { readonly: true })
  const root = Number(
    page.prepare("select rootpage from sqlite_master where name = 'observation'").pluck().get()
  )
  const size = Number(page.pragma('page_size', { simple: true }))
  page.close()
  writeSync(openSync(file, 'r+'), Buffer.alloc(size, 0xff), 0, size, (root - 1) * size)
  await t.rejects(pluck(store, 'select text from observation'), { name: 'DatabaseUnavailable' })
  t.same(await pluck(store, 'select id from metric'), ['goods_trade'], 'others are read as before')
})

t.test('readers whose snapshot ends under them get nothing of two revisions', async (t) => {
  const client = connectSqlite(await databaseFile(t), { readonly: true })
  const store = sqliteStore(client)
  t.teardown(() => store.close())
  const ended = store.snapshot(async ({ revision }) => {
    client.exec('ROLLBACK')
    return revision
  })
  await t.rejects(ended, { name: 'DatabaseUnavailable' })
  t.equal(await store.snapshot(async ({ revision }) => revision), 1)
})

t.test(
  'what was written stays written where it cannot be read at once; no tag is confirmed until ' +
    'it can',
  async (t) => {
    const client = connectSqlite(await databaseFile(t))
    const store = sqliteStore(client)
    t.teardown(() => store.close())
    await store.snapshot(async () => {})
    t.equal(store.isFresh(), true)
    const written = await store.transaction(async ({ db, tables }) => {
      await db
        .insert(tables.api_key)
        .values({ id: 'k', label: 'k', scope: 'import', hash: 'k', created: '2026' })
      client.exec('ALTER TABLE import RENAME TO away')
      return 'written'
    })
    t.equal(written, 'written')
    t.equal(store.isFresh(), false)
    client.exec('ALTER TABLE away RENAME TO import')
    t.same(await pluck(store, 'select id from api_key'), ['k'])
    t.equal(store.isFresh(), true)
  }
)

t.test('closing on a disk that is full or fails leaves the log beside the file', async (t) => {
  const file = await databaseFile(t)
  for (const error of [FULL, FAILING]) {
    const client = connectSqlite(file)
    client.pragma = () => {
      throw error
    }
    closeMerged(client)
    t.equal(client.open, false)
  }
  const client = connectSqlite(file)
  client.pragma = () => {
    throw new Error('a defect')
  }
  t.throws(() => closeMerged(client), { message: 'a defect' })
  t.equal(client.open, false)
})
