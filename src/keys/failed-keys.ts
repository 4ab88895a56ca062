// Limits how many wrong keys one client may try. They are counted separately from the requests of
// RATE_LIMIT, even if that is not set.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { clientOf } from '../http/load.ts'
import { Problem, retryAfter } from '../http/problems.ts'

const FAILED_KEYS_MAX = 10

export type FailedKeys = {
  /**
   * Throws if too many keys of the client were refused. Then no other key is checked, because a
   * right one would show.
   */
  refuseAfterMany: (request: FastifyRequest) => Promise<void>
  /** Counts one more wrong key. Also throws if it is one too many. */
  count: (request: FastifyRequest) => Promise<void>
}

declare module 'fastify' {
  interface FastifyInstance {
    failedKeys: FailedKeys
  }
}

/**
 * Needs the plugin @fastify/rate-limit. Its store remembers 5,000 clients, and forgets the one that
 * it has not seen for the longest time.
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
      if (!counted.isAllowed && counted.remaining === 0) throw tooManyAttempts(counted.ttlInSeconds)
    },
    async count(request) {
      const counted = await attempts(request)
      if (!counted.isAllowed && counted.isExceeded) throw tooManyAttempts(counted.ttlInSeconds)
    }
  })
}

function tooManyAttempts(seconds: number): Problem {
  const detail =
    `${FAILED_KEYS_MAX} keys from this address were refused within a minute. No other key` +
    ` is accepted from it for ${seconds} seconds.`
  return new Problem('too_many_attempts', detail, { headers: retryAfter(seconds) })
}
