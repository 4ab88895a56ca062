import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Store } from '../db/store.ts'
import { component, text } from '../http/answer-fields.ts'
import { field, problemResponses } from '../http/envelope.ts'
import { unavailable } from '../http/problems.ts'
import { VERSION } from '../version.ts'

const healthSchema = component('Health', 'The service is well.', {
  status: field(
    z.literal('ok'),
    'Always `ok`; anything else comes with another HTTP status.',
    'ok'
  ),
  version: text('Version of the software.', VERSION)
})

const answered = {
  description: 'All is well.',
  content: { 'application/json': { schema: healthSchema } }
}
const BODY = { status: 'ok' as const, version: VERSION }

/**
 * Liveness says that the process runs; readiness that it can answer. A process that is closing is
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
    description: 'Looks at nothing but itself: for supervisors that restart what hangs.',
    check: async () => {}
  })
  healthRoute(app, '/health/ready', {
    operationId: 'getReadiness',
    summary: 'Whether the service can answer',
    description: 'The database answers, is migrated and holds data: for load balancers.',
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
  /** Throws where all is not well. */
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
