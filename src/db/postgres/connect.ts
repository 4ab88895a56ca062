// Connects to a PostgreSQL server, with limits that keep one slow statement from blocking the
// service.
import pg from 'pg'
import { newestIn, SELECT_NEWEST } from '../store.ts'
import { nameOf } from '../url.ts'
import type { Connections, Learn, Watch } from './connections.ts'
import { REVISION_CHANNEL } from './store.ts'

const READERS_MAX = 10
const READ_TIMEOUT_MS = 2_000
/** How long a reader waits for a table that somebody has locked. */
const LOCK_TIMEOUT_MS = 250
const LOAD_TIMEOUT_MS = 60_000
const IDLE_IN_TRANSACTION_MS = 10_000
/**
 * How much longer than the limit of the server the driver waits, before it treats the connection as
 * dead.
 */
const SILENCE_MS = 1_000
/** Short, because another server could answer the read meanwhile. */
const REPLICA_CONNECT_TIMEOUT_MS = 1_000
const REVISION_POLL_MS = 500
/** A check of readiness has less time than those who ask for it. */
const CHECK_TIMEOUT_MS = 1_000
const CHECK_LOCK_TIMEOUT_MS = 100

type ReadingOptions = {
  replicaUrls?: readonly string[]
  /** The most connections for reads, to each server. */
  readersMax?: number | undefined
}

/**
 * Creates pools for a database and its replicas, and a watch on its revisions. Nothing connects
 * before it is needed.
 */
export function connectPostgres(
  url: string,
  { replicaUrls = [], readersMax = READERS_MAX }: ReadingOptions = {}
): Connections {
  // The pool has one connection: its queue makes transactions of this process wait for each other.
  const writing = makePool({
    connectionString: url,
    max: 1,
    connectionTimeoutMillis: LOAD_TIMEOUT_MS,
    statement_timeout: LOAD_TIMEOUT_MS,
    query_timeout: LOAD_TIMEOUT_MS + SILENCE_MS,
    idle_in_transaction_session_timeout: LOAD_TIMEOUT_MS
  })
  const replicas = replicaUrls.map((replica) => ({
    name: nameOf(replica),
    pool: makeReaders(replica, readersMax, REPLICA_CONNECT_TIMEOUT_MS)
  }))
  const reading = makeReaders(url, readersMax)
  const checking = makeChecker(url)
  return { reading, writing, checking, readsAtOnce: true, watch: watchRevisions(url), replicas }
}

function makeReaders(url: string, max: number, connectionTimeoutMillis = READ_TIMEOUT_MS): pg.Pool {
  return makePool({
    connectionString: url,
    max,
    connectionTimeoutMillis,
    statement_timeout: READ_TIMEOUT_MS,
    lock_timeout: LOCK_TIMEOUT_MS,
    query_timeout: READ_TIMEOUT_MS + SILENCE_MS,
    pipeline: true,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS
  })
}

/** One connection of its own: requests that wait for a locked table may hold all others. */
function makeChecker(connectionString: string): pg.Pool {
  return makePool({
    connectionString,
    max: 1,
    connectionTimeoutMillis: CHECK_TIMEOUT_MS,
    statement_timeout: CHECK_TIMEOUT_MS,
    lock_timeout: CHECK_LOCK_TIMEOUT_MS,
    query_timeout: CHECK_TIMEOUT_MS + SILENCE_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS
  })
}

function makePool(config: pg.PoolConfig): pg.Pool {
  const made = new pg.Pool({ ...config, application_name: 'corridor-metrics', keepAlive: true })
  // An error event without a listener ends the process. A lost connection shows as the error of the
  // query that it breaks.
  made.on('error', () => {})
  made.on('connect', (client) => client.on('error', () => {}))
  return made
}

/**
 * Learns of new revisions as they are committed. Also asks twice a second, because a notice may be
 * lost or impossible.
 */
function watchRevisions(url: string): Watch {
  return (learn) => {
    let client: pg.Client | undefined
    let timer: NodeJS.Timeout | undefined
    let stopped = false
    const look = async () => {
      try {
        client ??= await listen(url, learn)
        const askedAt = performance.now()
        const { rows } = await client.query(SELECT_NEWEST)
        learn(newestIn(rows[0]).revision, askedAt)
      } catch {
        // The server is away or restarting: the next poll connects again.
        void client?.end().catch(() => {})
        client = undefined
      }
      if (!stopped) timer = setTimeout(lookAgain, REVISION_POLL_MS).unref()
    }
    const lookAgain = () => {
      looking = look()
    }
    let looking = look()
    return {
      async stop() {
        stopped = true
        clearTimeout(timer)
        await looking
        await client?.end().catch(() => {})
      }
    }
  }
}

async function listen(url: string, learn: Learn): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: READ_TIMEOUT_MS,
    query_timeout: READ_TIMEOUT_MS,
    application_name: 'corridor-metrics watch',
    keepAlive: true
  })
  client.on('error', () => {})
  client.on('notification', ({ payload }) => learn(Number(payload)))
  await client.connect()
  // Some poolers do not support LISTEN; polling still works.
  await client.query(`LISTEN ${REVISION_CHANNEL}`).catch(() => {})
  return client
}
