// Describes CSV, which is an operation of its own: JSON and CSV have different types.
import type {
  FastifyContextConfig,
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  FastifySchema
} from 'fastify'
import { z } from 'zod'
import type { Column } from './csv.ts'
import { CSV_ONLY } from './csv-answer.ts'
import { onceFor } from './once-for.ts'
import type { HeaderName } from './openapi-headers.ts'
import type { Format } from './request-checks.ts'

type RouteWithCsv = DocumentedCsv & {
  schema: DocumentedSchema
  config: FastifyContextConfig & { formats: readonly Format[]; changesWith?: 'data' }
  handler: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>
}

/** What the document says of a CSV. `rows` says which rows one answer has. */
type DocumentedCsv = { columns: readonly Column[]; headers: HeaderName[]; rows: string }
type DocumentedSchema = FastifySchema & { operationId: string; summary: string; response: object }

/**
 * Registers a route at `url` and at `url.csv`. Clients get an operation for each. `format` and the
 * Accept header work too, but are no part of the document.
 */
export function routeWithCsv(
  app: FastifyInstance,
  url: string,
  { schema, config, handler, ...csv }: RouteWithCsv
): void {
  app.get(url, { schema, config: { ...config, undocumented: ['format', ...CSV_ONLY] } }, handler)
  app.get(
    `${url}.csv`,
    {
      schema: csvSchemaOf(schema, url, csv),
      // CSV has no place for a total.
      config: { ...config, suffixFormat: 'csv', undocumented: ['format', 'total'] }
    },
    handler
  )
}

/** The same operation as CSV, from the schema of the JSON. */
const csvSchemaOf = onceFor((schema: DocumentedSchema, url: string, csv: DocumentedCsv) => {
  const { columns, headers, rows } = csv
  const header = columns.filter(({ isOptional }) => !isOptional).map(({ name }) => name)
  const text = z.string().meta({
    description: 'One line for each row, after the header.',
    examples: [header.join(',')]
  })
  return {
    ...schema,
    operationId: `${schema.operationId}Csv`,
    tags: ['csv'],
    summary: `${schema.summary}, as CSV`,
    description: `\`/v1${url.replaceAll(/:(\w+)/g, '{$1}')}\` as a CSV file: ${rows}.`,
    response: {
      ...schema.response,
      200: {
        description: 'A header line and the rows that match, if any.',
        headers: [...headers, 'Data-Revision'],
        content: { 'text/csv': { schema: text } }
      }
    }
  }
})

/** The headers of every answer of a list. */
export function headersOf(isVolatile: true | undefined): HeaderName[] {
  return isVolatile ? ['Link'] : ['ETag', 'Link']
}
