import type { FastifyInstance } from 'fastify'

type Schema = {
  type?: string
  enum?: string[]
  items?: { enum?: string[] }
  minimum?: number
  maximum?: number
}
type Parameter = { name: string; schema: Schema; example?: unknown }

/**
 * What the OpenAPI document says that a parameter takes, as errors put it: words, a range, or an
 * example.
 */
export function documentedFor(app: FastifyInstance, path: string, pointer: string): string[] {
  const paths = app.swagger().paths as Record<string, { get: { parameters: Parameter[] } }>
  const parameter = paths[path]?.get.parameters.find(
    ({ name }) => name === pointer.replace('/query/', '')
  )
  if (!parameter) throw new Error(`${path} has no parameter at ${pointer}`)
  const { schema, example } = parameter
  if (schema.minimum !== undefined)
    return [
      `a ${schema.type === 'integer' ? 'whole ' : ''}number from ${schema.minimum} to ${schema.maximum}`
    ]
  return (
    schema.enum ??
    schema.items?.enum ??
    (example === undefined ? [] : [`a value such as ${example}`])
  )
}
