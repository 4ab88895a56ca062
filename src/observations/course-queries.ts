// Where a walk along an index of claims begins and ends, and its order.
import type { AnyColumn, SQL } from 'drizzle-orm'
import { and, asc, desc, eq, gte, isNotNull, isNull, lte, sql } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import type { CursorKey } from '../http/cursors.ts'
import { meetAside } from './conditions.ts'
import { type Sort, sortedBy } from './query-schemas.ts'
import type { Lead, Walk, Way } from './walks.ts'

/**
 * The claims that a walk meets: those with a sort value or without one, after a key, and up to the
 * key `stop`.
 */
export type Course = {
  sort: Sort
  over: 'all' | 'present' | 'missing'
  after?: CursorKey | undefined
  stop?: CursorKey | undefined
}

/** The values of the placeholders of a course. */
export function placesOf({ after, stop }: Course): Record<string, unknown> {
  return { last: after?.[0], lastId: after?.at(-1), stop: stop?.[0], stopId: stop?.at(-1) }
}

/** True for the claims that one walk of a way finds. */
export function meetWalk(snapshot: Snapshot, way: Way, walk: Walk, course: Course) {
  return and(
    passWalk(snapshot, way, walk, course),
    meetBegin(snapshot, way),
    isAlongPeriods(way, course) ? undefined : meetEnd(snapshot, way, course),
    meetAside(snapshot, way.rest)
  )
}

/** True for the claims that one walk of a way passes by: what its index can tell. */
export function passWalk(snapshot: Snapshot, way: Way, walk: Walk, course: Course) {
  const { observation } = snapshot.tables
  // The names in a walk are those of columns, whose types differ: hence the casts.
  const leads = Object.entries(walk) as [Lead, string][]
  return and(
    ...leads.map(([name, place]) => eq(observation[name], sql.placeholder(place) as never)),
    // The index leaves exact figures out, and is used only for a condition that does so too.
    walk.bound === undefined ? undefined : sql`${observation.bound} <> 'exact'`,
    isAlongPeriods(way, course) ? meetEnd(snapshot, way, course) : undefined,
    meetCourse(snapshot, way, course)
  )
}

/** Whether the index of a way has the order of periods. */
function isAlongPeriods({ isOrdered }: Way, { sort }: Course): boolean {
  return !isOrdered || sortedBy(sort) === 'period'
}

/** The column of a sort, and its order. Ids follow the direction where values are equal. */
export function orderOf({ tables: { observation } }: Snapshot, { sort }: Pick<Course, 'sort'>) {
  const { id, ends_on: period, value, revision: recorded_at } = observation
  const key: AnyColumn = { period, value, recorded_at, id }[sortedBy(sort)]
  return { key, order: directed(sort, ...(key === id ? [id] : [key, id])) }
}

/** Columns in the direction of a sort. */
export function directed(sort: Sort, ...columns: (SQL | AnyColumn)[]): SQL[] {
  return columns.map((column) => (sort.startsWith('-') ? desc(column) : asc(column)))
}

/**
 * True for claims after the key of a course and up to its stop. A way that is not in order has
 * another index than that of the sort, so the sort value is an expression.
 */
function meetCourse(snapshot: Snapshot, { isOrdered }: Way, course: Course): SQL | undefined {
  const { sort, over, after, stop } = course
  const { tables, revision, now } = snapshot
  const { id, revision: made } = tables.observation
  const column = orderOf(snapshot, course).key
  const key = isOrdered ? column : hideKey(column, sort)
  const [further, upTo] = sort.startsWith('-') ? ['<', '>='] : ['>', '<=']
  const isAlone = column === id || over === 'missing'
  const compare = (sign: string, place: string) => {
    const [value, lastId] = [sql.placeholder(place), sql.placeholder(`${place}Id`)]
    return isAlone
      ? sql`${isOrdered ? id : sql`(${id} || '')`} ${sql.raw(sign)} ${lastId}`
      : sql`(${key}, ${id}) ${sql.raw(sign)} (${value}, ${lastId})`
  }
  return and(
    over === 'present' ? isNotNull(key) : undefined,
    over === 'missing' ? isNull(key) : undefined,
    after && compare(further, 'last'),
    stop && compare(upTo, 'stop'),
    // Skips the newest versions, so that the walk begins at those of the earlier revision.
    now && sort === '-recorded_at' ? lte(made, revision) : undefined
  )
}

/** A sort value as an expression, so that no index is chosen for its order. */
export function hideKey(column: AnyColumn, sort: Sort): SQL {
  const by = sortedBy(sort)
  return by === 'value' || by === 'recorded_at' ? sql`(${column} + 0)` : sql`(${column} || '')`
}

/** True for claims whose period begins in the span, which no index tells. */
function meetBegin({ tables: { observation } }: Snapshot, { rest: { from } }: Way) {
  return from === undefined ? undefined : gte(observation.starts_on, sql.placeholder('from'))
}

/**
 * True for claims whose period ends in the span. An index begins and ends at one condition each. In
 * the order of periods the keys of a course are nearer than the span, which then is an expression
 * beside them. Another order has it as an expression always.
 */
function meetEnd(
  { tables: { observation } }: Snapshot,
  { rest: { from, to }, isOrdered }: Way,
  { sort, after, stop }: Course
): SQL | undefined {
  const { ends_on } = observation
  const [top, bottom] = sort.startsWith('-') ? [after, stop] : [stop, after]
  const isAside = (key: CursorKey | undefined) =>
    isOrdered && (key !== undefined || sortedBy(sort) !== 'period')
  const place = (key: CursorKey | undefined) =>
    isAside(key) ? sql`(${ends_on} || '')` : sql`${ends_on}`
  return and(
    from === undefined ? undefined : gte(place(bottom), sql.placeholder('from')),
    to === undefined ? undefined : lte(place(top), sql.placeholder('to'))
  )
}
