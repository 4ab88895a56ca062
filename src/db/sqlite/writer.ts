// Changes of a SQLite file: one transaction at a time, all or nothing.
import { setTimeout as pause } from 'node:timers/promises'
import type SQLite from 'better-sqlite3'
import { drizzle } from '../orm.ts'
import type { Snapshot } from '../store.ts'
import { isBusy, passing } from './errors.ts'
import { readersOrWriter } from './readers-or-writer.ts'
import { tables } from './schema.ts'

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

/**
 * A writer with a connection of its own, opened when it is first needed. `connect` should not wait
 * for locks: that would block.
 */
export function sqliteWriter(connect: () => SQLite.Database): Writer {
  let client: SQLite.Database | undefined
  const open = () => {
    client ??= connect()
    const newest = client.prepare('SELECT max(revision) FROM import').pluck()
    return { client, db: drizzle(client), revision: () => Number(newest.get() ?? 0) }
  }
  return {
    alone: readersOrWriter().write,
    async transaction(write) {
      try {
        const { client, db, revision } = open()
        return await inTransaction(client, write, () => ({
          engine: 'sqlite',
          db,
          tables,
          revision: revision()
        }))
      } catch (error) {
        // What could not even be undone is undone by closing: no later change may become part of
        // it.
        if (client?.inTransaction) client = void client.close()
        throw passing(error)
      }
    },
    close() {
      // A change under way is cut as by a crash: none of it was acknowledged.
      if (client) rollBack(client)
      if (client) closeMerged(client)
    }
  }
}

/**
 * Merges the log into the file and closes it. Where the disk is full or failing the log stays
 * beside the file, with every change in it: whoever opens the file next reads both.
 */
export function closeMerged(client: SQLite.Database): void {
  try {
    client.pragma('wal_checkpoint(TRUNCATE)')
  } catch (error) {
    if (passing(error) === error) throw error
  } finally {
    client.close()
  }
}

/**
 * Runs one change on a connection. `begun` is asked for the snapshot once no one else can write.
 */
export async function inTransaction<T>(
  client: SQLite.Database,
  write: Write<T>,
  begun: () => Snapshot
): Promise<T> {
  try {
    await begin(client)
    const result = await write(begun())
    client.exec('COMMIT')
    return result
  } catch (error) {
    rollBack(client)
    throw passing(error)
  }
}

/**
 * A full or failing disk may have ended the transaction already, or keep it from being undone; what
 * it did before is told.
 */
function rollBack(client: SQLite.Database): void {
  try {
    if (client.inTransaction) client.exec('ROLLBACK')
  } catch (error) {
    if (passing(error) === error) throw error
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
