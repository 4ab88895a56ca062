// What SQLite reports when the disk fails or someone else holds the file, told apart from defects
// of ours.
import SQLite from 'better-sqlite3'
import { DatabaseUnavailable, StorageFull } from '../store.ts'

/**
 * Held by others, errors of the disk, no more file handles, a race of many processes for the locks.
 * A disk that cannot read a block (EIO) makes SQLite say that the file is corrupt; where it really
 * is, clients are told the same, and the log names it.
 */
const PASSING = [
  'SQLITE_BUSY',
  'SQLITE_IOERR',
  'SQLITE_CANTOPEN',
  'SQLITE_PROTOCOL',
  'SQLITE_CORRUPT'
]

/** Another process holds the file for longer than one waits. */
export function isBusy(error: unknown): boolean {
  return codeOf(error).startsWith('SQLITE_BUSY')
}

/** What a client should come back for later, as the error that says so; anything else as it is. */
export function passing(error: unknown): unknown {
  if (error instanceof DatabaseUnavailable || error instanceof StorageFull) return error
  const code = codeOf(error)
  if (code.startsWith('SQLITE_FULL')) return new StorageFull(error)
  return PASSING.some((prefix) => code.startsWith(prefix)) ? new DatabaseUnavailable(error) : error
}

/** Drizzle wraps what the driver throws. */
function codeOf(error: unknown): string {
  if (error instanceof SQLite.SqliteError) return error.code
  return error instanceof Error && error.cause !== undefined ? codeOf(error.cause) : ''
}
