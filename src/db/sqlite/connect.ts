// Connections to SQLite files.
import { existsSync } from 'node:fs'
import SQLite from 'better-sqlite3'
import { makeOwnFile } from './own-file.ts'

// A waiting reader blocks all requests of the process; a writer has time.
const BUSY_TIMEOUT_MS = { reader: 250, writer: 10_000 }
const WAL_BYTES_MAX = 64 * 1024 * 1024
/**
 * The memory is taken only as needed. A large import touches every page of many indexes, and
 * pages that do not fit are written and read again.
 */
const WRITER_CACHE_KIB = 24 * 1024
/**
 * For temporary tables, such as the ids of an import. They are read in order, so more memory would
 * not make them faster.
 */
const TEMPORARY_CACHE_KIB = 2 * 1024

/**
 * Opens a connection. While it waits for another process that locks the file, everything else in
 * this process waits too. `:memory:` and the bytes of a serialised database give a database that is
 * gone when closed.
 */
export function connectSqlite(
  file: string | Buffer,
  { readonly = false, waits = true, mustExist = false } = {}
): SQLite.Database {
  const onDisk = typeof file === 'string' && file !== ':memory:'
  if (onDisk && !readonly && !mustExist) makeOwnFile(file)
  if (onDisk && readonly) undoHalfChange(file)
  const client = new SQLite(file, {
    readonly,
    fileMustExist: onDisk && mustExist,
    timeout: waits ? BUSY_TIMEOUT_MS[readonly ? 'reader' : 'writer'] : 0
  })
  client.pragma('foreign_keys = ON')
  client.pragma('trusted_schema = OFF')
  if (readonly) client.pragma('query_only = ON')
  else if (onDisk) {
    client.pragma('journal_mode = WAL')
    client.pragma('synchronous = FULL')
    client.pragma(`journal_size_limit = ${WAL_BYTES_MAX}`)
    client.pragma(`cache_size = -${WRITER_CACHE_KIB}`)
    client.pragma(`temp.cache_size = -${TEMPORARY_CACHE_KIB}`)
  }
  return client
}

/**
 * A process that was killed while it took the file out of or into the mode with a log has left a
 * journal, which only a connection that may write can take back.
 */
function undoHalfChange(file: string): void {
  if (!existsSync(`${file}-journal`)) return
  let client: SQLite.Database | undefined
  try {
    client = new SQLite(file, { fileMustExist: true, timeout: BUSY_TIMEOUT_MS.reader })
    client.pragma('schema_version')
  } catch {
    // What keeps the journal there, the reader meets too, and says it.
  } finally {
    client?.close()
  }
}
