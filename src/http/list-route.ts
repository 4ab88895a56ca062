// Declares a list: JSON pages with a cursor, and CSV as a stream or by the page, at the plain
// address and at `.csv`. list-answer.ts answers the requests.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Snapshot, Store } from '../db/store.ts'
import { DECIMAL_NAMES, decimalNamed } from '../files/dialect.ts'
import { asOfQuery } from './as-of.ts'
import { fieldNames, fieldsParameter } from './chosen-fields.ts'
import { type Column, CSV_DIALECTS, columnsOf } from './csv.ts'
import { formatQuery } from './csv-answer.ts'
import { csvSchemaOf, headersOf } from './csv-operation.ts'
import type { CursorKey } from './cursors.ts'
import { answerName, listLinks, listMeta, problemResponses } from './envelope.ts'
import { LIMITS } from './limits.ts'
import { answerList } from './list-answer.ts'
import type { List, ReadyList, WhenChanged } from './list-pages.ts'
import { type Naming, namesQuery } from './naming.ts'
import { filledWith } from './openapi-parameters.ts'
import type { Page, PageRows, Stretch } from './page.ts'
import { flag, named, oneOf, opaque, queryObject, wholeNumber } from './parameters.ts'
import { type PathParameter, pathSchema } from './path-parameter.ts'
import type { Format } from './request-checks.ts'

/** The parameters that only CSV has. */
const CSV_ONLY = ['dialect', 'decimal'] as const
/** A page that is read at a glance. */
const FIRST_LOOK_ROWS = 20
const PAGE_ROWS: PageRows = { usual: LIMITS.pageRows, most: LIMITS.pageRowsMax }

export type ListRoute<
  Query extends z.ZodRawShape,
  Item extends z.ZodObject,
  Filters,
  Row extends object
> = { tag: string; license: string } & ListContent<Query, Item, Filters, Row>

/** The parts of a list that it does not share with other routes. */
export type ListContent<
  Query extends z.ZodRawShape,
  Item extends z.ZodObject,
  Filters,
  Row extends object
> = {
  operationId: string
  summary: string
  description: string
  /** For a list that belongs to one thing: the parameter in the path. */
  parameter?: PathParameter
  /** The parameters of this list, without `limit`, `cursor` and `format`. */
  query: Query
  /** One row. The CSV columns follow from it. */
  item: Item
  /** The rows after `page.after`, at most `page.limit`, in the order of `key`. */
  rows: (snapshot: Snapshot, filters: Filters, page: Page) => Promise<Row[] | Stretch<Row>>
  /** The schema of the keys of this request; the default is one text. */
  keySchema?: (query: z.output<z.ZodObject<Query>>) => z.ZodType<CursorKey>
  /** Whether the list accepts `as_of`. Rows and ids are then read from the data as they were. */
  asOf?: true
  /**
   * How a CSV stream goes on if the data change while it is sent. By default, it goes on as of the
   * revision that it began with. `keep`: it reads on, because rows still to come cannot change, as in
   * a log. `cut`: it is cut, because its tables have no history.
   */
  whenChanged?: WhenChanged
  /** Whether answers change without a new revision. Clients must not store such answers. */
  isVolatile?: true
  /**
   * Counts the rows that match, at most `most`. Without it, the list has no parameter `total`.
   */
  count?: (snapshot: Snapshot, filters: Filters, most: number) => Promise<number>
  /** Adds names to rows. The item then has optional fields for them. */
  names?: Naming
  /** The page size, for rows that need computing as well as reading. */
  pageRows?: PageRows
  /**
   * For rows that hold lists of records: the schema of one row of the tidy table, the rows that an
   * item becomes, and the place of a column in the item.
   */
  table?: {
    item: z.ZodObject
    rows: (item: z.output<Item>) => object[]
    place: (path: readonly string[]) => readonly string[]
  }
} & Keys<Row, Filters> &
  Resolution<z.output<z.ZodObject<Query>>, Filters> &
  Completion<Item, Filters, Row>

/** The sort values of a row, after which the next page begins; the default is the id. */
type Keys<Row, Filters> = Row extends { id: string }
  ? { key?: (row: Row, filters: Filters) => CursorKey }
  : { key: (row: Row, filters: Filters) => CursorKey }

/**
 * Turns the parameters into the filters of `rows`: looks up ids, and throws a problem if none is
 * known. `id` is the id in the path. Not needed if the parameters are the filters.
 */
type Resolution<Query, Filters> = Query extends Filters
  ? { filters?: Resolve<Query, Filters> }
  : { filters: Resolve<Query, Filters> }
type Resolve<Query, Filters> = (
  snapshot: Snapshot,
  query: Query,
  id: string
) => Promise<{ filters: Filters; warnings: string[] }>

/**
 * `complete` computes an item from a row, after the snapshot is closed and without a query.
 * `sendPage` sends the rows to browsers as an HTML page; without it, browsers get JSON.
 */
type Completion<Item extends z.ZodObject, Filters, Row> =
  Row extends z.output<Item>
    ? {
        complete?: never
        sendPage?: (reply: FastifyReply, rows: Row[], next: string | null) => FastifyReply
      }
    : { complete: (row: Row, filters: Filters) => z.output<Item> }

/**
 * Registers a list at `path` and at `path.csv`. Clients get an operation for each: JSON and CSV have
 * different types. `format` and the Accept header work too, but are no part of the document.
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
  // The types of a list are checked here, once. list-answer.ts only passes values from one of its
  // functions to the next.
  const given = { path, pageRows: PAGE_ROWS, key: idOf, ...route } as unknown as List & Documented
  const columns = columnsIn(given)
  const list = { ...given, columns, fieldNames: fieldNames(columns) }
  const schema = schemaOf(list)
  const handler = (request: FastifyRequest, reply: FastifyReply) =>
    answerList(store, list, request, reply)
  const formats: Format[] = list.sendPage ? ['json', 'csv', 'html'] : ['json', 'csv']
  const config = {
    formats,
    ...(!list.isVolatile && { changesWith: 'data' as const })
  }
  app.get(path, { schema, config: { ...config, undocumented: ['format', ...CSV_ONLY] } }, handler)
  app.get(
    `${path}.csv`,
    {
      schema: csvSchemaOf({ ...list, headers: headersOf(list.isVolatile) }, schema),
      config: { ...config, suffixFormat: 'csv', undocumented: ['format'] }
    },
    handler
  )
}

/** The columns of the CSV, with their places in the JSON. */
function columnsIn({ item, table }: List): Column[] {
  if (!table) return columnsOf(item)
  return columnsOf(table.item).map((column) => ({ ...column, at: table.place(column.path) }))
}

function idOf({ id }: { id: string }): CursorKey {
  return [id]
}

type Documented = Pick<
  ListRoute<z.ZodRawShape, z.ZodObject, unknown, object>,
  'operationId' | 'tag' | 'summary' | 'description' | 'parameter' | 'query' | 'isVolatile'
>

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
      ...(list.count && totalQuery)
    }),
    ...(parameter && { params: pathSchema(parameter) }),
    response: { 200: responseOf(list), ...problemResponses(400, ...(parameter ? [404] : [])) }
  }
}

const totalQuery = {
  total: flag(
    'Whether `meta.total` has the number of all rows that match. They are counted up to ' +
      `${LIMITS.countedRowsMax.toLocaleString('en')}. \`links.next\` does not repeat this parameter.`,
    true
  ).optional()
}

const commonQuery = ({ usual, most }: PageRows) => ({
  limit: wholeNumber(
    1,
    most,
    `The most rows of a page: 1 to ${most}, by default ${usual}. CSV without a limit has all ` +
      'rows.',
    usual
  )
    .meta({
      component: most === PAGE_ROWS.most ? 'Limit' : `Limit${most}`,
      ...filledWith(FIRST_LOOK_ROWS)
    })
    .optional(),
  cursor: opaque(
    'The cursor in `links.next` of the previous page. All other parameters but `limit` ' +
      'must stay the same.'
  ).optional(),
  format: formatQuery,
  // Without examples, so that plain CSV is what people see first.
  dialect: oneOf(
    CSV_DIALECTS,
    '`excel` begins with a byte order mark and separates cells by `;`, as Excel reads ' +
      'it in the settings of Kazakhstan, Uzbekistan, Russia and Germany.'
  ).optional(),
  decimal: named(
    decimalNamed,
    DECIMAL_NAMES,
    { enum: DECIMAL_NAMES },
    'How decimals are written. `point` is the default; `comma` needs `dialect=excel`.'
  ).optional()
})

function responseOf({ operationId, item, pageRows, summary, isVolatile }: ReadyList & Documented) {
  const schema = z
    .object({
      data: z.array(item).max(pageRows.most).meta({ description: 'The rows of this page.' }),
      meta: listMeta,
      links: listLinks
    })
    .meta({ id: answerName(operationId), description: `${summary}.` })
  return {
    description: 'The rows that match; the list may be empty.',
    headers: headersOf(isVolatile),
    content: { 'application/json': { schema } }
  }
}
