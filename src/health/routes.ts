import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Store } from '../db/store.ts'
import { component, text } from '../http/answer-fields.ts'
import { field, problemResponses } from '../http/envelope.ts'
import { unavailable } from '../http/problems.ts'
import { VERSION } from '../version.ts'

const healthSchema = component('Health', 'The state of a working service.', {
  status: field(z.literal('ok'), 'Always `ok`; every other state has another HTTP status.', 'ok'),
  version: text('The version of the software.', VERSION)
})

const answered = {
  description: 'The service works.',
  content: { 'application/json': { schema: healthSchema } }
}
const BODY = { status: 'ok' as const, version: VERSION }

/**
 * Liveness means that the process runs; readiness means that it can answer. A closing process is
 * alive but not ready.
 */
export function healthRoutes(app: FastifyInstance, store: Store): void {
  let closing = false
  app.addHook('preClose', async () => {
    closing = true
  })
  healthRoute(app, '/health/live', {
    operationId: 'getLiveness',
    summary: 'Whether the process runs',
    description: 'Checks only the process itself. For supervisors that restart a hanging process.',
    check: async () => {}
  })
  healthRoute(app, '/health/ready', {
    operationId: 'getReadiness',
    summary: 'Whether the service can answer',
    description:
      'Checks that the database answers, is migrated and holds data. For load balancers.',
    check: async (request) => {
      if (closing) throw unavailable('The service is closing.')
      await store.check().catch((error: unknown) => {
        request.log.error({ err: error }, 'not ready')
        throw unavailable('The database does not answer.')
      })
    }
  })
}

type HealthRoute = {
  operationId: string
  summary: string
  description: string
  /** Throws if the check fails. */
  check: (request: FastifyRequest) => Promise<void>
}

function healthRoute(
  app: FastifyInstance,
  path: string,
  { operationId, summary, description, check }: HealthRoute
): void {
  const schema = {
    operationId,
    tags: ['health'],
    summary,
    description,
    querystring: z.strictObject({}),
    response: { 200: answered, ...problemResponses(400) }
  }
  const config = { formats: ['json'] as const, unlimited: true }
  app.get(path, { schema, config, logLevel: 'warn' }, async (request) => {
    await check(request)
    return BODY
  })
}
