// Clients that close the connection before they have their answer.
import type { FastifyReply } from 'fastify'
import { Problem } from './problems.ts'

/**
 * A signal that is aborted when the client has gone. Its reason is the problem that the log shows;
 * nobody receives it.
 */
export function goneSignal({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController()
  raw.once('close', () => {
    if (!raw.writableFinished)
      gone.abort(
        new Problem('bad_request', 'The client closed the connection before it had its answer.')
      )
  })
  return gone.signal
}
