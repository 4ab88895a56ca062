// From a database URL to a store that can be read: created, migrated, and loaded where it is empty.
import type SQLite from 'better-sqlite3'
import { recheck } from '../imports/recheck.ts'
import { migrateSqlite } from './sqlite/migrate.ts'
import { connectSqlite, sqliteStore } from './sqlite/store.ts'
import type { Store } from './store.ts'
import { databaseFile, isPostgres } from './url.ts'

/** Opens a database for writing, migrated. Where it has replicas, reads go to them. */
export async function openWritable(url: string, replicaUrls: readonly string[] = []): Promise<Store> {
  if (isPostgres(url)) return (await import('./postgres/open.ts')).openPostgres(url, { replicaUrls })
  return openSqlite(databaseFile(url), { readonly: false })
}

/** Opens a database for reading only, after making sure that it is there, up to date and not empty. */
export async function openForServing(url: string, replicaUrls: readonly string[] = []): Promise<Store> {
  const writable = await openLoaded(url, replicaUrls)
  // A server keeps readers and writers apart by itself; a file is opened once more, for reading only.
  if (isPostgres(url)) return writable
  await writable.close()
  return openPrepared(url)
}

/** Makes sure that a database is there, up to date and not empty: once for all processes that open it afterwards. */
export async function prepareDatabase(url: string): Promise<void> {
  const store = await openLoaded(url)
  await store.close()
}

/** Opens a database that was prepared before, for reading only. */
export async function openPrepared(url: string, replicaUrls: readonly string[] = []): Promise<Store> {
  if (isPostgres(url)) return (await import('./postgres/open.ts')).openPostgres(url, { replicaUrls, isPrepared: true })
  return openSqlite(databaseFile(url), { readonly: true })
}

/** Opens a database for writing, migrated, and with the starter data where it was empty. */
export async function openLoaded(url: string, replicaUrls: readonly string[] = []): Promise<Store> {
  const writable = await openWritable(url, replicaUrls)
  try {
    // Only a first start needs the loader; every other start is spared reading its code.
    if (writable.revision() === 0) await (await import('../starter/load.ts')).loadStarter(writable)
    await recheck(writable)
    return writable
  } catch (error) {
    await writable.close()
    throw error
  }
}

function openSqlite(file: string, { readonly }: { readonly: boolean }): Store {
  let client: SQLite.Database | undefined
  try {
    client = connectSqlite(file, { readonly })
    if (!readonly) migrateSqlite(client)
    return readonly ? sqliteStore(client, () => connectSqlite(file, { waits: false, mustExist: true })) : sqliteStore(client)
  } catch (error) {
    client?.close()
    throw new Error(`The database ${file} cannot be used: ${error instanceof Error ? error.message : error}`, { cause: error })
  }
}

/** Opens a database of this version as the source of a copy: read in one long snapshot, and left as it is. */
export async function openSource(url: string): Promise<Store> {
  if (isPostgres(url)) return (await import('./postgres/open.ts')).openPostgresSource(url)
  return sqliteStore(connectSqlite(databaseFile(url), { readonly: true }))
}
