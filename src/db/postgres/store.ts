// The PostgreSQL store: every read runs in a snapshot on a connection of its own; writes run one at
// a time under a lock of the database.
import { createRequire } from 'node:module'
import type { PoolClient, QueryConfig, QueryResult } from 'pg'
import {
  DatabaseUnavailable,
  type Db,
  type Newest,
  newestIn,
  REVISION_TRUST_MS,
  SELECT_NEWEST,
  type Snapshot,
  type Store
} from '../store.ts'
import { checkTables } from './check.ts'
import { isTemporary } from './errors.ts'
import { type Replica, readReplicas } from './replicas.ts'
import { tables } from './schema.ts'
import { nameStatements } from './statements.ts'

// Required instead of imported: see orm.ts. Loaded only for PostgreSQL.
const { drizzle }: typeof import('drizzle-orm/node-postgres') = createRequire(import.meta.url)(
  'drizzle-orm/node-postgres'
)

/** The lock of writers and migrations: any number that no other program on the database uses. */
export const WRITE_LOCK = 1_129_272_146
export const REVISION_CHANNEL = 'corridor_revision'

/**
 * A server that does not end a transaction within this time is treated as lost, because the client
 * has waited long already.
 */
const END_TIMEOUT_MS = 500
/** A replica that needs longer to begin is not worth waiting for: there are other servers. */
const REPLICA_TIMEOUT_MS = 1_000
// One round trip each: several statements in one text. The last one returns the revision.
const BEGIN_READING = `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; ${SELECT_NEWEST}`
// The lock comes first, and the revision is read by a later statement, so that it is the revision
// of the writer before.
const BEGIN_WRITING = `BEGIN; SELECT pg_advisory_xact_lock(${WRITE_LOCK}); ${SELECT_NEWEST}`
const COMMIT_WRITING =
  `SELECT pg_notify('${REVISION_CHANNEL}', revision::text), revision FROM (${SELECT_NEWEST}) ` +
  'AS newest; COMMIT'

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
 * `writing` has one connection, with more time for a statement. Its queue makes transactions wait
 * for each other. `checking` has one for checks, which must not wait behind requests.
 */
export type Connections = {
  reading: Pool
  writing: Pool
  checking?: Pool
  watch?: Watch
  replicas?: Replica[]
}

/** Makes a store of connections to a migrated database. The store closes them. */
export function postgresStore(connections: Connections): Store {
  const { reading, writing, checking = reading, watch, replicas = [] } = connections
  let revision = 0
  let confirmed = Number.NEGATIVE_INFINITY
  const learn: Learn = (newest, askedAt = confirmed) => {
    revision = Math.max(revision, newest)
    confirmed = Math.max(confirmed, askedAt)
  }
  const watching = watch?.(learn)
  const onPrimary: Store['snapshot'] = (read) => {
    const askedAt = performance.now()
    return runTransaction(reading, { begin: BEGIN_READING, finish: endReading }, (snapshot) => {
      learn(snapshot.revision, askedAt)
      return read(snapshot)
    })
  }
  const onReplicas = readReplicas(replicas, {
    readOn: (pool, read) => runTransaction(pool, READING_REPLICA, read),
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
        learn(newestOf(await client.query(COMMIT_WRITING)).revision)
        client.release()
      }
      return runTransaction(writing, { begin: BEGIN_WRITING, finish }, write)
    },
    check: () =>
      checkTables(checking, replicas.length > 0 ? () => snapshot(async () => {}) : undefined),
    snapshotApart: (read) =>
      replicas.length > 0
        ? snapshot(read)
        : runTransaction(checking, { begin: BEGIN_READING, finish: endReading }, read),
    async close() {
      await watching?.stop()
      await Promise.all([reading.end(), writing.end(), onReplicas.close()])
      if (checking !== reading) await checking.end()
    }
  }
}

type Transaction = { begin: string | QueryConfig; finish: (client: PoolClient) => Promise<void> }

const READING_REPLICA: Transaction = {
  begin: withTimeout(BEGIN_READING, REPLICA_TIMEOUT_MS),
  finish: endReading
}

/** Runs one transaction on a connection of the pool. If `run` throws, the transaction is undone. */
async function runTransaction<T>(
  pool: Pool,
  { begin, finish }: Transaction,
  run: (snapshot: Snapshot) => Promise<T>
): Promise<T> {
  const client = await pool.connect().catch((error: unknown) => {
    throw new DatabaseUnavailable(error)
  })
  try {
    const newest = newestOf(await client.query(begin))
    const result = await run({ engine: 'postgres', db: dbOn(client), tables, ...newest })
    await finish(client)
    return result
  } catch (error) {
    const isAlive = await releaseClient(client, 'ROLLBACK')
    throw isAlive && !isTemporary(error) ? error : new DatabaseUnavailable(error)
  }
}

/**
 * Ends the snapshot without waiting: the answer is already read, only the connection has to wait.
 */
async function endReading(client: PoolClient): Promise<void> {
  void releaseClient(client, 'COMMIT')
}

/**
 * Ends a transaction and returns its connection. False if the connection is lost; then the pool
 * makes another.
 */
async function releaseClient(client: PoolClient, end: string): Promise<boolean> {
  try {
    await client.query(withTimeout(end, END_TIMEOUT_MS))
    client.release()
    return true
  } catch {
    client.release(true)
    return false
  }
}

/** A statement that the driver gives up after a time. */
function withTimeout(text: string, milliseconds: number): QueryConfig {
  return { text, query_timeout: milliseconds } as QueryConfig
}

const kept = new WeakMap<PoolClient, Db>()

/**
 * statements.ts keeps statements for each `Db`, and PostgreSQL keeps them for each connection, so
 * each connection gets its own `Db`.
 */
function dbOn(client: PoolClient): Db {
  // The database of PostgreSQL is declared equal to that of SQLite only here. Queries are written
  // against the SQLite builder, and this builder supports everything that they use.
  const db = kept.get(client) ?? (drizzle(nameStatements(client)) as unknown as Db)
  kept.set(client, db)
  return db
}

/**
 * The revision in the last row of all results: a text of several statements returns a list of
 * results.
 */
function newestOf(results: QueryResult | QueryResult[]): Newest {
  return newestIn(
    [results]
      .flat()
      .flatMap((result) => result.rows)
      .at(-1)
  )
}
