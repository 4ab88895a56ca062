import type { FastifyInstance } from 'fastify'
import { type Document, operationsIn } from '../app/operations.ts'

/**
 * The values of a parameter by the OpenAPI document, in the form of errors: words, a range, or an
 * example.
 */
export function documentedFor(app: FastifyInstance, path: string, pointer: string): string[] {
  const parameter = operationsIn(app.swagger() as unknown as Document)
    .find((operation) => operation.method === 'GET' && operation.path === path)
    ?.parameters.find(({ name }) => name === pointer.replace('/query/', ''))
  if (!parameter) throw new Error(`${path} has no parameter at ${pointer}`)
  const { schema, example } = parameter
  if (schema.minimum !== undefined)
    return [
      `a ${schema.type === 'integer' ? 'whole ' : ''}number from ${schema.minimum} to ${schema.maximum}`
    ]
  return (
    (schema.enum as string[] | undefined) ??
    (schema.items?.enum as string[] | undefined) ??
    (example === undefined ? [] : [`a value such as ${example}`])
  )
}
