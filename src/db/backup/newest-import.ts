// Tells which state of the data a database file holds.
import type SQLite from 'better-sqlite3'

/** The newest revision, and when it was made; 0 and empty before the first import. */
export type NewestImport = { revision: number; finished: string }

const SELECT_NEWEST = 'SELECT revision, finished FROM import ORDER BY revision DESC LIMIT 1'
const SELECT_SAME = 'SELECT 1 FROM import WHERE revision = ? AND finished = ?'

export function readNewestImport(client: SQLite.Database): NewestImport {
  return client.prepare<[], NewestImport>(SELECT_NEWEST).get() ?? { revision: 0, finished: '' }
}

/**
 * Whether a database was at this state once: it has the same revision, made at the same time. Two
 * databases that went different ways from a common revision have different ones after it.
 */
export function hasImport(client: SQLite.Database, { revision, finished }: NewestImport): boolean {
  return revision === 0 || client.prepare(SELECT_SAME).get(revision, finished) !== undefined
}
