// Serves a single thing by its id. Things that hold lists of records have CSV too, and those that
// lie on a map GeoJSON.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Snapshot, Store } from '../db/store.ts'
import { asOfQuery, chooseSnapshot } from './as-of.ts'
import { warnOfAssumedMonths } from './assumed-months.ts'
import { chooseColumns, fieldNames, fieldsParameter, narrowTo } from './chosen-fields.ts'
import { type Column, columnsIn, type Table, toCsv } from './csv.ts'
import { type AskedForm, chooseForm, csvQuery, sendCsv } from './csv-answer.ts'
import { dataShown, showsParts } from './data-shown.ts'
import { answerName, citedMeta, singleMeta } from './envelope.ts'
import { formatQuery, formatsOf, routeInFormats } from './format-routes.ts'
import { featuresOfThing, sendGeo, thingSchema } from './geo-answer.ts'
import { type Geo, openFeatures } from './geojson.ts'
import { type Language, namesQuery } from './naming.ts'
import { onceFor } from './once-for.ts'
import type { HeaderName } from './openapi-headers.ts'
import { queryObject } from './parameters.ts'
import { pathSchema } from './path-parameter.ts'
import { problemResponses } from './problem-answers.ts'
import { type Problem, refusedPath } from './problems.ts'
import type { SingleRoute, Unknown, WithWarnings } from './single-content.ts'

const JSON_TYPE = 'application/json; charset=utf-8'

/** Registers `path/:parameter`, or an aspect of it; `path` itself without a parameter. */
export function singleRoute<
  Item extends z.ZodObject,
  Query extends z.ZodRawShape = Record<never, never>
>(app: FastifyInstance, store: Store, path: string, route: SingleRoute<Item, Query>): void {
  const { parameter, aspect = '', isVolatile, geo } = route
  const url = `${path}${parameter ? `/:${parameter.name}` : ''}${aspect}`
  const config = {
    ...(!isVolatile && { changesWith: 'data' as const }),
    ...(route.stateOf && { hasState: true as const }),
    ...(route.apart && { apart: route.apart }),
    ...(route.needsOneOf && { needsOneOf: route.needsOneOf }),
    ...showsParts(route.shows)
  }
  const table = route.table && tableOf(route.item, route.table)
  const geoSchema = geo && geoSchemaOf(route, geo)
  routeInFormats(app, url, {
    schema: schemaOf(route, {
      ...(table && { fields: fieldsParameter(table.names) }),
      ...((table || geo) && formatQuery(formatsOf({ csv: table, geo }))),
      ...(table && csvQuery)
    }),
    config,
    headers: headersOf(isVolatile),
    csv: table && { columns: table.columns, rows: 'a tidy table' },
    geo: geoSchema && { answer: geoSchema, features: featuresOfThing(geoSchema) },
    handler: async (request, reply) => {
      const { fields, ...asked } = request.query as AskedForm & { fields?: string[] }
      const form = chooseForm(asked, request.format)
      const chosen = fields && table && chooseColumns(table.names, fields)
      const { features, ...answer } = await findThing(store, route, request)
      const { data, meta } = answer
      if (geoSchema && features) return sendGeo(reply, geoSchema, { features, meta }, chosen)
      if (!table || request.format !== 'csv') return sendNarrow(reply, answer, chosen)
      const csv = toCsv(table.rows(data), chosen ?? table.columns, { header: true, form })
      return sendCsv(reply, { path: url, revision: meta.revision }, csv)
    }
  })
}

/** A table with its columns, and what `fields` can name. */
function tableOf<Item extends z.ZodObject>(item: Item, table: Table<z.output<Item>>) {
  // Optional columns hold names, which no route with a table adds.
  const columns = columnsIn(item, table).filter(({ isOptional }) => !isOptional)
  return { ...table, columns, names: fieldNames(columns) }
}

/** What the document says of a route of one thing. */
type Documented = Omit<
  SingleRoute<z.ZodObject, z.ZodRawShape>,
  'find' | 'table' | 'geo' | 'names' | 'stateOf' | 'shows' | 'cite'
> & { names?: object; cite?: unknown }

const geoSchemaOf = onceFor((route: Documented, geo: Geo<never>) => thingSchema(route, geo))

const schemaOf = onceFor((route: Documented, formQuery: z.ZodRawShape) => {
  const { operationId, tag, summary, description, parameter, item } = route
  const schema = z
    .object({ data: item, meta: route.cite ? citedMeta : singleMeta })
    .meta({ id: answerName(operationId), description: `${summary}.` })
  return {
    operationId,
    tags: [tag],
    summary,
    description,
    ...(parameter && { params: pathSchema(parameter) }),
    querystring: queryObject({
      ...route.query,
      ...(route.asOf && asOfQuery),
      ...(route.names && namesQuery),
      ...formQuery
    }),
    response: {
      200: {
        description: 'Found.',
        headers: headersOf(route.isVolatile),
        content: { 'application/json': { schema } }
      },
      ...problemResponses(400, ...(parameter ? [404, ...(route.isPermanent ? [] : [410])] : []))
    }
  }
})

function headersOf(isVolatile: true | undefined): HeaderName[] {
  return isVolatile ? [] : ['ETag']
}

/** Sends a thing as JSON; if columns are chosen, only the fields that have their values. */
function sendNarrow<Answer extends { data: object }>(
  reply: FastifyReply,
  answer: Answer,
  columns: Column[] | undefined
): FastifyReply {
  reply.type(JSON_TYPE)
  if (!columns) return reply.send(answer)
  // The schema of whole things would refuse a narrow one. A text is sent as it is.
  return reply.send(JSON.stringify({ ...answer, data: narrowTo(columns)(answer.data) }))
}

/** The thing that a request names, with what the answer says about itself. */
async function findThing<Item extends z.ZodObject, Query extends z.ZodRawShape>(
  store: Store,
  route: SingleRoute<Item, Query>,
  request: FastifyRequest
) {
  const { parameter, license, names } = route
  const id = parameter ? ((request.params as Record<string, string>)[parameter.name] ?? '') : ''
  const query = request.query as z.output<z.ZodObject<Query>> & { names?: Language }
  return store.snapshot(async (now) => {
    const { snapshot, warnings } = await chooseSnapshot(now, { request })
    const found = await route.find(snapshot, id, query)
    if (!found) throw await unknownThing(snapshot, route, id)
    const { row, warnings: more } = isWithWarnings(found) ? found : { row: found, warnings: [] }
    if (names && query.names) (await names(snapshot, [row], query.names))(row)
    request.dataShown = dataShown(request, now, true)
    const isGeo = request.format === 'geojson'
    const featuresOf = isGeo && route.geo && (await openFeatures(route.geo, snapshot))
    const state = route.stateOf?.(row)
    if (state) request.state = JSON.stringify(state)
    const { revision, updatedAt } = snapshot === now ? request.dataShown : snapshot
    const citation = isGeo ? undefined : route.cite?.({ revision, updatedAt }, row)
    const meta = {
      revision,
      updated_at: updatedAt,
      license,
      warnings: [...warnings, ...warnOfAssumedMonths(request), ...more],
      ...(citation !== undefined && { citation })
    }
    return { data: row, meta, features: featuresOf ? featuresOf(row, row) : undefined }
  })
}

function isWithWarnings<Row extends object>(
  found: Row | WithWarnings<Row>
): found is WithWarnings<Row> {
  return 'row' in found
}

/** A route without a parameter finds something, whatever is asked. */
async function unknownThing(
  snapshot: Snapshot,
  { parameter, unknown }: Pick<SingleRoute<z.ZodObject, z.ZodRawShape>, 'parameter' | 'unknown'>,
  id: string
): Promise<Error> {
  return parameter && unknown
    ? notFound(parameter.name, await unknown(snapshot, id))
    : new Error('a route without a parameter found nothing')
}

/** The problem of an unknown id in the path. */
export function notFound(parameter: string, { code = 'not_found', ...error }: Unknown): Problem {
  const [link = ''] = error.allowed
  const works = link.startsWith('/v1/') ? link : null
  return refusedPath(code, parameter, error.message, error.allowed, { works, meant: error.meant })
}
