// The id of each request, and the access log.
import type { FastifyInstance } from 'fastify'

/** Every answer names its request; with the access log on, each is one line. */
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
