// The SQLite store: one connection, reads in shared snapshots, and writes in one immediate
// transaction at a time.
import type SQLite from 'better-sqlite3'
import { memoryByRevision } from '../memory.ts'
import { drizzle } from '../orm.ts'
import { partsIn, SELECT_PARTS } from '../parts.ts'
import {
  DatabaseUnavailable,
  type Db,
  type Known,
  NotReady,
  newestIn,
  REVISION_TRUST_MS,
  SELECT_NEWEST,
  type Snapshot,
  type Store,
  WRITE_PATIENCE_MS
} from '../store.ts'
import { connectSqlite } from './connect.ts'
import { toPassing } from './errors.ts'
import { makeGate } from './make-gate.ts'
import { probeFile } from './probe.ts'
import { tables } from './schema.ts'
import { readSizes } from './sizes.ts'
import { closeMerged, runInTransaction, sqliteWriter } from './writer.ts'

const REVISION_POLL_MS = 500

/**
 * Makes a store of a connection to a migrated database; the store closes it. A read-only connection
 * needs a second one for writing, which the first change opens. Reads go on during a change, and
 * waiting for another process that writes to the file does not block.
 */
export function sqliteStore(client: SQLite.Database, connectWriter?: () => SQLite.Database): Store {
  const db: Db = drizzle(client)
  const writer = connectWriter && sqliteWriter(connectWriter)
  const probe = client.memory
    ? undefined
    : probeFile(client.name, () => connectSqlite(client.name, { readonly: true }))
  const begin = client.prepare('BEGIN')
  const rollback = client.prepare('ROLLBACK')
  const select = client.prepare(SELECT_NEWEST)
  const selectParts = client.prepare(SELECT_PARTS)
  let newest: Known = newestIn(undefined)
  let confirmed = 0
  const gate = makeGate()
  const memoryAt = memoryByRevision()
  const refresh = () => {
    const { revision, updatedAt } = newestIn(select.get())
    // Outside of a snapshot the parts may be newer, but never older than the revision.
    if (revision !== newest.revision || updatedAt !== newest.updatedAt)
      newest = { revision, updatedAt, parts: partsIn(selectParts.all()) }
    confirmed = performance.now()
    return newest
  }
  // Another process may have committed since the last question. Asking costs a few microseconds, so
  // it is asked once in each turn of the event loop in which somebody wants to know.
  let isAsked = false
  const askInThisTurn = () => {
    if (isAsked || client.inTransaction) return
    isAsked = true
    setImmediate(() => {
      isAsked = false
    })
    try {
      refresh()
    } catch {}
  }
  const snapshotAt = (at: Known): Snapshot => ({ engine: 'sqlite', db, tables, ...at })
  refresh()
  const poll = setInterval(() => {
    // A revision that is being made here does not count yet. If the database is locked for a
    // moment, the next poll asks again; if it stays away, the readiness check shows it.
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
  // A snapshot writes nothing, so it is rolled back. A statement that failed by an error of the
  // disk may have ended the transaction already.
  const endSnapshot = () => {
    if (client.inTransaction) rollback.run()
  }

  // Another process may commit between two statements, hence the transaction. Queries on SQLite
  // resolve without leaving the microtask queue, so requests that arrive together share one
  // snapshot, which ends after the last of them.
  const snapshot: Store['snapshot'] = async (read) => {
    try {
      return await gate.read({ first: beginSnapshot, last: endSnapshot }, async () => {
        const found = await read({ ...snapshotAt(newest), memory: memoryAt(newest) })
        // An error of one reader ends the snapshot of all its readers. What they read afterwards
        // may belong to another revision.
        if (!client.inTransaction)
          throw new DatabaseUnavailable(new Error('the snapshot ended under its readers'))
        return found
      })
    } catch (error) {
      throw toPassing(error)
    }
  }
  // The change is committed, even if it cannot be read at once. Until it can, no tag is confirmed
  // from memory.
  const refreshAfterWrite = () => {
    try {
      refresh()
    } catch {
      confirmed = Number.NEGATIVE_INFINITY
    }
  }

  return {
    engine: 'sqlite',
    revision: () => newest.revision,
    newest: () => newest,
    isFresh() {
      askInThisTurn()
      return performance.now() - confirmed < REVISION_TRUST_MS
    },
    snapshot,
    onPrimary: snapshot,
    snapshotApart: snapshot,
    transaction: (write, { patienceMs = WRITE_PATIENCE_MS } = {}) =>
      (writer?.runAlone ?? gate.write)(async () => {
        const takeSnapshot = () => snapshotAt(refresh())
        try {
          return await (writer
            ? writer.transaction(write, patienceMs)
            : runInTransaction(client, { write, takeSnapshot, patienceMs }))
        } finally {
          refreshAfterWrite()
        }
      }, patienceMs),
    async check() {
      if (refresh().revision === 0) throw new NotReady('The database holds no data yet.')
      probe?.run()
    },
    sizes: () => readSizes(client),
    async close() {
      clearInterval(poll)
      writer?.close()
      probe?.close()
      // Readers never merge the log into the file. Without merging, somebody who copies only the
      // file would copy an empty database.
      if (client.readonly || client.memory) client.close()
      else closeMerged(client)
    }
  }
}
