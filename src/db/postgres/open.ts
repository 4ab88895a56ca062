// From a `postgres://` URL to a store: connected, migrated. Loaded by open.ts only where such a URL
// is given.
import type { Ask } from '../copy/inspect-database.ts'
import type { Store } from '../store.ts'
import { nameOf } from '../url.ts'
import { connectPostgres } from './connect.ts'
import { reasonOf } from './errors.ts'
import { migratePostgres } from './migrate.ts'
import { postgresStore } from './store.ts'

export type PostgresOptions = {
  /** Replicas need not be there yet: they are used from when they are. */
  replicaUrls?: readonly string[]
  /** Left as it is: another process has just migrated it. */
  isPrepared?: boolean
}

/** Opens a database, migrated. */
export async function openPostgres(
  url: string,
  { replicaUrls = [], isPrepared = false }: PostgresOptions = {}
): Promise<Store> {
  const connections = connectPostgres(url, replicaUrls)
  let store: Store | undefined
  try {
    if (!isPrepared) await migratePostgres(connections.writing)
    store = postgresStore(connections)
    // The revision is known before the first request.
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
 * A store for one long snapshot: reads have the time that loads have, nothing is migrated, and
 * nobody waits for revisions.
 */
export function openPostgresSource(url: string): Store {
  const { reading, writing } = connectPostgres(url)
  return postgresStore({ reading: writing, writing: reading })
}

/**
 * Lends a connection to ask what a database holds; nothing is made of it and nothing is left open.
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
