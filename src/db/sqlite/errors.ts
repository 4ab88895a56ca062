// Recognises the errors of SQLite that come from a failing disk or a locked file, and not from a
// defect of this service.
import SQLite from 'better-sqlite3'
import { DatabaseUnavailable, StorageFull } from '../store.ts'

/**
 * A locked file, errors of the disk, no more file handles, many processes racing for the locks. If
 * a disk cannot read a block (EIO), SQLite may report a corrupt file. If the file really is
 * corrupt, clients get the same answer, and the log has the error.
 */
const PASSING_CODES = [
  'SQLITE_BUSY',
  'SQLITE_IOERR',
  'SQLITE_CANTOPEN',
  'SQLITE_PROTOCOL',
  'SQLITE_CORRUPT'
]

/** Whether another process holds the file for longer than this one waits. */
export function isBusy(error: unknown): boolean {
  return codeOf(error).startsWith('SQLITE_BUSY')
}

/**
 * The error to throw: an error that tells the client to come back later, if this one passes by
 * itself; otherwise the error itself.
 */
export function toPassing(error: unknown): unknown {
  if (error instanceof DatabaseUnavailable || error instanceof StorageFull) return error
  const code = codeOf(error)
  if (code.startsWith('SQLITE_FULL')) return new StorageFull(error)
  return PASSING_CODES.some((prefix) => code.startsWith(prefix))
    ? new DatabaseUnavailable(error)
    : error
}

/** Drizzle wraps the errors of the driver. */
export function codeOf(error: unknown): string {
  if (error instanceof SQLite.SqliteError) return error.code
  return error instanceof Error && error.cause !== undefined ? codeOf(error.cause) : ''
}
