// Tells which state of the data a database file holds.
import type SQLite from 'better-sqlite3'
import { newestIn, SELECT_NEWEST } from '../store.ts'

/** The newest revision, and when it was made; 0 and empty before the first import. */
export type NewestImport = { revision: number; finished: string }

const SELECT_SAME = 'SELECT 1 FROM import WHERE revision = ? AND finished = ?'

export function readNewestImport(client: SQLite.Database): NewestImport {
  const { revision, updatedAt } = newestIn(client.prepare(SELECT_NEWEST).get())
  return { revision, finished: updatedAt ?? '' }
}

/**
 * Whether a database was at this state once: it has the same revision, made at the same time. Two
 * databases that went different ways from a common revision have different ones after it.
 */
export function hasImport(client: SQLite.Database, { revision, finished }: NewestImport): boolean {
  return revision === 0 || client.prepare(SELECT_SAME).get(revision, finished) !== undefined
}
