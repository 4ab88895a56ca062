// Changes of a SQLite file: one transaction at a time, all or nothing.
import { setTimeout as pause } from 'node:timers/promises'
import SQLite from 'better-sqlite3'
import { drizzle } from './orm.ts'
import { readersOrWriter } from './readers-or-writer.ts'
import { tables } from './schema.sqlite.ts'
import { DatabaseUnavailable, type Snapshot, StorageFull } from './store.ts'

/** How long another process that writes to the file is waited for, and how often it is asked. */
const PATIENCE_MS = 5_000
const PAUSE_MS = 20

type Write<T> = (snapshot: Snapshot) => Promise<T>
export type Writer = {
  /** Runs one after the other. */
  alone: <T>(run: () => Promise<T>) => Promise<T>
  transaction: <T>(write: Write<T>) => Promise<T>
  close: () => void
}

/** A writer with a connection of its own, opened when it is first needed. `connect` should not wait for locks: that would block. */
export function sqliteWriter(connect: () => SQLite.Database): Writer {
  let client: SQLite.Database | undefined
  return {
    alone: readersOrWriter().write,
    async transaction(write) {
      client ??= connect()
      const own = client
      const newest = own.prepare('SELECT max(revision) FROM import').pluck()
      const db = drizzle(own)
      return inTransaction(own, write, () => ({ engine: 'sqlite', db, tables, revision: Number(newest.get() ?? 0) }))
    },
    close() {
      client?.pragma('wal_checkpoint(TRUNCATE)')
      client?.close()
    }
  }
}

/** Runs one change on a connection. `begun` is asked for the snapshot once no one else can write. */
export async function inTransaction<T>(client: SQLite.Database, write: Write<T>, begun: () => Snapshot): Promise<T> {
  try {
    await begin(client)
    const result = await write(begun())
    client.exec('COMMIT')
    return result
  } catch (error) {
    // A full disk may have ended the transaction already.
    if (client.inTransaction) client.exec('ROLLBACK')
    throw known(error)
  }
}

async function begin(client: SQLite.Database): Promise<void> {
  for (const until = Date.now() + PATIENCE_MS; ; await pause(PAUSE_MS)) {
    try {
      client.exec('BEGIN IMMEDIATE')
      return
    } catch (error) {
      if (!isBusy(error) || Date.now() > until) throw error
    }
  }
}

/** Another process holds the file for longer than one waits. */
export function isBusy(error: unknown): boolean {
  return codeOf(error).startsWith('SQLITE_BUSY')
}

/** What a client should come back for later is told apart from defects. */
function known(error: unknown): unknown {
  const code = codeOf(error)
  if (code.startsWith('SQLITE_FULL')) return new StorageFull(error)
  return isBusy(error) || code.startsWith('SQLITE_IOERR') ? new DatabaseUnavailable(error) : error
}

/** Drizzle wraps what the driver throws. */
function codeOf(error: unknown): string {
  if (error instanceof SQLite.SqliteError) return error.code
  return error instanceof Error && error.cause !== undefined ? codeOf(error.cause) : ''
}
