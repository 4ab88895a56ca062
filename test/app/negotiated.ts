// The reads as the service negotiates them. The document has JSON and CSV apart.
import type { FastifyInstance } from 'fastify'
import {
  type Content,
  csvReadsOf,
  csvUrl,
  type Operation,
  type Parameter,
  readsOf
} from './operations.ts'

/**
 * The reads of the service: each list with the types of its CSV and with `format`,
 * and what the document calls a page for browsers as HTML too. The document has the types apart.
 */
export async function negotiatedReadsOf(app: FastifyInstance): Promise<Operation[]> {
  const csv = new Map((await csvReadsOf(app)).map((one) => [one.path, one]))
  return (await readsOf(app)).map((operation) => {
    const { path, responses } = operation
    const twin = csv.get(csvUrl(path))
    const page = path === '/v1' || path.startsWith('/problems') ? PAGE : {}
    const content = { ...responses['200']?.content, ...twin?.responses['200']?.content, ...page }
    const parameters = twin ? [...twin.parameters, FORMAT] : operation.parameters
    return { ...operation, parameters, responses: { ...responses, 200: { content } } }
  })
}
const PAGE: Content = { 'text/html': { schema: { type: 'string' } } }
const FORMAT: Parameter = {
  name: 'format',
  in: 'query',
  required: false,
  schema: { type: 'string', enum: ['json', 'csv'] }
}

/**
 * The parameters that a read takes: also those of its CSV, and `format`, which is in no document.
 */
export async function queryNamesOf(app: FastifyInstance, { path, parameters }: Operation) {
  const csv = (await csvReadsOf(app)).find((one) => one.path === csvUrl(path))
  const all = [...parameters, ...(csv?.parameters ?? [])].filter((one) => one.in === 'query')
  return [...new Set([...all.map(({ name }) => name), ...(csv ? ['format'] : [])])].sort()
}

/** The header line of the CSV of a list, as it is documented. */
export async function csvHeaderOf(app: FastifyInstance, { path }: Operation): Promise<unknown> {
  const csv = (await csvReadsOf(app)).find((one) => one.path === csvUrl(path))
  return csv?.responses['200']?.content['text/csv']?.schema.examples?.[0]
}
