// Passes to the OpenAPI document what the type provider leaves out: which headers a response has,
// its example, and which parameters are no part of the document.
import type { FastifySchema, RouteOptions } from 'fastify'
import { createJsonSchemaTransform } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { type HeaderName, headerReferences } from './openapi-headers.ts'
import { zodToJsonConfig } from './openapi-schemas.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Parameters that the route takes and the document does not show. */
    undocumented?: readonly string[]
  }
}

/** What a route says of a response beside its schema. */
type Described = { headers?: readonly HeaderName[]; example?: object }
export type DescribedResponse = {
  description?: string
  headers?: object
  content?: Record<string, { schema?: object; example?: object }>
}
type Operation = {
  responses: Record<string, DescribedResponse>
  [ANSWERS]?: Record<string, Described>
}

/** The generator copies keys like this one from the schema of a route to its operation. */
const ANSWERS = 'x-answers'
const toJsonSchema = createJsonSchemaTransform({ zodToJsonConfig })
type Input = Parameters<typeof toJsonSchema>[0] & { route: RouteOptions }

/** The `transform` of the generator. */
export function transformRoute(input: Input): ReturnType<typeof toJsonSchema> {
  const { schema, route } = input
  const { undocumented = [] } = route.config ?? {}
  const shown: FastifySchema = schema && {
    ...schema,
    querystring: withoutParameters(schema.querystring, undocumented)
  }
  const made = toJsonSchema({ ...input, schema: shown })
  if (made.schema && !made.schema.hide)
    Object.assign(made.schema, { [ANSWERS]: answersOf(schema?.response) })
  return made
}

/** Adds to the responses what their routes say of them. */
export function describeAnswers(operation: Operation): void {
  for (const [status, { headers = [], example }] of Object.entries(operation[ANSWERS] ?? {})) {
    const response = operation.responses[status]
    if (!response) continue
    if (headers.length > 0) response.headers = headerReferences(headers)
    if (example)
      for (const content of Object.values(response.content ?? {})) content.example = example
  }
  delete operation[ANSWERS]
}

function answersOf(responses: unknown): Record<string, Described> {
  const described = Object.entries((responses ?? {}) as Record<string, Described>)
  return Object.fromEntries(
    described.map(([status, { headers, example }]) => [
      status,
      { ...(headers && { headers }), ...(example && { example }) }
    ])
  )
}

function withoutParameters(querystring: unknown, names: readonly string[]): unknown {
  if (!(querystring instanceof z.ZodObject) || names.length === 0) return querystring
  const shown = Object.entries(querystring.shape).filter(([name]) => !names.includes(name))
  return z.strictObject(Object.fromEntries(shown)).meta(querystring.meta() ?? {})
}
