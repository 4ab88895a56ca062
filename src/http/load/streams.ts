// Files that go out piece by piece: how many may at the same time, and how long a reader may take.
import { setImmediate as turn } from 'node:timers/promises'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { whenClosed } from '../gone.ts'
import { LIMITS } from '../limits.ts'
import { Problem } from '../problems.ts'

type Reader = {
  /** From now on the reader must take what it was sent. */
  mustTake: () => void
  /** From now on the service works, and the reader may do nothing. */
  mayWait: () => void
}

/**
 * Limits a file that is sent to a client. Throws if too many are under way; readers that take
 * nothing are cut. A HEAD request reads no file.
 */
export function limitStream<Piece>(
  reply: FastifyReply,
  pieces: AsyncIterable<Piece>
): AsyncIterable<Piece> {
  const { request } = reply
  const { limiter } = request.server
  if (!limiter || request.method === 'HEAD') return pieces
  const source = pieces[Symbol.asyncIterator]()
  const entry = limiter.enterStream(request.client)
  if (entry instanceof Problem) {
    void source.return?.()
    throw entry
  }
  // A client may have gone while the first page was read.
  whenClosed(reply, entry.leave)
  return watched(source, watchReader(reply))
}

/** Waits until it is the turn of the client of a stream, as long as it takes. */
export function awaitTurn({ client, server }: FastifyRequest): Promise<void> {
  const { limiter } = server
  if (!limiter) return turn()
  return new Promise((resolve) => void limiter.queue.wait(client, resolve))
}

/** This is no generator: one that nobody has begun to read would not tell its source to stop. */
function watched<Piece>(
  source: AsyncIterator<Piece>,
  reader: Reader
): AsyncIterableIterator<Piece> {
  return {
    [Symbol.asyncIterator]() {
      return this
    },
    async next() {
      reader.mayWait()
      const piece = await source.next()
      reader.mustTake()
      return piece
    },
    async return() {
      await source.return?.()
      return { value: undefined, done: true }
    }
  }
}

/**
 * Cuts the connection of a reader that takes no byte for some time, or too long for a piece. Node
 * watches the bytes, and sets its own limit for the next request on the connection.
 */
function watchReader({ raw }: FastifyReply): Reader {
  let timer: NodeJS.Timeout | undefined
  const stop = () => clearTimeout(timer)
  raw.once('close', stop)
  return {
    mustTake() {
      if (raw.destroyed || raw.closed) return
      // Injected requests have a socket without a timeout.
      raw.socket?.setTimeout?.(LIMITS.stalledReaderMs)
      timer = setTimeout(() => raw.destroy(), LIMITS.pieceTakenMs).unref()
    },
    mayWait() {
      stop()
      raw.socket?.setTimeout?.(0)
    }
  }
}
