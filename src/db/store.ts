// What the rest of the service sees of a database. Queries take a `Snapshot` as their first
// argument, are async, and know neither the engine nor a schema module. `Db` and `Tables` are those
// of SQLite; postgres.ts casts its own to them.
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3'
import type { Tables } from './tables/define.ts'

export type Engine = 'sqlite' | 'postgres'
export type Db = BetterSQLite3Database<Record<string, never>>

/**
 * How long the newest revision known may be relied on after the database has confirmed it. Stores
 * ask several times within.
 */
export const REVISION_TRUST_MS = 2_000

/**
 * The data as they were at one revision: everything read through one snapshot belongs together. One
 * that shows an earlier revision (as-of.ts) has the snapshot it was made from as `now`.
 */
export type Snapshot = { engine: Engine; db: Db; tables: Tables; revision: number; now?: Snapshot }

export type Store = {
  engine: Engine
  /**
   * The newest revision known, 0 before the first import. Held in memory: reading it costs nothing.
   */
  revision: () => number
  /**
   * Whether the database has confirmed that revision a moment ago. Where it has not, others may
   * have made a newer one unseen.
   */
  isFresh: () => boolean
  /**
   * Runs reads against one revision. `read` may await nothing but queries, for others may share its
   * snapshot, and it may begin anew where a server is lost under it: it should do nothing but read.
   */
  snapshot: <T>(read: (snapshot: Snapshot) => Promise<T>) => Promise<T>
  /**
   * The same where writes go: what makes no revision, such as a key, may not have come to a replica
   * yet.
   */
  onPrimary: <T>(read: (snapshot: Snapshot) => Promise<T>) => Promise<T>
  /**
   * Runs writes as one atomic change; whatever it throws undoes all of it. One at a time: inside,
   * read by the snapshot given.
   */
  transaction: <T>(write: (snapshot: Snapshot) => Promise<T>) => Promise<T>
  /** Throws unless the database answers and holds data. */
  check: () => Promise<void>
  /** Tells of servers that are left out and used again, where there are several. */
  report?: (listener: (message: string) => void) => void
  close: () => Promise<void>
}

/**
 * The database cannot answer now but may well do so a little later: the server is away, restarting,
 * or over its limits.
 */
export class DatabaseUnavailable extends Error {
  override name = 'DatabaseUnavailable'

  constructor(cause: unknown) {
    super('the database does not answer', { cause })
  }
}

/**
 * The disk the database is on has no room for a change. Nothing of it was kept, and reading goes
 * on.
 */
export class StorageFull extends Error {
  override name = 'StorageFull'

  constructor(cause: unknown) {
    super('there is no room for the change', { cause })
  }
}
