// From a `postgres://` URL to a store: connected, migrated. Loaded by open.ts only where such a URL is given.
import { migratePostgres } from './migrate-postgres.ts'
import { postgresStore } from './postgres.ts'
import { connectPostgres } from './postgres-connect.ts'
import { reasonOf } from './postgres-errors.ts'
import type { Store } from './store.ts'

export async function openPostgres(url: string): Promise<Store> {
  const connections = connectPostgres(url)
  try {
    await migratePostgres(connections.writing)
    const store = postgresStore(connections)
    // The revision is known before the first request.
    await store.snapshot(async () => {})
    return store
  } catch (error) {
    await Promise.all([connections.reading.end(), connections.writing.end()])
    throw new Error(`The database ${withoutPassword(url)} cannot be used: ${reasonOf(error)}`, { cause: error })
  }
}

/** Passwords stand before the last `@`, or among the options. */
function withoutPassword(url: string): string {
  return url.replace(/\/\/([^:@/]*):.*@/, '//$1@').replace(/\?.*$/, '')
}
