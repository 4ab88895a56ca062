// Request ids, the access log, and closing without hanging or dropping anything.
import { setImmediate as afterReading, setTimeout as pause } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { LIMITS } from './limits.ts'

const IDLE_CHECK_MS = 50
const LAST_REQUESTS_MS = 200

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

/**
 * Node waits for idle keep-alive connections when a server closes, for over a minute. Here idle
 * ones are closed as they fall idle, requests under way are answered with `Connection: close`, and
 * only what still runs after 10 seconds is cut. Before that a moment is left in which all goes on:
 * a busy client's connection looks idle while its next request is on the way, and closing it then
 * would lose the request.
 */
export function closeGracefully(app: FastifyInstance): void {
  let closing = false
  app.addHook('onSend', async (_request, reply, payload) => {
    if (closing) reply.header('connection', 'close')
    return payload
  })
  app.addHook('preClose', async () => {
    closing = true
    if (!app.server.listening) return
    const cut = Date.now() + LIMITS.closeTimeoutMs
    await pause(LAST_REQUESTS_MS)
    // Under load the moment may pass within one turn of the event loop, before what has arrived in
    // it is read.
    await afterReading()
    void closeIdleUntil(app, cut)
  })
}

async function closeIdleUntil({ server }: FastifyInstance, cut: number): Promise<void> {
  let isClosed = false
  server.once('close', () => {
    isClosed = true
  })
  while (!isClosed && Date.now() < cut) {
    server.closeIdleConnections()
    await pause(IDLE_CHECK_MS, undefined, { ref: false })
  }
  server.closeAllConnections()
}
