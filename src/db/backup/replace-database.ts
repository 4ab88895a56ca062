// Replaces the file of a database by a copy. At every moment the database is the old one or the new
// one, as a whole: its log is merged before, because a log beside another file would be read as a
// part of it.
import { chmodSync, chownSync, existsSync, renameSync, rmSync, statSync } from 'node:fs'
import type SQLite from 'better-sqlite3'
import { connectSqlite } from '../sqlite/connect.ts'
import { isBusy } from '../sqlite/errors.ts'
import { hasImport, type NewestImport, readNewestImport } from './newest-import.ts'
import { nameTwice } from './second-name.ts'
import { replaceByCopy, type WholeCopy } from './whole-copy.ts'

/**
 * Replaces a database, and returns the name that the old file has now; undefined if there was none.
 * Throws, and changes nothing, if a process has the database open. Without `force`, it also throws
 * if the database has a revision that the copy does not have, or cannot be read.
 */
export async function replaceDatabase(
  target: string,
  copy: WholeCopy,
  { force }: { force: boolean }
): Promise<string | undefined> {
  const kept = `${target}.replaced-${new Date().toISOString().replaceAll(/[:.]/g, '')}`
  if (!existsSync(target)) {
    keepLog(target, kept)
    replaceByCopy(copy, target)
    return undefined
  }
  const held = hold(target, copy, force)
  try {
    takeRights(target, copy.file)
    // A second name, so that the first one names a whole database all the time.
    nameTwice(target, kept)
    keepLog(target, kept)
    replaceByCopy(copy, target)
    return kept
  } finally {
    held?.close()
  }
}

/**
 * Takes the database for this process alone, with everything of its log in its file. Undefined if
 * it cannot be read.
 */
function hold(target: string, copy: WholeCopy, force: boolean): SQLite.Database | undefined {
  let client: SQLite.Database | undefined
  try {
    client = connectSqlite(target, { mustExist: true, waits: false })
    if (!force) refuseNewer(target, readNewestImport(client), copy)
    // Only a process that has the file for itself can leave the mode with a log.
    client.pragma('journal_mode = DELETE')
    client.exec('BEGIN EXCLUSIVE')
    return client
  } catch (error) {
    client?.close()
    if (error instanceof Refused) throw error
    if (isBusy(error))
      throw new Refused(
        `The database ${target} is in use. Stop the service and other programs that have it ` +
          'open, then restore again. Nothing was changed.'
      )
    if (force) return undefined
    throw new Refused(
      `The database ${target} cannot be read, so nobody can tell whether the backup is older: ` +
        `${error instanceof Error ? error.message : error}. --force replaces it all the same, and ` +
        'keeps its file.'
    )
  }
}

class Refused extends Error {}

function refuseNewer(target: string, newest: NewestImport, copy: WholeCopy): void {
  const client = connectSqlite(copy.file, { readonly: true })
  try {
    if (hasImport(client, newest)) return
  } finally {
    client.close()
  }
  throw new Refused(
    `The database ${target} is at revision ${newest.revision} of ${newest.finished}, which the ` +
      `backup does not have: it ends with revision ${copy.newest.revision} of ` +
      `${copy.newest.finished}. --force replaces the database all the same, and keeps its file.`
  )
}

/** Who may read and write the old file may do so with the new one. */
function takeRights(from: string, to: string): void {
  const { mode, uid, gid } = statSync(from)
  chmodSync(to, mode)
  try {
    chownSync(to, uid, gid)
  } catch {
    // Only the administrator can give a file to somebody else.
  }
}

/** Moves the log and the journal of a database that could not be read beside its kept file. */
function keepLog(target: string, kept: string): void {
  for (const end of ['-wal', '-journal'])
    if (existsSync(`${target}${end}`)) renameSync(`${target}${end}`, `${kept}${end}`)
  rmSync(`${target}-shm`, { force: true })
}
