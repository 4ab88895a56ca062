import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Config } from '../config.ts'
import type { Store } from '../db/store.ts'
import { countOverdue } from '../freshness/state-queries.ts'
import { component, count, text } from '../http/answer-fields.ts'
import { field, problemResponses } from '../http/envelope.ts'
import { unavailable } from '../http/problems.ts'
import { SERIES_STATES, seriesReader } from '../starter/series-queries.ts'
import { VERSION } from '../version.ts'

const health = {
  status: field(z.literal('ok'), 'Always `ok`; every other state has another HTTP status.', 'ok'),
  version: text('The version of the software.', VERSION)
}
const healthSchema = component('Health', 'The state of a working service.', health)
const readinessSchema = component('Readiness', 'The state of a service that can answer.', {
  ...health,
  series: field(
    z.enum(SERIES_STATES),
    'Whether the series of statistical offices, which are loaded after the claims, are there: ' +
      '`loading`, `loaded`, or `off` if the settings leave them out.',
    'loaded'
  ),
  sources_overdue: count(
    'How many sources should have been fetched again before today, by the list of ' +
      '`npm run fetch`. The service answers all the same.',
    0
  )
})
const BODY = { status: 'ok' as const, version: VERSION }

/**
 * Liveness means that the process runs; readiness means that it can answer. A closing process is
 * alive but not ready.
 */
export function healthRoutes(app: FastifyInstance, store: Store, config: Config): void {
  const readSeries = seriesReader(store, config)
  healthRoute(app, '/health/live', {
    operationId: 'getLiveness',
    summary: 'Whether the process runs',
    description: 'Checks only the process itself. For supervisors that restart a hanging process.',
    schema: healthSchema,
    answer: async () => BODY
  })
  healthRoute(app, '/health/ready', {
    operationId: 'getReadiness',
    summary: 'Whether the service can answer',
    description:
      'Checks that the database answers, is migrated and holds data. For load balancers.',
    schema: readinessSchema,
    answer: async (request) => {
      if (app.closing.isAnnounced()) throw unavailable('The service is closing.')
      await store.check().catch((error: unknown) => {
        request.log.error({ err: error }, 'not ready')
        throw unavailable('The database does not answer.')
      })
      const sources_overdue = await store.snapshot(countOverdue)
      return { ...BODY, series: await readSeries(), sources_overdue }
    }
  })
}

type HealthRoute = {
  operationId: string
  summary: string
  description: string
  schema: z.ZodType
  /** Throws if a check fails. */
  answer: (request: FastifyRequest) => Promise<object>
}

function healthRoute(
  app: FastifyInstance,
  path: string,
  { operationId, summary, description, schema: body, answer }: HealthRoute
): void {
  const schema = {
    operationId,
    tags: ['health'],
    summary,
    description,
    querystring: z.strictObject({}),
    response: {
      200: { description: 'The service works.', content: { 'application/json': { schema: body } } },
      ...problemResponses(400)
    }
  }
  const config = { formats: ['json'] as const, unlimited: true }
  app.get(path, { schema, config, logLevel: 'warn' }, (request) => answer(request))
}
