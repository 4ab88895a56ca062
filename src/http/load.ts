// How much the service takes on: a limit on requests, compression, and shedding of load.
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
    /** Never limited, never shed: what supervisors ask. */
    unlimited?: boolean
  }
}

/** The limit on requests, compression, and shedding of load. */
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

/** The plugin is there without a limit too: refused keys are counted with it. */
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
  // Not by route, as the plugin would: an address that does not exist has none, and guessing
  // addresses must not be free.
  if (max > 0) app.addHook('onRequest', app.rateLimit())
}

/**
 * One bucket a client: an IPv4 address, or an IPv6 /64 network, of which one client has all
 * addresses.
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
