// The connections of a PostgreSQL store, as connect.ts makes them and tests imitate them.
import type { PoolClient } from 'pg'

/** The part of the Pool of pg that the store uses; in tests PGlite provides it. */
export type Pool = { connect: () => Promise<PoolClient>; end: () => Promise<void> }
/**
 * Receives a revision, and the time when the database was asked for it. A notice has no such time,
 * because it may have been delayed.
 */
export type Learn = (revision: number, askedAt?: number) => void
/** Reports revisions of other processes, until it is stopped. */
export type Watch = (learn: Learn) => { stop: () => Promise<void> }
/**
 * `writing` has one connection, with more time for a statement. `checking` has one for checks,
 * which must not wait behind requests. `readsAtOnce` says that connections of `reading` take
 * several statements at once.
 */
export type Connections = {
  reading: Pool
  writing: Pool
  readsAtOnce?: boolean
  checking?: Pool
  watch?: Watch
  replicas?: Replica[]
}

/** `name` is its address without the password. */
export type Replica = { name: string; pool: Pool }
