// Closes the service without hanging and without losing requests.
import { setImmediate as oneTurn, setTimeout as pause } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { LIMITS } from './limits.ts'

const IDLE_CHECK_MS = 50
const LAST_REQUESTS_MS = 200
/** So many turns of the event loop without a new connection mean that none is waiting. */
const QUIET_TURNS = 3
/** The most time that requests are held back, here and in other processes of the same port. */
const HOLD_MS_MAX = 2_000

declare module 'fastify' {
  interface FastifyInstance {
    closing: {
      /** Says from now on that the service is closing, although it still accepts everything. */
      announce: () => void
      isAnnounced: () => boolean
    }
  }
}

export type Closing = {
  /** Waits until other processes that share the port do not listen any more either. */
  othersClosed?: () => Promise<unknown>
}

/**
 * Closes idle connections, for which Node would wait over a minute. Requests in progress get an
 * answer with `Connection: close`, and after 10 seconds everything that still runs is cut. At the
 * beginning everything goes on for a short time: the connection of a busy client looks idle while
 * its next request is on the way, and closing the connection would lose that request.
 *
 * The system accepts connections before this process does, one in each turn of the event loop, and
 * resets those that still wait when the socket closes. A client that is answered connects again, so
 * under load some always wait. So new requests are held back for a moment: then the process accepts
 * all that wait, stops listening, and answers.
 */
export function closeGracefully(app: FastifyInstance, { othersClosed }: Closing = {}): void {
  let isAnnounced = false
  let held: Promise<void> | undefined
  app.decorate('closing', {
    announce: () => {
      isAnnounced = true
    },
    isAnnounced: () => isAnnounced
  })
  app.addHook('onRequest', async () => held)
  app.addHook('onSend', async (_request, reply, payload) => {
    if (isAnnounced) reply.header('connection', 'close')
    return payload
  })
  app.addHook('preClose', async () => {
    isAnnounced = true
    if (!app.server.listening) return
    const cut = Date.now() + LIMITS.closeTimeoutMs
    await pause(LAST_REQUESTS_MS)
    const { promise, resolve } = Promise.withResolvers<void>()
    held = promise
    await acceptWaiting(app)
    // The socket is closed when this hook has returned.
    setImmediate(async () => {
      await Promise.race([othersClosed?.(), pause(HOLD_MS_MAX, undefined, { ref: false })])
      held = undefined
      resolve()
    })
    void closeIdleUntil(app, cut)
  })
}

/** Goes on until no connection waits to be accepted. */
async function acceptWaiting({ server }: FastifyInstance): Promise<void> {
  const until = Date.now() + HOLD_MS_MAX
  let quiet = 0
  const count = () => {
    quiet = 0
  }
  server.on('connection', count)
  while (quiet < QUIET_TURNS && Date.now() < until) {
    quiet += 1
    await oneTurn()
  }
  server.off('connection', count)
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
