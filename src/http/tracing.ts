// The id of each request, and the access log.
import type { FastifyInstance } from 'fastify'

/** Adds the request id to every answer; with the access log on, logs one line for each answer. */
export function traceRequests(app: FastifyInstance, { accessLog }: { accessLog: boolean }): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
  })
  if (!accessLog) return
  app.addHook('onResponse', async (request, reply) => {
    const { method, url, ip } = request
    request.log.info(
      { method, url, status: reply.statusCode, ms: Math.round(reply.elapsedTime * 10) / 10, ip },
      'answered'
    )
  })
}
