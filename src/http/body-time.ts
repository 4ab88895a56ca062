// Limits the time in which the body of a request must arrive. Node has one limit for all requests,
// but uploads need a longer one.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { handleClientError } from './client-errors.ts'
import { LIMITS } from './limits.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether the route itself limits the time of its body. */
    isUpload?: boolean
  }
}

const TOO_SLOW = Object.assign(new Error('the body did not arrive in time'), {
  code: 'ERR_HTTP_REQUEST_TIMEOUT'
})

/**
 * Cuts requests whose body does not arrive in time. The client gets a problem document if it has no
 * answer yet.
 */
export function limitBodies(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    if (!hasBody(request) || request.routeOptions.config.isUpload) return
    const timer = setTimeout(() => cutRequest(request), LIMITS.requestTimeoutMs).unref()
    const clear = () => clearTimeout(timer)
    reply.raw.once('close', clear)
    request.raw.once('end', clear)
  })
  // A client may get an answer, such as a 401, before it has sent all of the body. It may send the
  // rest, but only for a limited time.
  app.addHook('onResponse', async (request) => {
    const { raw } = request
    if (raw.complete || !hasBody(request)) return
    setTimeout(() => {
      if (!raw.complete) raw.destroy()
    }, LIMITS.requestTimeoutMs).unref()
  })
}

/**
 * Ends an incomplete request. The connection cannot be used again, because nothing after the
 * incomplete request could be read.
 */
export function cutRequest({ raw }: FastifyRequest): void {
  if (raw.complete) return
  handleClientError(TOO_SLOW, raw.socket)
  // Close the socket if the client keeps sending and never reads the answer.
  setTimeout(() => raw.destroy(), LIMITS.lingerMs).unref()
}

function hasBody({ headers }: FastifyRequest): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}
