// Counts the answers of all routes, and the uploads under way.
import type { FastifyInstance } from 'fastify'
import { type Telemetry, UNKNOWN_ROUTE } from './telemetry.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Receives what the parts of the service report about their work. */
    telemetry: Telemetry
  }
}

const MILLISECONDS = 1_000

/** Makes `app.telemetry` known to all routes, and reports each answer that Fastify has sent. */
export function countAnswers(app: FastifyInstance, telemetry: Telemetry): void {
  app.decorate('telemetry', telemetry)
  app.addHook('onResponse', async ({ method, routeOptions }, { statusCode, elapsedTime }) => {
    telemetry.countAnswer({
      route: routeOptions.url ?? UNKNOWN_ROUTE,
      method,
      status: statusCode,
      seconds: elapsedTime / MILLISECONDS,
      from: 'service'
    })
  })
}
