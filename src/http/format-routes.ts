// Registers a route in each of its formats. The suffix of a format is an operation of its own in
// the document, because JSON, CSV and GeoJSON have different types.
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
import { oneOf } from './parameters.ts'
import { type Format, MEDIA_TYPES } from './request-checks.ts'

type FormattedRoute = {
  schema: DocumentedSchema
  config: FastifyContextConfig & { changesWith?: 'data' }
  headers: HeaderName[]
  csv?: DocumentedCsv | undefined
  geo?: DocumentedGeo | undefined
  hasPage?: boolean
  handler: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>
}

/** What the document says of a CSV. `rows` says which rows one answer has. */
type DocumentedCsv = { columns: readonly Column[]; rows: string }
/** What it says of a GeoJSON. `features` says which features one answer has. */
type DocumentedGeo = { answer: z.ZodObject; features: string }
type DocumentedSchema = FastifySchema & { operationId: string; summary: string; response: object }

/**
 * Registers a route at `url`, and at `url.csv` and `url.geojson` if it has these formats. Clients
 * get an operation for each. `format` and the Accept header work too, but are no part of the
 * document.
 */
export function routeInFormats(
  app: FastifyInstance,
  url: string,
  { schema, config, headers, csv, geo, hasPage = false, handler }: FormattedRoute
): void {
  const formats = formatsOf({ csv, geo, hasPage })
  const plain = { ...config, formats, undocumented: ['format', ...CSV_ONLY] }
  app.get(url, { schema, config: plain }, handler)
  if (csv) {
    // CSV has no place for a total.
    const own = { suffixFormat: 'csv' as const, undocumented: ['format', 'total'] }
    const schemaOfCsv = csvSchemaOf(schema, url, csv, headers)
    app.get(`${url}.csv`, { schema: schemaOfCsv, config: { ...config, formats, ...own } }, handler)
  }
  if (geo) {
    const own = { suffixFormat: 'geojson' as const, undocumented: ['format', ...CSV_ONLY] }
    const schemaOfGeo = geoSchemaOf(schema, url, geo, headers)
    app.get(
      `${url}.geojson`,
      { schema: schemaOfGeo, config: { ...config, formats, ...own } },
      handler
    )
  }
}

/** The formats of a route, best first. */
export function formatsOf(has: { csv?: unknown; geo?: unknown; hasPage?: boolean }): Format[] {
  return [
    'json',
    ...(has.csv ? ['csv' as const] : []),
    ...(has.geo ? ['geojson' as const] : []),
    ...(has.hasPage ? ['html' as const] : [])
  ]
}

/** The parameter of a route with these formats; a page for browsers has no name. */
export function formatQuery(formats: readonly Format[]) {
  const names = formats.filter((one) => one === 'json' || one === 'csv' || one === 'geojson')
  const format = oneOf(
    names,
    'The format of the answer. It overrides the Accept header; a suffix of the path, such as ' +
      '`.csv`, overrides both.',
    'json'
  )
  return { format: format.optional() }
}

/** The same operation as CSV, from the schema of the JSON. */
const csvSchemaOf = onceFor(
  (schema: DocumentedSchema, url: string, csv: DocumentedCsv, headers: HeaderName[]) => {
    const header = csv.columns.filter(({ isOptional }) => !isOptional).map(({ name }) => name)
    const text = z.string().meta({
      description: 'One line for each row, after the header.',
      examples: [header.join(',')]
    })
    return {
      ...schema,
      operationId: `${schema.operationId}Csv`,
      tags: ['csv'],
      summary: `${schema.summary}, as CSV`,
      description: `${documentedPath(url)} as a CSV file: ${csv.rows}.`,
      response: {
        ...schema.response,
        200: {
          description: 'A header line and the rows that match, if any.',
          headers: [...headers, 'Data-Revision'],
          content: { [MEDIA_TYPES.csv]: { schema: text } }
        }
      }
    }
  }
)

/** The same operation as GeoJSON. */
const geoSchemaOf = onceFor(
  (schema: DocumentedSchema, url: string, geo: DocumentedGeo, headers: HeaderName[]) => ({
    ...schema,
    operationId: `${schema.operationId}GeoJson`,
    tags: ['geojson'],
    summary: `${schema.summary}, as GeoJSON`,
    description:
      `${documentedPath(url)} as GeoJSON (RFC 7946): ${geo.features}. A geometry is null where ` +
      'no coordinates are known.',
    response: {
      ...schema.response,
      200: {
        description: 'What matches, as features for a map.',
        headers,
        content: { [MEDIA_TYPES.geojson]: { schema: geo.answer } }
      }
    }
  })
)

function documentedPath(url: string): string {
  return `\`/v1${url.replaceAll(/:(\w+)/g, '{$1}')}\``
}

/** The headers of every answer of a list. */
export function headersOf(isVolatile: true | undefined): HeaderName[] {
  return isVolatile ? ['Link'] : ['ETag', 'Link']
}
