// Opens a store from a database URL: creates a missing file, and migrates.
import type SQLite from 'better-sqlite3'
import { connectSqlite } from './sqlite/connect.ts'
import { codeOf, isBusy } from './sqlite/errors.ts'
import { migrateSqlite } from './sqlite/migrate.ts'
import { sqliteStore } from './sqlite/store.ts'
import type { Store } from './store.ts'
import { databaseFile, isPostgres } from './url.ts'

/** Opens a database for writing, and migrates it. Reads go to its replicas, if any. */
export async function openWritable(
  url: string,
  replicaUrls: readonly string[] = []
): Promise<Store> {
  if (isPostgres(url))
    return (await import('./postgres/open.ts')).openPostgres(url, { replicaUrls })
  return openSqlite(databaseFile(url), { readonly: false })
}

/**
 * Opens a database that was prepared before, for reading only. `readersMax` is the most connections
 * for reads to each server of PostgreSQL.
 */
export async function openPrepared(
  url: string,
  replicaUrls: readonly string[] = [],
  { readersMax }: { readersMax?: number } = {}
): Promise<Store> {
  if (isPostgres(url)) {
    const options = { replicaUrls, readersMax, isPrepared: true }
    return (await import('./postgres/open.ts')).openPostgres(url, options)
  }
  return openSqlite(databaseFile(url), { readonly: true })
}

function openSqlite(file: string, { readonly }: { readonly: boolean }): Store {
  let client: SQLite.Database | undefined
  try {
    client = connectSqlite(file, { readonly })
    if (!readonly) migrateSqlite(client)
    return readonly
      ? sqliteStore(client, () => connectSqlite(file, { waits: false, mustExist: true }))
      : sqliteStore(client)
  } catch (error) {
    client?.close()
    throw new Error(`The database ${file} cannot be used: ${explainFailure(error)}`, {
      cause: error
    })
  }
}

/** Why a file could not be opened, and what to do where the words of SQLite do not say it. */
export function explainFailure(error: unknown): string {
  if (isBusy(error))
    return (
      'another process has been writing to it for ten seconds. End that process, or start again ' +
      'when it is done'
    )
  if (codeOf(error).startsWith('SQLITE_READONLY'))
    return (
      'it cannot be written. The service also needs a folder that it can write to, because ' +
      'SQLite keeps its log beside the file. Change the rights, or name another file in ' +
      'DATABASE_URL'
    )
  const message = error instanceof Error ? error.message : String(error)
  return codeOf(error).startsWith('SQLITE_CORRUPT')
    ? `${message}. Put a backup in its place: npm run restore -- BACKUP`
    : message
}

/**
 * Opens a database of this version as the source of a copy: it is read in one long snapshot and not
 * changed.
 */
export async function openSource(url: string): Promise<Store> {
  if (isPostgres(url)) return (await import('./postgres/open.ts')).openPostgresSource(url)
  return sqliteStore(connectSqlite(databaseFile(url), { readonly: true }))
}
