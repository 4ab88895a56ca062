// What a route of one thing declares of itself (single-route.ts registers it).
import type { z } from 'zod'
import type { Snapshot } from '../db/store.ts'
import type { Apart } from './apart.ts'
import type { Table } from './csv.ts'
import type { Shows } from './data-shown.ts'
import type { Geo } from './geojson.ts'
import type { Naming } from './naming.ts'
import type { PathParameter } from './path-parameter.ts'
import type { ProblemCode, ProblemError } from './problems.ts'

/** The revision that an answer was read from, and its time; null if there are no data. */
export type CitedAt = { revision: number; updatedAt: string | null }

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
  /** The parameter at the end of the path; none for an answer to what the query asks. */
  parameter?: PathParameter
  /** Explains an id that does not exist; only with a parameter. */
  unknown?: (snapshot: Snapshot, id: string) => Promise<Unknown>
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
  /** For things that hold lists of records, which then have CSV and `fields`. */
  table?: Table<z.output<Item>>
  /** For things that lie on a map, which then have GeoJSON: how they become features. */
  geo?: Geo<z.output<Item>>
  /**
   * How to cite the thing in one line, as `meta.citation` of JSON shows it. `at` is what the answer
   * says of its revision.
   */
  cite?: (at: CitedAt, thing: z.output<Item>) => string
  /** Parameters of which a request needs one (http/working-request.ts). */
  needsOneOf?: readonly string[]
  /** Whether the route accepts `as_of`. The thing is then read as it was. */
  asOf?: true
  /**
   * Which answers take so long that threads make them (apart.ts); by default none. The route must
   * then be one of those in server/readers/make-answers.ts.
   */
  apart?: Apart
  /** Which parts of the data the answers show, also if they warn; by default all. */
  shows?: Shows<z.output<z.ZodObject<Query>>>
  /** Whether answers change without a new revision. Clients must not store such answers. */
  isVolatile?: true
  /**
   * What the thing tells that changes without a new revision. The tag of its answer changes too.
   */
  stateOf?: (thing: z.output<Item>) => unknown
  /** Whether things of this kind are never withdrawn. */
  isPermanent?: true
}
