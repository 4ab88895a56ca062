// Reads without a transaction that stays open between statements. Each statement is sent together
// with the question for the newest revision, in a transaction of their own and in one round trip.
// What a revision holds never changes, so statements that saw the same revision belong together.
import type { PoolClient, QueryConfig, QueryResult } from 'pg'
import { DatabaseUnavailable, type Known, type Snapshot } from '../store.ts'
import type { Pool } from './connections.ts'
import { isTemporary } from './errors.ts'
import type { Locks } from './locks.ts'
import { knownIn, knownRevision, selectKnown } from './newest.ts'
import type { Send, Sender } from './statements.ts'

// They have names, so that each connection parses them once.
const BEGIN = { name: 'begin', text: 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY' }
const NEWEST = { name: 'newest', text: selectKnown('$1') }
const COMMIT = { name: 'commit', text: 'COMMIT' }

type Read<T> = (snapshot: Snapshot) => Promise<T>

/** A server stands at another revision than the newest one known. */
export class OtherRevision extends Error {
  constructor(found: number, newest: number) {
    super(`it stands at revision ${found}, the newest is ${newest}`)
  }
}

/** A server, what is known of its locked tables, and how reads send their statements. */
export type Server = { pool: Pool; locks: Locks; sendBy: Sender['sendBy'] }

/**
 * Runs a read in a snapshot of a revision. Throws {@link OtherRevision} if the server stands at
 * another one, whatever the read has done. `learn` gets what the server says with each statement.
 */
export async function readAtOnce<T>(
  server: Server,
  at: Snapshot,
  learn: (found: Known) => void,
  read: Read<T>
): Promise<T> {
  let isAsked = false
  let other: Known | undefined
  const send: Send = async (config, values) => {
    isAsked = true
    const { found, result } = await sendOn(server, at, { config, values })
    learn(found)
    if (found.revision !== at.revision || found.updatedAt !== at.updatedAt) other = found
    // The read must not go on with rows of another revision.
    if (other) throw new OtherRevision(other.revision, at.revision)
    return result
  }
  try {
    const [outcome] = await Promise.allSettled([server.sendBy(send, () => read(at))])
    // A read without a statement answers from memory, and that may not be the newest revision.
    if (!isAsked) await send(NEWEST, [knownRevision(at)])
    // The read may have gone on after the error of a statement.
    if (other) throw new OtherRevision(other.revision, at.revision)
    if (outcome.status === 'rejected') throw outcome.reason
    return outcome.value
  } catch (error) {
    if (other) throw new OtherRevision(other.revision, at.revision)
    throw isTemporary(error) ? new DatabaseUnavailable(error) : error
  }
}

/** Takes a connection of the pool. */
export function connect(pool: Pool): Promise<PoolClient> {
  return pool.connect().catch((error: unknown) => {
    throw new DatabaseUnavailable(error)
  })
}

/** The connection did not even answer COMMIT. */
class ConnectionLost extends DatabaseUnavailable {}

type Statement = { config: QueryConfig; values: unknown[] }
type Answer = { found: Known; result: QueryResult }

async function sendOn({ pool, locks }: Server, at: Known, asked: Statement): Promise<Answer> {
  const client = await connect(pool)
  try {
    const { text } = asked.config
    const answer = await locks.send(client, text, () => sendTogether(client, at, asked))
    client.release()
    return answer
  } catch (error) {
    client.release(error instanceof ConnectionLost)
    throw error
  }
}

/**
 * Sends a statement in a transaction of its own. If the statement fails, the server answers COMMIT
 * by undoing the transaction.
 */
async function sendTogether(
  client: PoolClient,
  at: Known,
  { config, values }: Statement
): Promise<Answer> {
  const { stream } = client.connection
  // Corked, all messages leave in one packet.
  stream.cork()
  const sent = [
    client.query(BEGIN),
    client.query(NEWEST, [knownRevision(at)]),
    client.query(config, values),
    client.query(COMMIT)
  ] as const
  stream.uncork()
  try {
    const [, newest, result] = await Promise.all(sent)
    return { found: knownIn(newest.rows[0], at), result }
  } catch (error) {
    await sent[3].catch(() => {
      throw new ConnectionLost(error)
    })
    throw error
  }
}
