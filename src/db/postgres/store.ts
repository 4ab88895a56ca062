// The PostgreSQL store: every read in a snapshot on a connection of its own, writes one at a time
// under a lock of the database.
import { createRequire } from 'node:module'
import type { PoolClient, QueryConfig, QueryResult } from 'pg'
import {
  DatabaseUnavailable,
  type Db,
  REVISION_TRUST_MS,
  type Snapshot,
  type Store
} from '../store.ts'
import { isTemporary } from './errors.ts'
import { type Replica, readReplicas } from './replicas.ts'
import { tables } from './schema.ts'
import { named } from './statements.ts'

// Required, not imported: see orm.ts. Loaded by the first start on PostgreSQL only.
const { drizzle }: typeof import('drizzle-orm/node-postgres') = createRequire(import.meta.url)(
  'drizzle-orm/node-postgres'
)

/**
 * Held by whoever writes or migrates; any number will do that no other program on the database
 * uses.
 */
export const WRITE_LOCK = 1_129_272_146
export const REVISION_CHANNEL = 'corridor_revision'
export const NEWEST = 'SELECT max(revision) AS revision FROM import'

/**
 * A server that does not answer to this within the time is taken for lost; whoever waits for the
 * answer has waited long already.
 */
const END_TIMEOUT_MS = 500
/** A replica that takes longer to begin with is not worth waiting for: there are others. */
const REPLICA_TIMEOUT_MS = 1_000
// One round trip each: several statements in one text, of which the last gives the revision.
const BEGIN_READING = `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; ${NEWEST}`
// The lock first and the revision in a statement of its own after it, so that it is the one the
// writer before has left.
const BEGIN_WRITING = `BEGIN; SELECT pg_advisory_xact_lock(${WRITE_LOCK}); ${NEWEST}`
const COMMIT_WRITING =
  `SELECT pg_notify('${REVISION_CHANNEL}', revision::text), revision FROM (${NEWEST}) AS ` +
  'newest; COMMIT'

/** What the store needs of pg's Pool; PGlite answers to it in tests. */
export type Pool = { connect: () => Promise<PoolClient>; end: () => Promise<void> }
/**
 * Takes a revision, and when the database was asked for the newest, if it was. A notice may have
 * been long on its way.
 */
export type Learn = (revision: number, askedAt?: number) => void
/** Tells of revisions that other processes make, until stopped. */
export type Watch = (learn: Learn) => { stop: () => Promise<void> }
/**
 * `writing` has one connection, with more time for a statement; its queue is what lets one
 * transaction wait for another.
 */
export type Connections = { reading: Pool; writing: Pool; watch?: Watch; replicas?: Replica[] }

/** Wraps connections to a migrated database. The store closes them. */
export function postgresStore({ reading, writing, watch, replicas = [] }: Connections): Store {
  let revision = 0
  let confirmed = Number.NEGATIVE_INFINITY
  const learn: Learn = (newest, askedAt = confirmed) => {
    revision = Math.max(revision, newest)
    confirmed = Math.max(confirmed, askedAt)
  }
  const watching = watch?.(learn)
  const onPrimary: Store['snapshot'] = (read) => {
    const askedAt = performance.now()
    return within(reading, { begin: BEGIN_READING, finish: endReading }, (snapshot) => {
      learn(snapshot.revision, askedAt)
      return read(snapshot)
    })
  }
  const onReplicas = readReplicas(replicas, {
    readOn: (pool, read) => within(pool, READING_REPLICA, read),
    newest: () => revision
  })
  const snapshot: Store['snapshot'] = (read) => onReplicas.read(read, onPrimary)

  return {
    engine: 'postgres',
    revision: () => revision,
    isFresh: () => performance.now() - confirmed < REVISION_TRUST_MS,
    snapshot,
    onPrimary,
    report: onReplicas.report,
    async transaction(write) {
      const finish = async (client: PoolClient) => {
        learn(revisionIn(await client.query(COMMIT_WRITING)))
        client.release()
      }
      return within(writing, { begin: BEGIN_WRITING, finish }, write)
    },
    async check() {
      await snapshot(async (now) => {
        if (now.revision === 0) throw new Error('the database holds no data yet')
      })
    },
    async close() {
      await watching?.stop()
      await Promise.all([reading.end(), writing.end(), onReplicas.close()])
    }
  }
}

type Transaction = { begin: string | QueryConfig; finish: (client: PoolClient) => Promise<void> }

const READING_REPLICA: Transaction = {
  begin: inTime(BEGIN_READING, REPLICA_TIMEOUT_MS),
  finish: endReading
}

/** Runs one transaction on a connection of the pool; whatever `run` throws undoes it. */
async function within<T>(
  pool: Pool,
  { begin, finish }: Transaction,
  run: (snapshot: Snapshot) => Promise<T>
): Promise<T> {
  const client = await pool.connect().catch((error: unknown) => {
    throw new DatabaseUnavailable(error)
  })
  try {
    const revision = revisionIn(await client.query(begin))
    const result = await run({ engine: 'postgres', db: dbOn(client), tables, revision })
    await finish(client)
    return result
  } catch (error) {
    const isAlive = await released(client, 'ROLLBACK')
    throw isAlive && !isTemporary(error) ? error : new DatabaseUnavailable(error)
  }
}

/**
 * What was read is read: the answer need not wait for the end of its snapshot, only the connection
 * has to.
 */
async function endReading(client: PoolClient): Promise<void> {
  void released(client, 'COMMIT')
}

/**
 * Ends a transaction and gives its connection back. False where it is lost: then the pool makes
 * another.
 */
async function released(client: PoolClient, end: string): Promise<boolean> {
  try {
    await client.query(inTime(end, END_TIMEOUT_MS))
    client.release()
    return true
  } catch {
    client.release(true)
    return false
  }
}

/** A text that the driver gives up on after a time. */
function inTime(text: string, milliseconds: number): QueryConfig {
  return { text, query_timeout: milliseconds } as QueryConfig
}

const kept = new WeakMap<PoolClient, Db>()

/**
 * Statements are kept by their `Db` (statements.ts), and PostgreSQL keeps them by connection: so
 * each connection has its own.
 */
function dbOn(client: PoolClient): Db {
  // The one place where the engines' databases are told to be alike: queries are written against
  // the SQLite builder, and this one answers to all of it that they use.
  const db = kept.get(client) ?? (drizzle(named(client)) as unknown as Db)
  kept.set(client, db)
  return db
}

/**
 * The answer to a text of several statements is a list of results, and the revision is in the last
 * row of them all.
 */
function revisionIn(results: QueryResult | QueryResult[]): number {
  const rows = [results].flat().flatMap((result) => result.rows)
  return Number(rows.at(-1)?.revision ?? 0)
}
