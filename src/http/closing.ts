// Closes the service without hanging and without losing requests.
import { setImmediate as afterReading, setTimeout as pause } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { LIMITS } from './limits.ts'

const IDLE_CHECK_MS = 50

const LAST_REQUESTS_MS = 200

/**
 * Closes idle connections, for which Node would wait over a minute. Requests in progress get an
 * answer with `Connection: close`, and after 10 seconds everything that still runs is cut. At the
 * beginning everything goes on for a short time: the connection of a busy client looks idle while
 * its next request is on the way, and closing the connection would lose that request.
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
    // Under load, this time may pass within one turn of the event loop. One more turn reads the
    // requests that arrived in it.
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
