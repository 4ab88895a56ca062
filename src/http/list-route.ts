// One way to serve a list: JSON pages with a cursor, CSV streamed or by the page, at the plain
// address and at `.csv`.
import { setImmediate as turn } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest, FastifySchema } from 'fastify'
import { z } from 'zod'
import type { Snapshot, Store } from '../db/store.ts'
import { type Asked, answering, asOfQuery, isPast } from './as-of.ts'
import { type Column, columnsOf, toCsv } from './csv.ts'
import { chosenColumns, csvPages, nothing, type Read, sendCsv } from './csv-answer.ts'
import { type CursorKey, decodeCursor, encodeCursor, questionHash } from './cursors.ts'
import { answerName, listLinks, listMeta, problemResponses } from './envelope.ts'
import { LIMITS } from './limits.ts'
import { linkHeader, nextUrl } from './links.ts'
import type { Page, PageRows, Stretch } from './page.ts'
import { oneOf, opaque, wholeNumber } from './parameters.ts'
import { type PathParameter, pathSchema } from './path-parameter.ts'

const PAGE_ROWS: PageRows = { usual: LIMITS.pageRows, most: LIMITS.pageRowsMax }

export type ListRoute<
  Query extends z.ZodRawShape,
  Item extends z.ZodObject,
  Filters,
  Row extends object
> = {
  operationId: string
  tag: string
  summary: string
  description: string
  /**
   * Of a list of one thing: what stands for its id in the path, what it means, and one that exists.
   */
  parameter?: PathParameter
  /** The parameters of this list; `limit`, `cursor` and `format` are added. */
  query: Query
  /** One row. Its CSV columns follow from it. */
  item: Item
  license: string
  /**
   * Turns the parameters into what `rows` needs; looks ids up and throws a problem where none is
   * known. `id` is that in the path.
   */
  filters: (
    snapshot: Snapshot,
    query: z.output<z.ZodObject<Query>>,
    id: string
  ) => Promise<{ filters: Filters; warnings: string[] }>
  /** The rows after `page.after`, at most `page.limit`, in an order that `key` continues. */
  rows: (snapshot: Snapshot, filters: Filters, page: Page) => Promise<Row[] | Stretch<Row>>
  key: (row: Row, filters: Filters) => CursorKey
  /** What a key of this question looks like; one id unless told. */
  keySchema?: (query: z.output<z.ZodObject<Query>>) => z.ZodType<CursorKey>
  /** Whether `as_of` is understood: rows and ids are then read from the data as they were. */
  asOf?: true
  /** Whether answers change without a new revision: then nobody may store them. */
  isVolatile?: true
  /** For rows that cost more than reading them. */
  pageRows?: PageRows
  /** For rows that hold lists of records: the rows of a tidy table, and what is in one. */
  table?: { item: z.ZodObject; rows: (item: z.output<Item>) => object[] }
} & Completion<Item, Filters, Row>

/**
 * What is worked out of a row once it is read: outside of the snapshot, one row a turn of the event
 * loop.
 */
type Completion<Item extends z.ZodObject, Filters, Row> =
  Row extends z.output<Item>
    ? { complete?: never }
    : { complete: (row: Row, filters: Filters) => z.output<Item> }

const commonQuery = (format: 'json' | 'csv', { usual, most }: PageRows) => ({
  limit: wholeNumber(1, most, {
    description:
      `Rows a page may have: 1 to ${most}, ${usual} unless told. CSV without a limit has all ` +
      'rows.',
    example: usual
  })
    .meta({ component: most === PAGE_ROWS.most ? 'Limit' : `Limit${most}` })
    .optional(),
  cursor: opaque(
    'Where to go on: the cursor in `links.next` of the page before, with all other ' +
      'parameters but `limit` left as they were.'
  ).optional(),
  format: oneOf(['json', 'csv'], {
    description:
      'The format of the answer. Beats the Accept header; the suffix `.csv` on the path ' +
      'beats both.',
    example: format
  }).optional()
})
type CommonQuery = { limit?: number; cursor?: string; format?: 'json' | 'csv' }

/**
 * Registers a list at `path` and `path.csv`. The latter stays out of the OpenAPI document: it is
 * the same operation.
 */
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
  const { parameter } = route
  const selectable = 'fields' in route.query
  const querystring = z
    .strictObject({
      ...route.query,
      ...(route.asOf && asOfQuery),
      ...commonQuery(selectable ? 'csv' : 'json', route.pageRows ?? PAGE_ROWS)
    })
    .meta({ style: 'form', explode: false })
  const schema: FastifySchema = {
    operationId: route.operationId,
    tags: [route.tag],
    summary: route.summary,
    description: route.description,
    querystring,
    ...(parameter && { params: pathSchema(parameter) }),
    response: { 200: success(route), ...problemResponses(400, ...(parameter ? [404] : [])) }
  }
  const columns = columnsOf(route.table?.item ?? route.item)
  const handler = (request: FastifyRequest, reply: FastifyReply) =>
    answer(store, route, { path, columns }, request, reply)
  const config = {
    formats: ['json', 'csv'] as const,
    ...(!route.isVolatile && { changesWith: 'data' as const })
  }
  app.get(path, { schema, config }, handler)
  app.get(
    `${path}.csv`,
    { schema: { ...schema, hide: true }, config: { ...config, suffixFormat: 'csv' } },
    handler
  )
}

function success<
  Query extends z.ZodRawShape,
  Item extends z.ZodObject,
  Filters,
  Row extends object
>({
  operationId,
  item,
  table,
  pageRows = PAGE_ROWS,
  summary
}: ListRoute<Query, Item, Filters, Row>) {
  const body = z
    .object({
      data: z.array(item).max(pageRows.most).meta({ description: 'The rows of this page.' }),
      meta: listMeta,
      links: listLinks
    })
    .meta({ id: answerName(operationId), description: `${summary}.` })
  const csv = z.string().meta({
    description: 'One line a row, a header line first.',
    examples: [
      columnsOf(table?.item ?? item)
        .map(({ name }) => name)
        .join(',')
    ]
  })
  return {
    description: 'The rows that match; none is an empty list.',
    content: { 'application/json': { schema: body }, 'text/csv': { schema: csv } }
  }
}

async function answer<
  Query extends z.ZodRawShape,
  Item extends z.ZodObject,
  Filters,
  Row extends object
>(
  store: Store,
  route: ListRoute<Query, Item, Filters, Row>,
  { path, columns: allColumns }: { path: string; columns: Column[] },
  request: FastifyRequest,
  reply: FastifyReply
) {
  const query = request.query as z.output<z.ZodObject<Query>> & CommonQuery & { fields?: string[] }
  const question = questionHash(
    [path, idIn(request)].filter(Boolean).join(' '),
    request.query as Record<string, unknown>
  )
  const columns = chosenColumns(allColumns, query.fields, request.format)
  const keySchema = route.keySchema?.(query) ?? z.tuple([z.string()])
  const asked: Asked = { request, asOf: route.asOf ?? false }
  const cursor = query.cursor === undefined ? undefined : { question, text: query.cursor }
  const { revision: settled, key: after } = cursor
    ? decodeCursor(cursor, keySchema, { isPast: isPast(asked) })
    : {}
  const streamed = request.format === 'csv' && query.limit === undefined
  const { usual, most } = route.pageRows ?? PAGE_ROWS
  // Rows that become tables of their own are many lines each.
  const limit = query.limit ?? (streamed && !route.table ? most : usual)

  const read = async (from: CursorKey | undefined, revision: number | undefined) => {
    const page = await readPage(store, route, { ...asked, revision }, { after: from, limit })
    return {
      ...page,
      rows:
        request.format === 'csv' && route.table ? page.rows.flatMap(route.table.rows) : page.rows
    }
  }
  const first = await read(after, settled)
  request.revision = first.newest
  // HEAD asks for the headers alone: no row after the first page is worth reading.
  const readOn = (from: CursorKey) => read(from, first.revision)
  if (streamed)
    return sendCsv(
      reply,
      path,
      request.method === 'HEAD' ? nothing() : csvPages(first, readOn, columns)
    )

  const links = {
    self: request.url,
    next: first.next
      ? nextUrl(
          request.url,
          encodeCursor(question, first.next, isPast(asked) ? first.revision : undefined)
        )
      : null
  }
  reply.header('link', linkHeader(links))
  if (request.format === 'csv')
    return sendCsv(reply, path, toCsv(first.rows, columns, { header: true }))
  const meta = {
    revision: first.revision,
    license: route.license,
    warnings: first.warnings,
    count: first.rows.length
  }
  return reply.type('application/json; charset=utf-8').send({ data: first.rows, meta, links })
}

/** The one parameter a path has, if it has one. */
function idIn({ params }: FastifyRequest): string {
  return Object.values((params ?? {}) as Record<string, string>)[0] ?? ''
}

/** One row more than the page holds tells whether there is a next one. */
async function readPage<
  Query extends z.ZodRawShape,
  Item extends z.ZodObject,
  Filters,
  Row extends object
>(
  store: Store,
  route: ListRoute<Query, Item, Filters, Row>,
  asked: Asked,
  { after, limit }: Page
): Promise<Read<z.output<Item>>> {
  const { rows, filters, ...page } = await store.snapshot(async (now) => {
    const { snapshot, warnings: before } = await answering(now, asked)
    const { filters, warnings } = await route.filters(
      snapshot,
      asked.request.query as z.output<z.ZodObject<Query>>,
      idIn(asked.request)
    )
    const read = await route.rows(snapshot, filters, { after, limit: limit + 1 })
    const {
      rows: found,
      stopped,
      warnings: more = []
    } = Array.isArray(read) ? { rows: read } : read
    const rows = found.slice(0, limit)
    const last = found.length > limit ? rows.at(-1) : undefined
    const next = last ? route.key(last, filters) : stopped
    return {
      rows,
      filters,
      next,
      revision: snapshot.revision,
      newest: now.revision,
      warnings: [...before, ...warnings, ...more]
    }
  })
  return { ...page, rows: await completed(route, rows, filters) }
}

async function completed<
  Query extends z.ZodRawShape,
  Item extends z.ZodObject,
  Filters,
  Row extends object
>(
  { complete }: ListRoute<Query, Item, Filters, Row>,
  rows: readonly Row[],
  filters: Filters
): Promise<z.output<Item>[]> {
  if (!complete) return rows as z.output<Item>[]
  const items: z.output<Item>[] = []
  for (const row of rows) {
    items.push(complete(row, filters))
    await turn()
  }
  return items
}
