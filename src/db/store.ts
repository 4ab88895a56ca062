// The view of a database for the rest of the service. Queries take a `Snapshot` as their first
// argument, are async, and know neither the engine nor a schema module. `Db` and `Tables` are those
// of SQLite; postgres/store.ts casts its own to them.
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3'
import type { Memory } from './memory.ts'
import type { Tables } from './tables/define.ts'

export type Engine = 'sqlite' | 'postgres'
export type Db = BetterSQLite3Database<Record<string, never>>

/**
 * How long the newest known revision is trusted after the database has confirmed it. Stores ask
 * several times within that time.
 */
export const REVISION_TRUST_MS = 2_000

/**
 * The data as they were at one revision: everything read through one snapshot belongs together. A
 * snapshot of an earlier revision (as-of.ts) has the snapshot that it was made from as `now`, and
 * no parts. The snapshot of a writer has neither parts nor a memory: it sees what has no revision
 * yet.
 */
export type Snapshot = Known & {
  engine: Engine
  db: Db
  tables: Tables
  now?: Snapshot
  memory?: Memory | undefined
}

/** A revision, and the time when it was made; 0 and null before the first import. */
export type Newest = { revision: number; updatedAt: string | null }
/** The newest revision that touched each part of the data (parts.ts), by the name of the part. */
export type Parts = ReadonlyMap<string, Newest>
/** The newest revision of all, and of each part of the data as far as they are known. */
export type Known = Newest & { parts?: Parts | undefined }

/**
 * How long a change waits for the changes before it, such as a large import, and then as long again
 * for other processes. A client waits for its answer meanwhile.
 */
export const WRITE_PATIENCE_MS = 5_000
/** The patience of commands and of what is loaded at a start: no client waits for them. */
export const LOAD_PATIENCE_MS = 60_000

/** Reads the newest revision in one step along the primary key, on both engines. */
export const SELECT_NEWEST = 'SELECT revision, finished FROM import ORDER BY revision DESC LIMIT 1'

/** The revision in the row of {@link SELECT_NEWEST}, if there is one. */
export function newestIn(row: unknown): Newest {
  const { revision = 0, finished = null } = (row ?? {}) as { revision?: number; finished?: string }
  return { revision: Number(revision), updatedAt: finished }
}

export type Store = {
  engine: Engine
  /**
   * The newest revision known, 0 before the first import. It is in memory, so reading it costs
   * nothing.
   */
  revision: () => number
  /** The same with its time and the parts of the data. */
  newest: () => Known
  /**
   * Whether the database has confirmed that revision a moment ago. If not, other processes may have
   * made a newer one.
   */
  isFresh: () => boolean
  /**
   * Runs reads at one revision. `read` may await nothing but queries, because other requests may
   * share its snapshot. It may start again if a server is lost, so it must only read.
   */
  snapshot: <T>(read: (snapshot: Snapshot) => Promise<T>) => Promise<T>
  /**
   * Runs reads on the server that takes writes. A replica may not have what makes no revision yet,
   * such as a new key.
   */
  onPrimary: <T>(read: (snapshot: Snapshot) => Promise<T>) => Promise<T>
  /**
   * Runs writes as one atomic change, one at a time. If `write` throws, all of it is undone.
   * Inside, read only through the given snapshot. Throws {@link WriterBusy} if others write for
   * longer than the patience, which is {@link WRITE_PATIENCE_MS} unless another one is given.
   */
  transaction: <T>(
    write: (snapshot: Snapshot) => Promise<T>,
    patience?: { patienceMs?: number | undefined }
  ) => Promise<T>
  /**
   * Throws unless the database answers, can be read and holds data; a `NotReady` says why it cannot
   * be served. Requests neither delay this check nor wait for it.
   */
  check: () => Promise<void>
  /** Runs reads that no other request can delay, such as those about the state of the service. */
  snapshotApart: <T>(read: (snapshot: Snapshot) => Promise<T>) => Promise<T>
  /** The size of the database in bytes, and of the log beside it if it has one of its own. */
  sizes?: () => Promise<{ database: number; log: number | null }>
  /** Reports servers that are left out and used again, if there are several. */
  report?: (listener: (message: string) => void) => void
  close: () => Promise<void>
}

/**
 * The database cannot answer now, but may do so a little later: the server is away, restarting, or
 * over its limits.
 */
export class DatabaseUnavailable extends Error {
  override name = 'DatabaseUnavailable'

  constructor(cause: unknown) {
    super('the database does not answer', { cause })
  }
}

/** Others write for longer than a change can wait. Nothing of the change was begun. */
export class WriterBusy extends DatabaseUnavailable {
  override name = 'WriterBusy'

  constructor(cause?: unknown) {
    super(cause)
    this.message = 'another change is being made'
  }
}

/** The database cannot be served before somebody does something. The message is for clients too. */
export class NotReady extends Error {
  override name = 'NotReady'
}

/**
 * The disk of the database has no room for a change. Nothing of the change was kept, and reading
 * still works.
 */
export class StorageFull extends Error {
  override name = 'StorageFull'

  constructor(cause: unknown) {
    super('there is no room for the change', { cause })
  }
}
