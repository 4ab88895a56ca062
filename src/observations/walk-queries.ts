// Reads claims along indexes, by one or several walks. Statements are kept by their shape
// (db/statements.ts).
import type { SQL } from 'drizzle-orm'
import type { SQLiteSelect } from 'drizzle-orm/sqlite-core'
import { sql } from '../db/orm.ts'
import { shapeOf, statement, valuesOf } from '../db/statements.ts'
import type { Snapshot } from '../db/store.ts'
import type { CursorKey } from '../http/cursors.ts'
import type { Conditions } from './conditions.ts'
import {
  type Course,
  directed,
  hideKey,
  meetWalk,
  orderOf,
  passWalk,
  placesOf
} from './course-queries.ts'
import { sortedBy } from './query-schemas.ts'
import type { Way } from './walks.ts'

/** What is read: a way to the claims that meet conditions, and which part of it. */
export type Walked = { way: Way; course: Course; conditions: Conditions }

type Keys = { key: string | number | null; id: string }
const [KEY, ID] = [sql<Keys['key']>`"key"`, sql<string>`"id"`]

/**
 * Whether a way passes by more than `most` claims: the key of the last one that may be read, if the
 * way is in order; an empty key, if it is not.
 */
export async function findStop(
  snapshot: Snapshot,
  { way, course, conditions }: Walked,
  most: number
): Promise<CursorKey | undefined> {
  const passed: Course = way.isOrdered ? course : { sort: '-period', over: 'all' }
  const { order } = orderOf(snapshot, passed)
  const prepare = () => {
    const ends = way.walks.map((walk) =>
      selectKeys(snapshot, passed)
        .where(passWalk(snapshot, way, walk, passed))
        .orderBy(...order)
        .limit(1)
        .offset(sql.placeholder('skipped'))
    )
    const [only] = ends
    if (only && ends.length === 1) return only.prepare()
    return selectFrom(snapshot, joinWalks(ends, 'union all'))
      .orderBy(...directed(passed.sort, KEY, ID))
      .limit(1)
      .prepare()
  }
  const skipped = Math.floor(most / way.walks.length)
  const [stop] = await statement(
    snapshot.db,
    `${shapeOfWalked({ way, course, conditions })} stop`,
    prepare
  ).execute({ ...valuesOf(conditions), ...placesOf(course), skipped })
  if (!stop) return undefined
  if (!way.isOrdered) return []
  return sortedBy(course.sort) === 'id' ? [stop.id] : [stop.key, stop.id]
}

/** The ids of the next claims on a way, in the order of the sort. */
export async function readIds(
  snapshot: Snapshot,
  walked: Walked,
  limit: number
): Promise<string[]> {
  const prepare = () =>
    selectFrom(snapshot, selectWay(snapshot, walked))
      .orderBy(...directed(walked.course.sort, KEY, ID))
      .limit(sql.placeholder('limit'))
      .prepare()
  const rows = await statement(snapshot.db, `${shapeOfWalked(walked)} ids`, prepare).execute(
    valuesFor(walked, limit)
  )
  return rows.map(({ id }) => id)
}

/** Counts the claims on a way, at most `limit`. */
export async function countOnWay(
  snapshot: Snapshot,
  walked: Walked,
  limit: number
): Promise<number> {
  const prepare = () => {
    const some = selectFrom(snapshot, selectWay(snapshot, walked)).limit(sql.placeholder('limit'))
    const counted = snapshot.db.select({ count: sql<number>`count(*)` })
    return counted.from(sql`(${some}) as counted`).prepare()
  }
  const [row] = await statement(snapshot.db, `${shapeOfWalked(walked)} count`, prepare).execute(
    valuesFor(walked, limit)
  )
  return Number(row?.count ?? 0)
}

/** Lets `rows` walk along one index, and end at the placeholder `limit`. */
export function walkAlong<Rows extends SQLiteSelect>(
  snapshot: Snapshot,
  rows: Rows,
  { way, course }: Walked
) {
  const [walk = {}] = way.walks
  rows.where(meetWalk(snapshot, way, walk, course))
  return rows.orderBy(...orderOf(snapshot, course).order).limit(sql.placeholder('limit'))
}

/** What distinguishes one statement from another. */
export function shapeOfWalked({ way, course, conditions }: Walked): string {
  const { sort, over, after, stop } = course
  const reach = `${sort} ${over} ${after ? 'on' : ''} ${stop ? 'to' : ''}`
  return `observations ${way.name} ${reach} ${shapeOf(conditions)}`
}

/** The values of all placeholders of a statement. */
export function valuesFor({ course, conditions }: Walked, limit: number): Record<string, unknown> {
  return { ...valuesOf(conditions), ...placesOf(course), limit }
}

/** The claims on all walks of a way, as one table of keys and ids. */
function selectWay(snapshot: Snapshot, { way, course }: Walked): SQL {
  const { order } = orderOf(snapshot, course)
  const walks = way.walks.map((walk) => {
    const keys = selectKeys(snapshot, course, way.isOrdered).where(
      meetWalk(snapshot, way, walk, course)
    )
    // What is not in order must be read to its end.
    return way.isOrdered ? keys.orderBy(...order).limit(sql.placeholder('limit')) : keys
  })
  return joinWalks(walks, way.overlaps ? 'union' : 'union all')
}

function selectKeys(snapshot: Snapshot, course: Course, isOrdered = true) {
  const column = orderOf(snapshot, course).key
  const key = isOrdered ? column : hideKey(column, course.sort)
  const { observation } = snapshot.tables
  return snapshot.db
    .select({
      key: sql<Keys['key']>`${key}`.as('key'),
      id: sql<string>`${observation.id}`.as('id')
    })
    .from(observation)
    .$dynamic()
}

function joinWalks(walks: ReturnType<typeof selectKeys>[], by: 'union' | 'union all'): SQL {
  const selects = walks.map(
    (keys, index) => sql`select "key", "id" from (${keys}) as ${sql.raw(`walk${index}`)}`
  )
  return sql`(${sql.join(selects, sql.raw(` ${by} `))}) as walks`
}

function selectFrom({ db }: Snapshot, keys: SQL) {
  return db.select({ key: KEY, id: ID }).from(keys).$dynamic()
}
