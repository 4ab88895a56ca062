// Reads the documentation of the parameters of an operation, for messages that say what is allowed.
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'

export type QueryShape = Record<string, unknown>

type Documentation = {
  type?: string
  enum?: string[]
  items?: { enum?: string[] }
  minimum?: number
  maximum?: number
  examples?: unknown[]
}

/** The parameters of the operation that a request calls. */
export function queryShapeOf({ routeOptions }: FastifyRequest): QueryShape {
  const schema = routeOptions.schema?.querystring as { shape?: QueryShape } | undefined
  return schema?.shape ?? {}
}

/** What a parameter accepts, in words, for values that are missing, empty or given twice. */
export function allowedBy(schema: unknown): string[] {
  const { type, enum: words, items, minimum, maximum, examples = [] } = documentationOf(schema)
  if (minimum !== undefined)
    return [`a ${type === 'integer' ? 'whole ' : ''}number from ${minimum} to ${maximum}`]
  return words ?? items?.enum ?? examples.map((example) => `a value such as ${example}`)
}

/** The first example, as it is written in an address. */
export function exampleOf(schema: unknown): string | undefined {
  const [example] = documentationOf(schema).examples ?? []
  return example === undefined ? undefined : String(example)
}

function documentationOf(schema: unknown): Documentation {
  const inner = schema instanceof z.ZodOptional ? schema.unwrap() : schema
  return inner instanceof z.ZodType ? ((z.globalRegistry.get(inner) ?? {}) as Documentation) : {}
}
