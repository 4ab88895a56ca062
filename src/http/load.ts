// Limits the load of the service: hooks around the limits of load/, and compression.
import compress from '@fastify/compress'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { COMPRESSED_BYTES_MIN } from './limits.ts'
import { clientOfAddress } from './load/client.ts'
import type { FairQueue } from './load/fair-queue.ts'
import type { Limiter } from './load/limiter.ts'
import { Problem } from './problems.ts'

const END_LISTENERS_MAX = 30

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Never limited and never refused under load: for the requests of supervisors. */
    unlimited?: boolean
  }
  interface FastifyInstance {
    /** The limits of clients. The apps of reading threads have none. */
    limiter?: Limiter
  }
  interface FastifyRequest {
    /** The client that the request counts for: an IPv4 address or an IPv6 /64 network. */
    client: string
  }
}

/**
 * Installs the limits, in this order: requests in a minute, requests under way, and turns of the
 * event loop. Without `shedLoad` a request waits for its turn as long as it takes.
 */
export async function limitLoad(
  app: FastifyInstance,
  limiter: Limiter,
  { shedLoad }: { shedLoad: boolean }
): Promise<void> {
  app.decorate('limiter', limiter)
  app.telemetry.watch('requests_running', () => limiter.underWay().requests)
  app.telemetry.watch('streams_running', () => limiter.underWay().streams)
  app.telemetry.watch('requests_waiting', limiter.queue.size)
  app.decorateRequest('client', '')
  app.addHook('onRequest', (request, reply, done) => {
    // Each limit and each stream waits for the end of the answer; Node warns of more than ten.
    reply.raw.setMaxListeners(END_LISTENERS_MAX)
    request.client = clientOfAddress(request.ip)
    done()
  })
  limitRate(app, limiter)
  limitUnderWay(app, limiter)
  takeTurns(app, limiter, shedLoad)
  await app.register(compress, {
    threshold: COMPRESSED_BYTES_MIN,
    encodings: ['br', 'gzip'],
    customTypes: /json|yaml|text|javascript|svg/,
    globalDecompression: false
  })
}

function isUnlimited({ routeOptions }: FastifyRequest): boolean {
  return routeOptions.config?.unlimited === true
}

/**
 * Counts every request, not only those of routes: guessing addresses that do not exist must be
 * limited too.
 */
function limitRate(app: FastifyInstance, { rate, queue }: Limiter): void {
  if (!rate) return
  app.addHook('onRequest', (request, reply, done) => {
    if (isUnlimited(request)) return done()
    const state = rate.count(request.client)
    if (!state.isAllowed) return refuseLater(queue, reply, () => done(rate.problem(state)))
    reply.headers(rate.headers(state))
    done()
  })
}

/** Gives back the requests that are answered by 304. Call this after the hooks that answer so. */
export function freeNotModified(app: FastifyInstance, { rate }: Limiter): void {
  if (!rate) return
  app.addHook('onSend', async (request, reply, payload) => {
    if (reply.statusCode === 304 && !isUnlimited(request))
      reply.headers(rate.headers(rate.giveBack(request.client)))
    return payload
  })
}

function limitUnderWay(app: FastifyInstance, { enter, queue }: Limiter): void {
  app.addHook('onRequest', (request, reply, done) => {
    if (isUnlimited(request)) return done()
    const entry = enter(request.client)
    if (entry instanceof Problem) return refuseLater(queue, reply, () => done(entry))
    reply.raw.once('close', entry.leave)
    done()
  })
}

/** Refusals wait for their turn too. Who has hung up leaves the queue. */
function refuseLater(queue: FairQueue, reply: FastifyReply, answer: () => void): void {
  reply.raw.once('close', queue.refuse(reply.request.client, answer))
}

function takeTurns(
  app: FastifyInstance,
  { queue, tooManyWaiting }: Limiter,
  shedLoad: boolean
): void {
  app.server.on('connection', queue.accepted)
  app.addHook('onRequest', (request, reply, done) => {
    if (isUnlimited(request)) return done()
    const refuse = shedLoad ? () => done(tooManyWaiting()) : undefined
    // Who has hung up leaves the queue, and nothing is answered.
    const leave = queue.wait(request.client, done, refuse)
    reply.raw.once('close', leave)
  })
}
