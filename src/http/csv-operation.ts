// Describes CSV, which is an operation of its own: JSON and CSV have different types.
import type { FastifySchema } from 'fastify'
import { z } from 'zod'
import type { Column } from './csv.ts'
import type { HeaderName } from './openapi-headers.ts'

type DocumentedCsv = {
  path: string
  operationId: string
  summary: string
  columns: readonly Column[]
  headers: HeaderName[]
}

/** The same operation as CSV, from the schema of the JSON. */
export function csvSchemaOf(
  { operationId, path, summary, columns, headers }: DocumentedCsv,
  schema: FastifySchema & { response: object }
) {
  const header = columns.filter(({ isOptional }) => !isOptional).map(({ name }) => name)
  const csv = z.string().meta({
    description: 'A header line, then one line for each row.',
    examples: [header.join(',')]
  })
  return {
    ...schema,
    operationId: `${operationId}Csv`,
    tags: ['csv'],
    summary: `${summary}, as CSV`,
    description:
      `The rows of \`/v1${path.replaceAll(/:(\w+)/g, '{$1}')}\` as a CSV file: all of them in one ` +
      'stream, or one page if there is a `limit`.',
    response: {
      ...schema.response,
      200: {
        description: 'The rows that match; there may be none below the header line.',
        headers,
        content: { 'text/csv': { schema: csv } }
      }
    }
  }
}

/** The headers of every answer of a list. */
export function headersOf(isVolatile: true | undefined): HeaderName[] {
  return isVolatile ? ['Link'] : ['ETag', 'Link']
}
