// From a database URL to a store that can be read: created, migrated, and loaded where it is empty.
import type SQLite from 'better-sqlite3'
import { migrateSqlite } from './migrate.ts'
import { connectSqlite, sqliteStore } from './sqlite.ts'
import type { Store } from './store.ts'
import { databaseFile, isPostgres } from './url.ts'

/** Opens a database for writing, migrated. Where it has replicas, reads go to them. */
export async function openWritable(url: string, replicaUrls: readonly string[] = []): Promise<Store> {
  if (isPostgres(url)) return (await import('./open-postgres.ts')).openPostgres(url, replicaUrls)
  const file = databaseFile(url)
  let client: SQLite.Database | undefined
  try {
    client = connectSqlite(file)
    migrateSqlite(client)
    return sqliteStore(client)
  } catch (error) {
    client?.close()
    throw new Error(`The database ${file} cannot be used: ${error instanceof Error ? error.message : error}`, { cause: error })
  }
}

/** Opens a database for reading only, after making sure that it is there, up to date and not empty. */
export async function openForServing(url: string, replicaUrls: readonly string[] = []): Promise<Store> {
  const writable = await openWritable(url, replicaUrls)
  try {
    // Only a first start needs the loader; every other start is spared reading its code.
    if (writable.revision() === 0) await (await import('../imports/starter.ts')).loadStarter(writable)
  } catch (error) {
    await writable.close()
    throw error
  }
  // A server keeps readers and writers apart by itself; a file is opened once more, for reading only.
  if (isPostgres(url)) return writable
  await writable.close()
  return sqliteStore(connectSqlite(databaseFile(url), { readonly: true }))
}

/** Opens a database of this version as the source of a copy: read in one long snapshot, and left as it is. */
export async function openSource(url: string): Promise<Store> {
  if (isPostgres(url)) return (await import('./open-postgres.ts')).openPostgresSource(url)
  return sqliteStore(connectSqlite(databaseFile(url), { readonly: true }))
}
