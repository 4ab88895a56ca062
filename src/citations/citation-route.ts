// Registers a route that answers with a citation, in the style that the request asks for.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Snapshot, Store } from '../db/store.ts'
import type { Apart } from '../http/apart.ts'
import { asOfQuery, chooseSnapshot } from '../http/as-of.ts'
import { dataShown } from '../http/data-shown.ts'
import { queryObject } from '../http/parameters.ts'
import { type PathParameter, pathSchema } from '../http/path-parameter.ts'
import { problemResponses } from '../http/problem-answers.ts'
import { type CitationStyle, MEDIA_TYPES } from '../http/request-checks.ts'
import { citationContent, citationQuery, STYLES } from './schemas.ts'
import type { Work } from './work.ts'
import { writeCitation } from './write-citation.ts'

export type CitationRoute<Query extends z.ZodRawShape> = {
  operationId: string
  tag: string
  summary: string
  description: string
  /** The address of the thing, and the parameter in it; none for an answer to what is asked. */
  path: string
  parameter?: PathParameter
  query: Query
  /** One citation in each style, for the document. */
  examples: Record<CitationStyle, unknown>
  /** Parameters of which a request needs one (http/working-request.ts). */
  needsOneOf?: readonly string[]
  /** Whether threads make the answers, because they take long (http/apart.ts). */
  apart?: Apart
  /** What is cited; undefined if nothing has this id. */
  find: (
    snapshot: Snapshot,
    id: string,
    request: FastifyRequest,
    query: z.output<z.ZodObject<Query>>
  ) => Promise<Work | undefined>
  /** The problem of an id that nothing has; only with a parameter. */
  unknown?: (snapshot: Snapshot, id: string, request: FastifyRequest) => Promise<Error>
}

/** Registers `{path}/citation`. It takes `as_of`, and cites what was known then. */
export function citationRoute<Query extends z.ZodRawShape>(
  app: FastifyInstance,
  store: Store,
  route: CitationRoute<Query>
): void {
  const { apart, needsOneOf } = route
  const config = {
    changesWith: 'data' as const,
    formats: STYLES,
    ...(apart && { apart }),
    ...(needsOneOf && { needsOneOf })
  }
  app.get(`${route.path}/citation`, { schema: schemaOf(route), config }, async (request, reply) => {
    const work = await findWork(store, route, request)
    const { format } = request
    // The checks of the request let only these styles through.
    const body = await writeCitation(work, format as CitationStyle)
    const charset = format === 'text' || format === 'bibtex' ? '; charset=utf-8' : ''
    // Fastify adds a charset to texts of all types of JSON, which RFC 8259 does not have.
    return reply.type(`${MEDIA_TYPES[format]}${charset}`).send(Buffer.from(body))
  })
}

function schemaOf({
  operationId,
  tag,
  summary,
  description,
  parameter,
  query,
  examples
}: Omit<CitationRoute<z.ZodRawShape>, 'find' | 'unknown'>) {
  return {
    operationId,
    tags: [tag],
    summary,
    description,
    ...(parameter && { params: pathSchema(parameter) }),
    querystring: queryObject({ ...citationQuery, ...query, ...asOfQuery }),
    response: {
      200: {
        description: 'The citation.',
        headers: ['ETag'],
        content: citationContent(examples)
      },
      ...problemResponses(400, ...(parameter ? [404, 410] : []))
    }
  }
}

async function findWork<Query extends z.ZodRawShape>(
  store: Store,
  { parameter, find, unknown }: CitationRoute<Query>,
  request: FastifyRequest
): Promise<Work> {
  const id = parameter ? ((request.params as Record<string, string>)[parameter.name] ?? '') : ''
  const query = request.query as z.output<z.ZodObject<Query>>
  return store.snapshot(async (now) => {
    const { snapshot } = await chooseSnapshot(now, { request })
    const work = await find(snapshot, id, request, query)
    if (!work) throw unknown ? await unknown(snapshot, id, request) : new Error('nothing to cite')
    request.dataShown = dataShown(request, now, true)
    return work
  })
}
