// Makes changes of a SQLite file: one transaction at a time, all or nothing.
import { setTimeout as pause } from 'node:timers/promises'
import type SQLite from 'better-sqlite3'
import { makeQueue, type Queue } from '../make-queue.ts'
import { drizzle } from '../orm.ts'
import { newestIn, SELECT_NEWEST, type Snapshot, WriterBusy } from '../store.ts'
import { isBusy, toPassing } from './errors.ts'
import { tables } from './schema.ts'

/** How often a change tries to begin while another process writes to the file. */
const PAUSE_MS = 20

type Write<T> = (snapshot: Snapshot) => Promise<T>
export type Writer = {
  /** Runs changes one after another. */
  runAlone: Queue
  transaction: <T>(write: Write<T>, patienceMs: number) => Promise<T>
  close: () => void
}

/**
 * A writer with a connection of its own, opened when it is first needed. `connect` should not wait
 * for locks, because that would block.
 */
export function sqliteWriter(connect: () => SQLite.Database): Writer {
  let client: SQLite.Database | undefined
  const open = () => {
    client ??= connect()
    const select = client.prepare(SELECT_NEWEST)
    return { client, db: drizzle(client), newest: () => newestIn(select.get()) }
  }
  return {
    runAlone: makeQueue(),
    async transaction(write, patienceMs) {
      try {
        const { client, db, newest } = open()
        const takeSnapshot = (): Snapshot => ({ engine: 'sqlite', db, tables, ...newest() })
        return await runInTransaction(client, { write, takeSnapshot, patienceMs })
      } catch (error) {
        // If a change cannot be undone, closing the connection undoes it: no later change may
        // become part of it.
        if (client?.inTransaction) client = void client.close()
        throw toPassing(error)
      }
    },
    close() {
      // Closing cuts a running change like a crash: nothing of it was acknowledged.
      if (client) rollBack(client)
      if (client) closeMerged(client)
    }
  }
}

/**
 * Merges the log into the file, and closes it. If the disk is full or failing, the log stays beside
 * the file with every change in it, and the next process that opens the file reads both.
 */
export function closeMerged(client: SQLite.Database): void {
  try {
    client.pragma('wal_checkpoint(TRUNCATE)')
  } catch (error) {
    if (toPassing(error) === error) throw error
  } finally {
    client.close()
  }
}

type OwnTransaction<T> = { write: Write<T>; takeSnapshot: () => Snapshot; patienceMs: number }

/**
 * Runs one change on a connection. Takes the snapshot when nobody else can write, for which it
 * waits no longer than the patience.
 */
export async function runInTransaction<T>(
  client: SQLite.Database,
  { write, takeSnapshot, patienceMs }: OwnTransaction<T>
): Promise<T> {
  try {
    await begin(client, patienceMs)
    const result = await write(takeSnapshot())
    client.exec('COMMIT')
    return result
  } catch (error) {
    rollBack(client)
    throw toPassing(error)
  }
}

/**
 * Rolls back. A full or failing disk may have ended the transaction already, or may prevent the
 * rollback; the error before that is the one to report.
 */
function rollBack(client: SQLite.Database): void {
  try {
    if (client.inTransaction) client.exec('ROLLBACK')
  } catch (error) {
    if (toPassing(error) === error) throw error
  }
}

async function begin(client: SQLite.Database, patienceMs: number): Promise<void> {
  for (const until = Date.now() + patienceMs; ; await pause(PAUSE_MS)) {
    try {
      client.exec('BEGIN IMMEDIATE')
      return
    } catch (error) {
      if (!isBusy(error)) throw error
      if (Date.now() > until) throw new WriterBusy(error)
    }
  }
}
