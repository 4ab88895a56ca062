// A thread that answers questions from its own connection to the database, one after another. Files
// go out piece by piece, as they are wanted.
import { parentPort, workerData } from 'node:worker_threads'
import { openPrepared } from '../../db/open.ts'
import { toFailure } from './failures.ts'
import { answersFrom } from './make-answers.ts'
import type { Bytes, FromThread, Orders, Ready, ToThread } from './messages.ts'

/**
 * A thread answers one question at a time, and pieces of files between. Its statements share the
 * connections, so more would not make it faster.
 */
const CONNECTIONS_MAX = 3

const encoder = new TextEncoder()
const files = new Map<number, AsyncIterator<string>>()

async function main({ databaseUrl, replicaUrls }: Orders): Promise<void> {
  const store = await openPrepared(databaseUrl, replicaUrls, { readersMax: CONNECTIONS_MAX })
  const answer = await answersFrom(store)

  const reply = async (request: ToThread): Promise<FromThread | undefined> => {
    const { id } = request
    if (request.kind === 'more') return nextPiece(id)
    if (request.kind === 'stop') {
      await files.get(id)?.return?.()
      files.delete(id)
      return undefined
    }
    const { body, ...head } = await answer(request.question)
    if (typeof body === 'string') return { kind: 'answer', id, ...head, body: encoder.encode(body) }
    files.set(id, body[Symbol.asyncIterator]())
    return { kind: 'answer', id, ...head, body: null }
  }
  parentPort?.on('message', async (request: ToThread) => {
    try {
      const message = await reply(request)
      if (message) send(message)
    } catch (error) {
      files.delete(request.id)
      send({ kind: 'failure', id: request.id, failure: toFailure(error) })
    }
  })
  parentPort?.postMessage({ kind: 'ready' } satisfies Ready)
}

async function nextPiece(id: number): Promise<FromThread> {
  const { value, done } = (await files.get(id)?.next()) ?? { done: true }
  if (!done) return { kind: 'piece', id, bytes: encoder.encode(value) }
  files.delete(id)
  return { kind: 'end', id }
}

/** Bytes change their owner, so that they are not copied. */
function send(message: FromThread): void {
  parentPort?.postMessage(
    message,
    bytesIn(message).map(({ buffer }) => buffer)
  )
}

function bytesIn(message: FromThread): Bytes[] {
  if (message.kind === 'piece') return [message.bytes]
  return message.kind === 'answer' && message.body ? [message.body] : []
}

await main(workerData)
