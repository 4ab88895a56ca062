// How long the body of a request may be on its way. Node has one limit for all requests, and
// uploads need another.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { handleClientError } from './client-errors.ts'
import { LIMITS } from './limits.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether the route watches over the time its body takes by itself. */
    isUpload?: boolean
  }
}

const TOO_SLOW = Object.assign(new Error('the body did not arrive in time'), {
  code: 'ERR_HTTP_REQUEST_TIMEOUT'
})

/**
 * Cuts requests whose body does not arrive in time, with a problem document where nothing was
 * answered yet.
 */
export function limitBodies(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    if (!hasBody(request) || request.routeOptions.config.isUpload) return
    const timer = setTimeout(() => cutRequest(request), LIMITS.requestTimeoutMs).unref()
    const clear = () => clearTimeout(timer)
    reply.raw.once('close', clear)
    request.raw.once('end', clear)
  })
  // Who is answered before all of the body was there, as by a 401, may send the rest, but not for
  // ever.
  app.addHook('onResponse', async (request) => {
    const { raw } = request
    if (raw.complete || !hasBody(request)) return
    setTimeout(() => {
      if (!raw.complete) raw.destroy()
    }, LIMITS.requestTimeoutMs).unref()
  })
}

/** Ends a request that is not all there: nothing after it on its connection could be read. */
export function cutRequest({ raw }: FastifyRequest): void {
  if (raw.complete) return
  handleClientError(TOO_SLOW, raw.socket)
  // Who does not read the answer and sends on is not waited for.
  setTimeout(() => raw.destroy(), LIMITS.keepAliveTimeoutMs).unref()
}

function hasBody({ headers }: FastifyRequest): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}
