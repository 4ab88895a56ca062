// The PostgreSQL store: every read runs in a snapshot on a connection of its own; writes run one at
// a time under a lock of the database.
import type { PoolClient, QueryConfig, QueryResult } from 'pg'
import { makeQueue } from '../make-queue.ts'
import { memoryByRevision } from '../memory.ts'
import {
  DatabaseUnavailable,
  type Newest,
  newestIn,
  REVISION_TRUST_MS,
  SELECT_NEWEST,
  type Snapshot,
  type Store,
  WRITE_PATIENCE_MS,
  WriterBusy
} from '../store.ts'
import { checkTables } from './check.ts'
import type { Connections, Learn, Pool } from './connections.ts'
import { isLocked, isTemporary } from './errors.ts'
import { watchLocks } from './locks.ts'
import { connect, OtherRevision, readAtOnce } from './read-at-once.ts'
import { readReplicas } from './replicas.ts'
import { tables } from './schema.ts'
import { readSize } from './size.ts'
import { makeSender, type Sender } from './statements.ts'

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
const COMMIT_WRITING =
  `SELECT pg_notify('${REVISION_CHANNEL}', revision::text), revision, finished ` +
  `FROM (${SELECT_NEWEST}) AS newest; COMMIT`

/** Makes a store of connections to a migrated database. The store closes them. */
export function postgresStore(connections: Connections): Store {
  const { reading, writing, checking = reading, readsAtOnce = false } = connections
  const { watch, replicas = [] } = connections
  let revision = 0
  let newest = newestIn(undefined)
  let confirmed = Number.NEGATIVE_INFINITY
  const learn: Learn = (newest, askedAt = confirmed) => {
    revision = Math.max(revision, newest)
    confirmed = Math.max(confirmed, askedAt)
  }
  const know = (found: Newest, askedAt?: number) => {
    newest = { revision: found.revision, updatedAt: found.updatedAt }
    learn(found.revision, askedAt)
  }
  const watching = watch?.(learn)
  const runInTurn = makeQueue()
  const memoryAt = memoryByRevision()
  const sender = makeSender()
  const { db, sendBy } = sender
  const primary = { pool: reading, locks: watchLocks(), sendBy }
  const remembering = (snapshot: Snapshot) => ({ ...snapshot, memory: memoryAt(snapshot) })
  const run = transactionsOf(sender)
  const onPrimary: Store['snapshot'] = async (read) => {
    const askedAt = performance.now()
    // A notice has no time of the revision, so the next read has to ask.
    if (readsAtOnce && newest.revision === revision)
      try {
        const at = remembering({ engine: 'postgres', db, tables, ...newest })
        return await readAtOnce(primary, at, (found) => know(found, askedAt), read)
      } catch (error) {
        if (!(error instanceof OtherRevision)) throw error
      }
    // A transaction stays at one revision, however many others are made meanwhile.
    return run(reading, READING, (snapshot) => {
      know(snapshot, askedAt)
      return read(remembering(snapshot))
    })
  }
  const onReplicas = readReplicas(replicas, {
    readOn: (pool, read) => run(pool, READING_REPLICA, (snapshot) => read(remembering(snapshot))),
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
    async transaction(write, { patienceMs = WRITE_PATIENCE_MS } = {}) {
      const finish = async (client: PoolClient) => {
        know(newestOf(await client.query(COMMIT_WRITING)))
        client.release()
      }
      const begin = beginWriting(patienceMs)
      const runAlone = () =>
        run(writing, { begin, finish }, write).catch((error: unknown) => {
          throw isLocked(error) ? new WriterBusy(error) : error
        })
      return runInTurn(runAlone, patienceMs)
    },
    check: () =>
      checkTables(checking, replicas.length > 0 ? () => snapshot(async () => {}) : undefined),
    snapshotApart: (read) => (replicas.length > 0 ? snapshot(read) : run(checking, READING, read)),
    sizes: () => onPrimary(readSize),
    async close() {
      await watching?.stop()
      await Promise.all([reading.end(), writing.end(), onReplicas.close()])
      if (checking !== reading) await checking.end()
    }
  }
}

/**
 * One round trip. The lock comes first, and the revision is read by a later statement, so that it
 * is the revision of the writer before. The time for a lock is limited only until then.
 */
function beginWriting(patienceMs: number): string {
  return (
    `BEGIN; SET LOCAL lock_timeout = ${patienceMs}; ` +
    `SELECT pg_advisory_xact_lock(${WRITE_LOCK}); SET LOCAL lock_timeout TO DEFAULT; ` +
    SELECT_NEWEST
  )
}

type Transaction = { begin: string | QueryConfig; finish: (client: PoolClient) => Promise<void> }

const READING: Transaction = { begin: BEGIN_READING, finish: endReading }
const READING_REPLICA: Transaction = {
  begin: withTimeout(BEGIN_READING, REPLICA_TIMEOUT_MS),
  finish: endReading
}

type RunTransaction = <T>(
  pool: Pool,
  transaction: Transaction,
  read: (snapshot: Snapshot) => Promise<T>
) => Promise<T>

/** Runs one transaction on a connection of a pool. If `read` throws, the transaction is undone. */
function transactionsOf({ db, sendBy }: Sender): RunTransaction {
  return async (pool, { begin, finish }, read) => {
    const client = await connect(pool)
    try {
      const newest = newestOf(await client.query(begin))
      const result = await sendBy(
        (config, values) => client.query(config, values),
        () => read({ engine: 'postgres', db, tables, ...newest })
      )
      await finish(client)
      return result
    } catch (error) {
      const isAlive = await releaseClient(client, 'ROLLBACK')
      throw isAlive && !isTemporary(error) ? error : new DatabaseUnavailable(error)
    }
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
