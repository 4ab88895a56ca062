// Limits the load of the service: a limit on requests, compression, and refusal of requests under
// too much load.
import { isIPv6 } from 'node:net'
import compress from '@fastify/compress'
import rateLimit from '@fastify/rate-limit'
import underPressure from '@fastify/under-pressure'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'
import { COMPRESSED_BYTES_MIN } from './limits.ts'
import { OVERLOADED, Problem, unavailable } from './problems.ts'

const EVENT_LOOP_DELAY_MAX_MS = 500

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Never limited and never refused under load: for the requests of supervisors. */
    unlimited?: boolean
  }
}

/** Installs the limit on requests, compression, and refusal of requests under too much load. */
export async function limitLoad(
  app: FastifyInstance,
  { RATE_LIMIT }: Config,
  { shedLoad }: { shedLoad: boolean }
): Promise<void> {
  await limitRate(app, RATE_LIMIT)
  await app.register(compress, {
    threshold: COMPRESSED_BYTES_MIN,
    encodings: ['br', 'gzip'],
    customTypes: /json|yaml|text|javascript|svg/,
    globalDecompression: false
  })
  if (!shedLoad) return
  await app.register(underPressure, {
    maxEventLoopDelay: EVENT_LOOP_DELAY_MAX_MS,
    pressureHandler: (request) => {
      if (request.routeOptions.config?.unlimited) return
      throw unavailable(OVERLOADED)
    }
  })
}

/** Installs the plugin also without a limit, because refused keys are counted with it. */
async function limitRate(app: FastifyInstance, max: number): Promise<void> {
  await app.register(rateLimit, {
    global: false,
    max,
    timeWindow: '1 minute',
    keyGenerator: clientOf,
    allowList: (request) => request.routeOptions.config?.unlimited === true,
    enableDraftSpec: true,
    errorResponseBuilder: (_request, { after }) =>
      new Problem('rate_limited', `More than ${max} requests in a minute; continue in ${after}.`)
  })
  // Limit every request, not only those of routes as the plugin would: guessing addresses that do
  // not exist must be limited too.
  if (max > 0) app.addHook('onRequest', app.rateLimit())
}

/**
 * The client that a request counts for: an IPv4 address, or an IPv6 /64 network, because one client
 * has all its addresses.
 */
export function clientOf({ ip }: FastifyRequest): string {
  if (!isIPv6(ip) || ip.startsWith('::ffff:')) return ip
  const [head = '', tail] = ip.split('::')
  const groups = head.split(':').filter(Boolean)
  const missing =
    tail === undefined ? 0 : 8 - groups.length - tail.split(':').filter(Boolean).length
  return [...groups, ...Array<string>(missing).fill('0'), ...(tail?.split(':') ?? [])]
    .slice(0, 4)
    .join(':')
}
