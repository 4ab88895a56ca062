import type { FastifyInstance } from 'fastify'
import { stringify } from 'yaml'
import { z } from 'zod'

/** Serves the OpenAPI document at `/openapi.json` and `/openapi.yaml`. Each is rendered once. */
export function openapiDocuments(app: FastifyInstance): void {
  const schema = { hide: true, querystring: z.strictObject({}) }
  const config = { changesWith: 'software' } as const
  let json: string | undefined
  let yaml: string | undefined
  app.get('/openapi.json', { schema, config }, async (_request, reply) => {
    json ??= JSON.stringify(app.swagger())
    return reply.type('application/json; charset=utf-8').send(json)
  })
  app.get('/openapi.yaml', { schema, config }, async (_request, reply) => {
    yaml ??= renderOpenapi(app)
    return reply.type('application/yaml; charset=utf-8').send(yaml)
  })
}

/**
 * Renders the document that is committed. The same routes give the same text, and its differences
 * are easy to read.
 */
export function renderOpenapi(app: FastifyInstance): string {
  return stringify(app.swagger(), { aliasDuplicateObjects: false, lineWidth: 0 })
}
