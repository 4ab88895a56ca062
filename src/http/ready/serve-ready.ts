// The HTTP server of the service, with ready answers in front of the router.
import type { FastifyServerFactory } from 'fastify'
import { LIMITS } from '../limits.ts'
import { createServer } from '../node-http.ts'
import { answerFirst, type Front } from './answer-first.ts'

/**
 * Makes the server, which keeps idle connections for so many seconds. Fastify leaves the limits of
 * a server to whoever makes it.
 */
export function serveReadyFirst(front: Front, keepAliveSeconds: number): FastifyServerFactory {
  return (handler) => {
    const options = {
      headersTimeout: LIMITS.headersTimeoutMs,
      connectionsCheckingInterval: 1_000,
      // A missing Host is refused by protocol-checks.ts, with a document.
      requireHostHeader: false
    }
    const server = createServer(options, (request, response) => {
      if (!answerFirst(front, request, response)) handler(request, response)
    })
    server.maxConnections = LIMITS.connectionsMax
    server.keepAliveTimeout = keepAliveSeconds * 1_000
    server.setTimeout(LIMITS.idleConnectionMs)
    // Bodies have a time limit of their own: an upload may take longer than any other request.
    server.requestTimeout = 0
    return server
  }
}
