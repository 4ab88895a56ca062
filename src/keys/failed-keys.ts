// How many wrong keys one client may try. They are counted apart from the requests that RATE_LIMIT
// counts, and whether it is set or not.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { clientOf } from '../http/load.ts'
import { Problem, retryAfter } from '../http/problems.ts'

const FAILED_KEYS_MAX = 10

export type FailedKeys = {
  /**
   * Throws where the client has had too many keys refused; then no other is looked at, or the right
   * one would show.
   */
  refuseAfterMany: (request: FastifyRequest) => Promise<void>
  /** Counts one more; throws as well where it is one too many. */
  count: (request: FastifyRequest) => Promise<void>
}

declare module 'fastify' {
  interface FastifyInstance {
    failedKeys: FailedKeys
  }
}

/**
 * Needs the plugin @fastify/rate-limit, whose store remembers 5,000 clients and forgets the one not
 * seen for longest.
 */
export function countFailedKeys(app: FastifyInstance): void {
  const attempts = app.createRateLimit({
    max: FAILED_KEYS_MAX,
    timeWindow: '1 minute',
    keyGenerator: clientOf
  })
  app.decorate('failedKeys', {
    async refuseAfterMany(request) {
      const counted = await attempts(request, { increment: false })
      if (!counted.isAllowed && counted.remaining === 0) throw tooMany(counted.ttlInSeconds)
    },
    async count(request) {
      const counted = await attempts(request)
      if (!counted.isAllowed && counted.isExceeded) throw tooMany(counted.ttlInSeconds)
    }
  })
}

function tooMany(seconds: number): Problem {
  const detail =
    `${FAILED_KEYS_MAX} keys from this address were refused within a minute. No other is ` +
    `looked at for ${seconds} seconds.`
  return new Problem('too_many_attempts', detail, { headers: retryAfter(seconds) })
}
