// Transactions of a PostgreSQL store, each on a connection of its own.
import type { PoolClient, QueryConfig, QueryResult } from 'pg'
import { DatabaseUnavailable, type Known, newestIn, type Snapshot } from '../store.ts'
import type { Pool } from './connections.ts'
import { isTemporary } from './errors.ts'
import { knownIn, knownRevision, selectKnown } from './newest.ts'
import { connect } from './read-at-once.ts'
import { tables } from './schema.ts'
import type { Sender } from './statements.ts'

/**
 * A server that does not end a transaction within this time is treated as lost, because the client
 * has waited long already.
 */
const END_TIMEOUT_MS = 500
/** A replica that needs longer to begin is not worth waiting for: there are other servers. */
const REPLICA_TIMEOUT_MS = 1_000

// One round trip: several statements in one text. The last one returns the revision.
const beginReading = (known: Known) =>
  `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; ${selectKnown(`${knownRevision(known)}`)}`
/** What a process knows before it has asked. */
export const UNKNOWN = newestIn(undefined)
/** `known` is what was known of the data when it begins. */
type Transaction = {
  known?: Known
  begin: string | QueryConfig
  finish: (client: PoolClient) => Promise<void>
}

/** A transaction that reads. */
export function readingAt(known: Known): Transaction {
  return { known, begin: beginReading(known), finish: endReading }
}

/** The same on a replica, which must begin soon. */
export function onReplicaAt(known: Known): Transaction {
  const begin = withTimeout(beginReading(known), REPLICA_TIMEOUT_MS)
  return { known, begin, finish: endReading }
}

type RunTransaction = <T>(
  pool: Pool,
  transaction: Transaction,
  read: (snapshot: Snapshot) => Promise<T>
) => Promise<T>

/** Runs one transaction on a connection of a pool. If `read` throws, the transaction is undone. */
export function transactionsOf({ db, sendBy }: Sender): RunTransaction {
  return async (pool, { known = UNKNOWN, begin, finish }, read) => {
    const client = await connect(pool)
    try {
      const newest = lastIn(await client.query(begin), known)
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
  // pg takes the time; its types do not know it.
  return { text, query_timeout: milliseconds } as QueryConfig
}

/** What the last row of all results says: several statements return a list of results. */
export function lastIn(results: QueryResult | QueryResult[], known: Known): Known {
  const rows = [results].flat().flatMap((result) => result.rows)
  return knownIn(rows.at(-1), known)
}
