// Clients that close the connection before they have their answer.
import type { FastifyReply } from 'fastify'
import { Problem } from './problems.ts'

/** Calls `end` when the connection of an answer is closed, also if it was closed before. */
export function whenClosed({ raw }: FastifyReply, end: () => void): void {
  if (raw.closed || raw.destroyed) end()
  else raw.once('close', end)
}

/**
 * A signal that is aborted when the client has gone, also if it has gone before. Its reason is the
 * problem that the log shows; nobody receives it.
 */
export function goneSignal(reply: FastifyReply): AbortSignal {
  const gone = new AbortController()
  whenClosed(reply, () => {
    if (!reply.raw.writableFinished)
      gone.abort(
        new Problem('bad_request', 'The client closed the connection before it had its answer.')
      )
  })
  return gone.signal
}
