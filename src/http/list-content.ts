// What a list declares of itself (list-route.ts registers it).
import type { FastifyReply } from 'fastify'
import type { z } from 'zod'
import type { Snapshot } from '../db/store.ts'
import type { Apart } from './apart.ts'
import type { Table } from './csv.ts'
import type { CursorKey } from './cursors.ts'
import type { Shows } from './data-shown.ts'
import type { Geo } from './geojson.ts'
import type { WhenChanged } from './list-pages.ts'
import type { Naming } from './naming.ts'
import type { Counted, Page, PageRows, Stretch } from './page.ts'
import type { PathParameter } from './path-parameter.ts'
import type { WideLayout } from './wide-layout.ts'

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
   * revision that it began with. `keep`: it reads on, because rows still to come cannot change, as
   * in a log. `cut`: it is cut, because its tables have no history.
   */
  whenChanged?: WhenChanged
  /** Whether answers change without a new revision. Clients must not store such answers. */
  isVolatile?: true
  /**
   * Which answers take so long that threads make them (apart.ts); by default none. The route must
   * then be one of those in server/readers/make-answers.ts.
   */
  apart?: Apart
  /** Which parts of the data the answers show that have rows and no warning; by default all. */
  shows?: Shows<z.output<z.ZodObject<Query>>>
  /**
   * Counts the rows that match, at most `most`, or says why not. Without it, the list has no
   * parameter `total`.
   */
  count?: (snapshot: Snapshot, filters: Filters, most: number) => Promise<Counted>
  /** Adds names to rows. The item then has optional fields for them. */
  names?: Naming
  /** The page size, for rows that need computing as well as reading. */
  pageRows?: PageRows
  /** For rows that hold lists of records. */
  table?: Table<z.output<Item>>
  /** For things that hold points: how a page becomes a wide table. The list then has `layout`. */
  wide?: WideLayout<z.output<Item>>
  /**
   * For rows that lie on a map: how they become features. The list then has GeoJSON. It gets rows
   * as they were read, so they may have more than the JSON shows.
   */
  geo?: Geo<Row>
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
