import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Config } from '../config.ts'
import { NotReady, type Store } from '../db/store.ts'
import { countOverdue } from '../freshness/state-queries.ts'
import { component, text } from '../http/answer-fields.ts'
import { field } from '../http/envelope.ts'
import { COUNT_MAX, LIMITS } from '../http/limits.ts'
import { problemResponses } from '../http/problem-answers.ts'
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
  sources_overdue: field(
    z.int().min(0).max(COUNT_MAX).nullable(),
    'How many sources should have been fetched again before today, by the list of ' +
      '`npm run fetch`. The service answers all the same. Null if the list cannot be read now.',
    0
  )
})
/** Supervisors may ask often: for this time they get the same outcome. */
const KEPT_MS = 1_000
const BODY = { status: 'ok' as const, version: VERSION }

/**
 * Liveness means that the process runs; readiness means that it can answer. A closing process is
 * alive but not ready.
 */
export function healthRoutes(app: FastifyInstance, store: Store, config: Config): void {
  const { revision, snapshotApart } = store
  const readSeries = seriesReader({ revision, snapshot: snapshotApart }, config)
  const check = keepBriefly(async () => {
    await store.check()
    const sources_overdue = await snapshotApart(countOverdue).catch(() => null)
    return { series: await readSeries(), sources_overdue }
  })
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
      'Checks that the database answers, holds data and can be read: both ends of each table and ' +
      'index, once a second at most. A closing service is not ready. For load balancers.',
    schema: readinessSchema,
    answer: async (request) => {
      if (app.closing.isAnnounced())
        throw unavailable('The service is closing.', LIMITS.retryAfterSeconds, 'other')
      const state = await check().catch((error: unknown) => {
        request.log.error({ err: error }, 'not ready')
        throw unavailable(
          error instanceof NotReady ? error.message : 'The database does not answer.'
        )
      })
      return { ...BODY, ...state }
    }
  })
}

/** Gives the outcome of the last run, good or bad, while it is new; runs at most once at a time. */
function keepBriefly<T>(run: () => Promise<T>): () => Promise<T> {
  let last: Promise<T> | undefined
  let until = Number.POSITIVE_INFINITY
  return () => {
    if (last && performance.now() < until) return last
    until = Number.POSITIVE_INFINITY
    const settle = () => {
      until = performance.now() + KEPT_MS
    }
    last = run()
    last.then(settle, settle)
    return last
  }
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
