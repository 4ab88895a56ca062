// Opens a store from a `postgres://` URL: connects and migrates. open.ts loads this file only for
// such a URL.
import type { Ask } from '../copy/inspect-database.ts'
import type { Store } from '../store.ts'
import { nameOf } from '../url.ts'
import { connectPostgres } from './connect.ts'
import { reasonOf } from './errors.ts'
import { migratePostgres } from './migrate.ts'
import { postgresStore } from './store.ts'

export type PostgresOptions = {
  /** A replica need not be reachable yet: it is used as soon as it is. */
  replicaUrls?: readonly string[]
  /** Skips migrating, because another process has just done it. */
  isPrepared?: boolean
  /** The most connections for reads, to each server. */
  readersMax?: number | undefined
}

/** Opens a database, and migrates it. */
export async function openPostgres(
  url: string,
  { replicaUrls = [], isPrepared = false, readersMax }: PostgresOptions = {}
): Promise<Store> {
  const connections = connectPostgres(url, { replicaUrls, readersMax })
  let store: Store | undefined
  try {
    if (!isPrepared) await migratePostgres(connections.writing)
    store = postgresStore(connections)
    // This makes the revision known before the first request.
    await store.snapshot(async () => {})
    return store
  } catch (error) {
    await (store
      ? store.close()
      : Promise.all([connections.reading.end(), connections.writing.end()]))
    throw new Error(`The database ${nameOf(url)} cannot be used: ${reasonOf(error)}`, {
      cause: error
    })
  }
}

/**
 * Opens a store for one long snapshot. Reads have the time limit of writes, nothing is migrated,
 * and nobody watches revisions.
 */
export function openPostgresSource(url: string): Store {
  const { reading, writing } = connectPostgres(url)
  return postgresStore({ reading: writing, writing: reading })
}

/**
 * Provides a connection for questions about a database, and closes it afterwards. Changes nothing.
 */
export async function askPostgres<T>(url: string, run: (ask: Ask) => Promise<T>): Promise<T> {
  const { reading, writing } = connectPostgres(url)
  try {
    const client = await writing.connect()
    try {
      return await run(async (text) => (await client.query(text)).rows)
    } finally {
      client.release()
    }
  } finally {
    await Promise.all([reading.end(), writing.end()])
  }
}
