// The reads as the service negotiates them. The document has JSON, CSV and GeoJSON apart.
import type { FastifyInstance } from 'fastify'
import {
  type Content,
  csvReadsOf,
  csvUrl,
  geoReadsOf,
  geoUrl,
  type Operation,
  type Parameter,
  readsOf
} from './operations.ts'

/**
 * The reads of the service: each with the types of its CSV and GeoJSON and with `format`, and what
 * the document calls a page for browsers as HTML too. The document has the types apart.
 */
export async function negotiatedReadsOf(app: FastifyInstance): Promise<Operation[]> {
  const twins = new Map(
    [...(await csvReadsOf(app)), ...(await geoReadsOf(app))].map((one) => [one.path, one])
  )
  return (await readsOf(app)).map((operation) => {
    const { path, responses } = operation
    const [csv, geo] = [twins.get(csvUrl(path)), twins.get(geoUrl(path))]
    const page = path === '/v1' || path.startsWith('/problems') ? PAGE : {}
    const contents = [csv, geo].map((one) => one?.responses['200']?.content)
    const content = Object.assign({}, responses['200']?.content, ...contents, page)
    const formats = ['json', ...(csv ? ['csv'] : []), ...(geo ? ['geojson'] : [])]
    const format = formats.length > 1 ? [formatOf(formats)] : []
    const parameters = [...(csv ?? operation).parameters, ...format]
    return { ...operation, parameters, responses: { ...responses, 200: { content } } }
  })
}
const PAGE: Content = { 'text/html': { schema: { type: 'string' } } }

function formatOf(formats: string[]): Parameter {
  return {
    name: 'format',
    in: 'query',
    required: false,
    schema: { type: 'string', enum: formats }
  }
}

/**
 * The parameters that a read takes: also those of its CSV, and `format`, which is in no document.
 */
export async function queryNamesOf(app: FastifyInstance, { path, parameters }: Operation) {
  const csv = (await csvReadsOf(app)).find((one) => one.path === csvUrl(path))
  const geo = (await geoReadsOf(app)).find((one) => one.path === geoUrl(path))
  const all = [...parameters, ...(csv?.parameters ?? [])].filter((one) => one.in === 'query')
  return [...new Set([...all.map(({ name }) => name), ...(csv || geo ? ['format'] : [])])].sort()
}

/** The header line of the CSV of a list, as it is documented. */
export async function csvHeaderOf(app: FastifyInstance, { path }: Operation): Promise<unknown> {
  const csv = (await csvReadsOf(app)).find((one) => one.path === csvUrl(path))
  return csv?.responses['200']?.content['text/csv']?.schema.examples?.[0]
}
