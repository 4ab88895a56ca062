// The PostgreSQL store: every read runs in a snapshot on a connection of its own; writes run one at
// a time under a lock of the database.
import type { PoolClient } from 'pg'
import { makeQueue } from '../make-queue.ts'
import { memoryByRevision } from '../memory.ts'
import {
  type Known,
  REVISION_TRUST_MS,
  SELECT_NEWEST,
  type Snapshot,
  type Store,
  WRITE_PATIENCE_MS,
  WriterBusy
} from '../store.ts'
import { checkTables } from './check.ts'
import type { Connections, Learn } from './connections.ts'
import { isLocked } from './errors.ts'
import { watchLocks } from './locks.ts'
import { OtherRevision, readAtOnce } from './read-at-once.ts'
import { readReplicas } from './replicas.ts'
import { tables } from './schema.ts'
import { readSize } from './size.ts'
import { makeSender } from './statements.ts'
import { lastIn, onReplicaAt, readingAt, transactionsOf, UNKNOWN } from './transactions.ts'

/** The lock of writers and migrations: any number that no other program on the database uses. */
export const WRITE_LOCK = 1_129_272_146
export const REVISION_CHANNEL = 'corridor_revision'

// One round trip: several statements in one text. The last one returns the revision.
const COMMIT_WRITING =
  `SELECT pg_notify('${REVISION_CHANNEL}', revision::text), revision, finished ` +
  `FROM (${SELECT_NEWEST}) AS newest; COMMIT`

/** Makes a store of connections to a migrated database. The store closes them. */
export function postgresStore(connections: Connections): Store {
  const { reading, writing, checking = reading, readsAtOnce = false } = connections
  const { watch, replicas = [] } = connections
  let revision = 0
  let newest: Known = UNKNOWN
  let confirmed = Number.NEGATIVE_INFINITY
  const learn: Learn = (newest, askedAt = confirmed) => {
    revision = Math.max(revision, newest)
    confirmed = Math.max(confirmed, askedAt)
  }
  const know = ({ revision, updatedAt, parts }: Known, askedAt?: number) => {
    newest = { revision, updatedAt, parts }
    learn(revision, askedAt)
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
    if (readsAtOnce && newest.parts && newest.revision === revision)
      try {
        const at = remembering({ engine: 'postgres', db, tables, ...newest })
        return await readAtOnce(primary, at, (found) => know(found, askedAt), read)
      } catch (error) {
        if (!(error instanceof OtherRevision)) throw error
      }
    // A transaction stays at one revision, however many others are made meanwhile.
    return run(reading, readingAt(newest), (snapshot) => {
      know(snapshot, askedAt)
      return read(remembering(snapshot))
    })
  }
  const onReplicas = readReplicas(replicas, {
    readOn: (pool, read) =>
      run(pool, onReplicaAt(newest), (snapshot) => read(remembering(snapshot))),
    newest: () => revision
  })
  const snapshot: Store['snapshot'] = (read) => onReplicas.read(read, onPrimary)

  return {
    engine: 'postgres',
    revision: () => revision,
    // A notice tells neither the time of a revision nor its parts.
    newest: () => (newest.revision === revision ? newest : { revision, updatedAt: null }),
    isFresh: () => performance.now() - confirmed < REVISION_TRUST_MS,
    snapshot,
    onPrimary,
    report: onReplicas.report,
    async transaction(write, { patienceMs = WRITE_PATIENCE_MS } = {}) {
      const finish = async (client: PoolClient) => {
        know(lastIn(await client.query(COMMIT_WRITING), UNKNOWN))
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
    snapshotApart: (read) =>
      replicas.length > 0 ? snapshot(read) : run(checking, readingAt(newest), read),
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
