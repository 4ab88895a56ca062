// Serves a single thing by its id.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Snapshot, Store } from '../db/store.ts'
import { asOfQuery, chooseSnapshot } from './as-of.ts'
import { columnsOf, toCsv } from './csv.ts'
import { formatQuery, sendCsv } from './csv-answer.ts'
import { csvSchemaOf } from './csv-operation.ts'
import { answerName, problemResponses, singleMeta } from './envelope.ts'
import { type Language, type Naming, namesQuery } from './naming.ts'
import type { HeaderName } from './openapi-headers.ts'
import { queryObject } from './parameters.ts'
import { type PathParameter, pathSchema } from './path-parameter.ts'
import { type Problem, type ProblemCode, type ProblemError, refusedPath } from './problems.ts'

/** An id that does not exist, does not exist yet, or does not exist any more. */
export type Unknown = Omit<ProblemError, 'pointer'> & { code?: ProblemCode }

/**
 * A thing, and warnings about what its answer leaves out. The property `row` marks this type,
 * because no thing of the API has a field with that name.
 */
export type WithWarnings<Row> = { row: Row; warnings: string[] }

export type SingleRoute<Item extends z.ZodObject, Query extends z.ZodRawShape> = SingleContent<
  Item,
  Query
> & {
  tag: string
  license: string
  /** The parameter at the end of the path. */
  parameter: PathParameter
  /** Explains an id that does not exist. */
  unknown: (snapshot: Snapshot, id: string) => Promise<Unknown>
}

/** The parts of a single route that it does not share with other routes. */
export type SingleContent<Item extends z.ZodObject, Query extends z.ZodRawShape> = {
  operationId: string
  summary: string
  description: string
  /**
   * The aspect of the thing that the route serves, such as `/path`; not set for the thing itself.
   */
  aspect?: string
  query?: Query
  item: Item
  /** The thing, or the thing with warnings; undefined if nothing has this id. */
  find: (
    snapshot: Snapshot,
    id: string,
    query: z.output<z.ZodObject<Query>>
  ) => Promise<z.output<Item> | WithWarnings<z.output<Item>> | undefined>
  /** Adds names to the thing. The item then has optional fields for them. */
  names?: Naming
  /**
   * For things that hold lists: the tidy table that is their CSV, with the schema of its rows and
   * the rows that a thing becomes.
   */
  table?: { item: z.ZodObject; rows: (item: z.output<Item>) => object[] }
  /** Whether the route accepts `as_of`. The thing is then read as it was. */
  asOf?: true
  /** Whether answers change without a new revision. Clients must not store such answers. */
  isVolatile?: true
  /** Whether things of this kind are never withdrawn. */
  isPermanent?: true
}

/** Registers `path/:parameter`, or an aspect of it. */
export function singleRoute<
  Item extends z.ZodObject,
  Query extends z.ZodRawShape = Record<never, never>
>(app: FastifyInstance, store: Store, path: string, route: SingleRoute<Item, Query>): void {
  const { operationId, tag, summary, description, parameter, aspect = '', item } = route
  const columns = route.table && columnsOf(route.table.item)
  const headers: HeaderName[] = route.isVolatile ? [] : ['ETag']
  const body = z
    .object({ data: item, meta: singleMeta })
    .meta({ id: answerName(operationId), description: `${summary}.` })
  const schema = {
    operationId,
    tags: [tag],
    summary,
    description,
    params: pathSchema(parameter),
    querystring: queryObject({
      ...route.query,
      ...(route.asOf && asOfQuery),
      ...(route.names && namesQuery),
      ...(columns && { format: formatQuery })
    }),
    response: {
      200: {
        description: 'Found.',
        headers,
        content: { 'application/json': { schema: body } }
      },
      ...problemResponses(...[400, 404, ...(route.isPermanent ? [] : [410])])
    }
  }
  const config = {
    formats: columns ? (['json', 'csv'] as const) : (['json'] as const),
    ...(!route.isVolatile && { changesWith: 'data' as const })
  }
  const url = `${path}/:${parameter.name}${aspect}`
  const handler = async (request: FastifyRequest, reply: FastifyReply) => {
    const answer = await findThing(store, route, request)
    if (request.format !== 'csv' || !route.table || !columns)
      return reply.type('application/json; charset=utf-8').send(answer)
    const rows = route.table.rows(answer.data)
    const shown = columns.filter(({ isOptional }) => !isOptional)
    return sendCsv(reply, url, toCsv(rows, shown, { header: true }))
  }
  app.get(url, { schema, config: { ...config, undocumented: ['format'] } }, handler)
  if (!columns) return
  const csvSchema = csvSchemaOf({ operationId, path: url, summary, columns, headers }, schema)
  app.get(
    `${url}.csv`,
    { schema: csvSchema, config: { ...config, suffixFormat: 'csv', undocumented: ['format'] } },
    handler
  )
}

/** The thing that a request names, with what the answer says about itself. */
async function findThing<Item extends z.ZodObject, Query extends z.ZodRawShape>(
  store: Store,
  route: SingleRoute<Item, Query>,
  request: FastifyRequest
) {
  const { parameter, license, names } = route
  const id = (request.params as Record<string, string>)[parameter.name] ?? ''
  const query = request.query as z.output<z.ZodObject<Query>> & { names?: Language }
  return store.snapshot(async (now) => {
    const { snapshot, warnings } = await chooseSnapshot(now, {
      request,
      asOf: route.asOf ?? false
    })
    const found = await route.find(snapshot, id, query)
    if (!found) throw notFound(parameter.name, await route.unknown(snapshot, id))
    const { row, warnings: more } = isWithWarnings(found) ? found : { row: found, warnings: [] }
    if (names && query.names) (await names(snapshot, [row], query.names))(row)
    request.revision = now.revision
    const { revision, updatedAt } = snapshot
    const meta = { revision, updated_at: updatedAt, license, warnings: [...warnings, ...more] }
    return { data: row, meta }
  })
}

function isWithWarnings<Row extends object>(
  found: Row | WithWarnings<Row>
): found is WithWarnings<Row> {
  return 'row' in found
}

/** The problem of an unknown id in the path. */
export function notFound(parameter: string, { code = 'not_found', ...error }: Unknown): Problem {
  const [link = ''] = error.allowed
  const works = link.startsWith('/v1/') ? link : null
  return refusedPath(code, parameter, error.message, error.allowed, works)
}
