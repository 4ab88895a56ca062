// The SQLite store: one connection, reads in shared snapshots, writes in one immediate transaction
// at a time.
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import SQLite from 'better-sqlite3'
import { drizzle } from '../orm.ts'
import {
  DatabaseUnavailable,
  type Db,
  REVISION_TRUST_MS,
  type Snapshot,
  type Store
} from '../store.ts'
import { passing } from './errors.ts'
import { readersOrWriter } from './readers-or-writer.ts'
import { tables } from './schema.ts'
import { closeMerged, inTransaction, sqliteWriter } from './writer.ts'

// A reader that waits blocks everyone's requests; a writer has time.
const BUSY_TIMEOUT_MS = { reader: 250, writer: 10_000 }
const WAL_BYTES_MAX = 64 * 1024 * 1024
/**
 * Taken as it is needed. A large import touches every page of fifteen indexes, and what does not
 * fit is written and read again.
 */
const WRITER_CACHE_KIB = 24 * 1024
/**
 * Of temporary tables, such as the ids of an import, which are looked for in order: more of them in
 * memory would not be faster.
 */
const TEMPORARY_CACHE_KIB = 2 * 1024
const REVISION_POLL_MS = 500

/**
 * Opens a connection. While one waits for another process that holds the file, everything else in
 * this process waits too. `:memory:` and the bytes of a serialised database give one that is gone
 * when closed.
 */
export function connectSqlite(
  file: string | Buffer,
  { readonly = false, waits = true, mustExist = false } = {}
): SQLite.Database {
  const onDisk = typeof file === 'string' && file !== ':memory:'
  if (onDisk && !readonly && !mustExist) mkdirSync(dirname(file), { recursive: true })
  const client = new SQLite(file, {
    readonly,
    fileMustExist: onDisk && mustExist,
    timeout: waits ? BUSY_TIMEOUT_MS[readonly ? 'reader' : 'writer'] : 0
  })
  client.pragma('foreign_keys = ON')
  client.pragma('trusted_schema = OFF')
  if (readonly) client.pragma('query_only = ON')
  else if (onDisk) {
    client.pragma('journal_mode = WAL')
    client.pragma('synchronous = FULL')
    client.pragma(`journal_size_limit = ${WAL_BYTES_MAX}`)
    client.pragma(`cache_size = -${WRITER_CACHE_KIB}`)
    client.pragma(`temp.cache_size = -${TEMPORARY_CACHE_KIB}`)
  }
  return client
}

/**
 * Wraps a migrated connection; the store closes it. A connection that only reads needs another one
 * to write with, which is opened by the first change; others in this process are read meanwhile,
 * and who writes to the file elsewhere is waited for without blocking.
 */
export function sqliteStore(client: SQLite.Database, connectWriter?: () => SQLite.Database): Store {
  const db: Db = drizzle(client)
  const writer = connectWriter && sqliteWriter(connectWriter)
  const begin = client.prepare('BEGIN')
  const rollback = client.prepare('ROLLBACK')
  const newest = client.prepare('SELECT max(revision) FROM import').pluck()
  let revision = 0
  let confirmed = 0
  const gate = readersOrWriter()
  const refresh = () => {
    revision = Number(newest.get() ?? 0)
    confirmed = performance.now()
    return revision
  }
  const snapshotAt = (at: number): Snapshot => ({ engine: 'sqlite', db, tables, revision: at })
  refresh()
  const poll = setInterval(() => {
    // A revision that is being made here is none yet. A database that is locked for a moment is
    // asked again; one that stays away shows in the readiness check.
    try {
      if (!gate.isWriting()) refresh()
    } catch {}
  }, REVISION_POLL_MS).unref()
  const beginSnapshot = () => {
    begin.run()
    try {
      refresh()
    } catch (error) {
      endSnapshot()
      throw error
    }
  }
  // Nothing was written. A statement that fails by an error of the disk may have ended the
  // transaction already.
  const endSnapshot = () => {
    if (client.inTransaction) rollback.run()
  }

  // Another process may commit between two statements, hence the transaction. Queries on SQLite
  // resolve without leaving the microtask queue, so that requests which arrive together share one
  // snapshot and the last of them ends it.
  const snapshot: Store['snapshot'] = async (read) => {
    try {
      return await gate.read({ first: beginSnapshot, last: endSnapshot }, async () => {
        const found = await read(snapshotAt(revision))
        // An error under one reader ends the snapshot of all that share it; what they read after
        // that may be of two revisions.
        if (!client.inTransaction)
          throw new DatabaseUnavailable(new Error('the snapshot ended under its readers'))
        return found
      })
    } catch (error) {
      throw passing(error)
    }
  }
  // What was written is written, whether or not it can be read at once. Until it can, no tag is
  // confirmed from memory.
  const refreshAfterWrite = () => {
    try {
      refresh()
    } catch {
      confirmed = Number.NEGATIVE_INFINITY
    }
  }

  return {
    engine: 'sqlite',
    revision: () => revision,
    isFresh: () => performance.now() - confirmed < REVISION_TRUST_MS,
    snapshot,
    onPrimary: snapshot,
    transaction: (write) =>
      (writer?.alone ?? gate.write)(async () => {
        try {
          return await (writer
            ? writer.transaction(write)
            : inTransaction(client, write, () => snapshotAt(refresh())))
        } finally {
          refreshAfterWrite()
        }
      }),
    async check() {
      if (refresh() === 0) throw new Error('the database holds no data yet')
    },
    async close() {
      clearInterval(poll)
      writer?.close()
      // Readers never merge the log into the file, and whoever copies the file alone would copy an
      // empty database.
      if (client.readonly || client.memory) client.close()
      else closeMerged(client)
    }
  }
}
