// Limits how many wrong keys one client may try. They are counted separately from the requests of
// RATE_LIMIT, even if that is not set.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { makeRate } from '../http/load/rate.ts'
import { Problem, retryAfter } from '../http/problems.ts'

const FAILED_KEYS_MAX = 10

export type FailedKeys = {
  /**
   * Throws if too many keys of the client were refused. Then no other key is checked, because a
   * right one would show.
   */
  refuseAfterMany: (request: FastifyRequest) => void
  /** Counts one more wrong key. Also throws if it is one too many. */
  count: (request: FastifyRequest) => void
}

declare module 'fastify' {
  interface FastifyInstance {
    failedKeys: FailedKeys
  }
}

/** If very many clients send wrong keys, the one that began first is forgotten. */
export function countFailedKeys(app: FastifyInstance): void {
  const attempts = makeRate(FAILED_KEYS_MAX, { windowMs: 60_000 })
  app.decorate('failedKeys', {
    refuseAfterMany({ client }) {
      const { isAllowed, resetSeconds } = attempts.read(client)
      if (!isAllowed) throw tooManyAttempts(resetSeconds)
    },
    count({ client }) {
      const { isAllowed, resetSeconds } = attempts.count(client)
      if (!isAllowed) throw tooManyAttempts(resetSeconds)
    }
  })
}

function tooManyAttempts(seconds: number): Problem {
  const detail =
    `${FAILED_KEYS_MAX} keys from this address were refused within a minute. No other key` +
    ` is accepted from it for ${seconds} seconds.`
  return new Problem('too_many_attempts', detail, { headers: retryAfter(seconds) })
}
