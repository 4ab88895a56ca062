// Declares a list: JSON pages with a cursor, and CSV as a stream or by the page, at the plain
// address and at `.csv`; and GeoJSON by the page if its rows lie on a map. list-answer.ts answers
// the requests.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Store } from '../db/store.ts'
import { asOfQuery } from './as-of.ts'
import { fieldsParameter, fieldNames as namesOfFields } from './chosen-fields.ts'
import { columnsIn } from './csv.ts'
import { csvQuery } from './csv-answer.ts'
import type { CursorKey } from './cursors.ts'
import { showsParts } from './data-shown.ts'
import { answerName, listLinks, listMeta } from './envelope.ts'
import { formatQuery, formatsOf, headersOf, routeInFormats } from './format-routes.ts'
import { pageSchema } from './geo-answer.ts'
import { LIMITS } from './limits.ts'
import { answerList } from './list-answer.ts'
import type { ListRoute } from './list-content.ts'
import type { List, ReadyList } from './list-pages.ts'
import { namesQuery } from './naming.ts'
import { onceFor } from './once-for.ts'
import { filledWith } from './openapi-parameters.ts'
import type { PageRows } from './page.ts'
import { flag, opaque, queryObject, wholeNumber } from './parameters.ts'
import { pathSchema } from './path-parameter.ts'
import { problemResponses } from './problem-answers.ts'
import { layoutParameter, wideAnswer } from './wide-layout.ts'

/** A page that is read at a glance. */
const FIRST_LOOK_ROWS = 20
const PAGE_ROWS: PageRows = { usual: LIMITS.pageRows, most: LIMITS.pageRowsMax }

/** Registers a list at `path`, at `path.csv`, and at `path.geojson` if it has `geo`. */
export function listRoute<
  Query extends z.ZodRawShape,
  Item extends z.ZodObject,
  Filters,
  Row extends object
>(
  app: FastifyInstance,
  store: Store,
  path: string,
  route: ListRoute<Query, Item, Filters, Row>
): void {
  // The types of a list are checked here, once. list-answer.ts only passes values from one of its
  // functions to the next.
  const given = { path, pageRows: PAGE_ROWS, key: idOf, ...route } as unknown as List & Documented
  const { schema, ...described } = describeList(given)
  const list = { ...given, ...described }
  const { columns, geoSchema, pageRows } = list
  const rows = 'all rows in one stream, or one page if there is a `limit`'
  const most = pageRows.most.toLocaleString('en')
  const features = `one page, of at most ${most} things without a \`limit\``
  routeInFormats(app, path, {
    schema,
    config: configOf(list),
    headers: headersOf(list.isVolatile),
    csv: { columns, rows },
    geo: geoSchema && { answer: geoSchema, features },
    hasPage: list.sendPage !== undefined,
    handler: (request: FastifyRequest, reply: FastifyReply) =>
      answerList(store, list, request, reply)
  })
}

function idOf({ id }: { id: string }): CursorKey {
  return [id]
}

type Documented = Pick<
  ListRoute<z.ZodRawShape, z.ZodObject, unknown, object>,
  | 'operationId'
  | 'tag'
  | 'summary'
  | 'description'
  | 'parameter'
  | 'query'
  | 'isVolatile'
  | 'apart'
  | 'shows'
>

/** What a list has in every service of this process. */
const describeList = onceFor((given: List & Documented) => {
  const columns = columnsIn(given.item, given.table)
  const fieldNames = namesOfFields(columns)
  const geoSchema = given.geo && pageSchema(given, given.geo)
  return { columns, fieldNames, geoSchema, schema: schemaOf({ ...given, columns, fieldNames }) }
})

function configOf({ isVolatile, apart, shows }: Documented) {
  return {
    ...(!isVolatile && { changesWith: 'data' as const }),
    ...(apart && { apart }),
    ...showsParts(shows)
  }
}

function schemaOf(list: ReadyList & Documented) {
  const { operationId, tag, summary, description, parameter, query, asOf, pageRows } = list
  return {
    operationId,
    tags: [tag],
    summary,
    description,
    querystring: queryObject({
      ...query,
      ...(asOf && asOfQuery),
      ...(list.names && namesQuery),
      fields: fieldsParameter(list.fieldNames),
      ...commonQuery(pageRows),
      ...formatQuery(formatsOf({ csv: true, geo: list.geo })),
      ...csvQuery,
      ...(list.count && totalQuery),
      ...(list.wide && { layout: layoutParameter(pageRows.most) })
    }),
    ...(parameter && { params: pathSchema(parameter) }),
    response: { 200: responseOf(list), ...problemResponses(400, ...(parameter ? [404] : [])) }
  }
}

const totalQuery = {
  total: flag(
    'Whether `meta.total` has the number of all rows that match. They are counted up to ' +
      `${LIMITS.countedRowsMax.toLocaleString('en')}. \`links.next\` does not repeat this ` +
      'parameter.',
    true
  ).optional()
}

const commonQuery = ({ usual, most }: PageRows) => ({
  limit: wholeNumber(
    1,
    most,
    `The most rows of a page: 1 to ${most}, by default ${usual}. CSV without a limit has all ` +
      'rows, and GeoJSON the most.',
    usual
  )
    .meta({
      component: most === PAGE_ROWS.most && usual === PAGE_ROWS.usual ? 'Limit' : `Limit${most}`,
      ...filledWith(FIRST_LOOK_ROWS)
    })
    .optional(),
  cursor: opaque(
    'The cursor in `links.next` of the previous page. All other parameters but `limit` ' +
      'must stay the same.'
  ).optional()
})

function responseOf(list: ReadyList & Documented) {
  const { operationId, item, pageRows, summary, isVolatile, wide } = list
  const schema = z
    .object({
      data: z.array(item).max(pageRows.most).meta({ description: 'The rows of this page.' }),
      meta: listMeta,
      links: listLinks
    })
    .meta({ id: answerName(operationId), description: `${summary}.` })
  const answer = wide
    ? z.union([schema, wideAnswer(operationId, wide.item, pageRows.most)]).meta({
        description: `${summary}; a table with \`layout=wide\`.`
      })
    : schema
  return {
    description: 'The rows that match; the list may be empty.',
    headers: headersOf(isVolatile),
    content: { 'application/json': { schema: answer } }
  }
}
