// Reads the keys of claims for the newest periods of author series: of all that match if they are
// few, else series by series along the index of series.
import type { SQL } from 'drizzle-orm'
import { and, eq, gte, inArray, isNotNull, isNull, lte, sql } from '../db/orm.ts'
import { shapeOf, statement, valuesOf } from '../db/statements.ts'
import type { Snapshot } from '../db/store.ts'
import { type Conditions, meetSubjectMatter } from './conditions.ts'
import { meetWalk, orderOf } from './course-queries.ts'
import type { Sort } from './query-schemas.ts'
import type { Way } from './walks.ts'

/** A claim by its sort value and id. */
export type Key = { key: string | number | null; id: string }
/** The same with what its place among the periods of its series depends on. */
export type DatedKey = Key & { series: string; ends_on: string | null }

/** The keys of all claims on a way, in no order. */
export async function readDatedKeys(
  snapshot: Snapshot,
  way: Way,
  conditions: Conditions,
  sort: Sort
): Promise<DatedKey[]> {
  const { db, tables } = snapshot
  const { id, series, ends_on } = tables.observation
  const { key } = orderOf(snapshot, { sort })
  const prepare = () => {
    const walks = way.walks.map((walk) => {
      const claims = db
        .select({ key: as(key, 'key'), id, series, ends_on })
        .from(tables.observation)
      const met = meetWalk(snapshot, way, walk, { sort: '-period', over: 'all' })
      return sql`select * from (${claims.where(met)}) as walk`
    })
    const all = sql.join(walks, sql.raw(way.overlaps ? ' union ' : ' union all '))
    return db
      .select({
        key: sql<Key['key']>`"key"`,
        id: sql<string>`"id"`,
        series: sql<string>`"series"`,
        ends_on: sql<string | null>`"ends_on"`
      })
      .from(sql`(${all}) as walks`)
      .prepare()
  }
  const shape = `dated keys ${sort} ${way.name} ${shapeOf(conditions)}`
  return statement(db, shape, prepare).execute(valuesOf(conditions))
}

/** How many author series there are about the things that the conditions name, and their claims. */
export async function measureSeries(
  snapshot: Snapshot,
  conditions: Conditions,
  most: number
): Promise<{ series: number; claims: number }> {
  const { db, tables } = snapshot
  const prepare = () => {
    const some = db
      .select({ observations: tables.series.observations })
      .from(tables.series)
      .where(isAbout(snapshot, conditions))
      .limit(sql.placeholder('most'))
      .as('some')
    return db
      .select({
        series: sql<number>`count(*)`,
        claims: sql<number>`coalesce(sum(${some.observations}), 0)`
      })
      .from(some)
      .prepare()
  }
  const measured = statement(db, `measured series ${shapeOf(conditions)}`, prepare)
  const [row] = await measured.execute({ ...valuesOf(conditions), most })
  return { series: Number(row?.series ?? 0), claims: Number(row?.claims ?? 0) }
}

/** The keys of at most `most` claims for the `latest` newest periods of each author series. */
export async function readNewestKeys(
  snapshot: Snapshot,
  conditions: Conditions,
  sort: Sort,
  most: number
): Promise<Key[]> {
  const { db, tables } = snapshot
  const { series, observation } = tables
  const prepare = () => {
    const claims = (isDated: boolean) =>
      db
        .select({
          key: as(orderOf(snapshot, { sort }).key, 'key'),
          id: sql<string>`${observation.id}`.as('id')
        })
        .from(series)
        .innerJoin(observation, eq(observation.series, series.id))
        .where(
          and(
            isAbout(snapshot, conditions),
            isDated ? isNotNull(series.calendar) : isNull(series.calendar),
            isDated ? gte(observation.ends_on, selectFirstDay(snapshot, conditions)) : undefined,
            meetFigure(columnsOf('observation'), conditions)
          )
        )
        .limit(sql.placeholder('most'))
    return db
      .select({ key: sql<Key['key']>`"key"`, id: sql<string>`"id"` })
      .from(
        sql`(select * from (${claims(true)}) as dated union all select * from (${claims(false)}) as undated) as newest`
      )
      .prepare()
  }
  const { latest = 1 } = conditions
  const shape = `newest keys ${sort} ${shapeOf(conditions)}`
  const values = { ...valuesOf(conditions), skipped: latest - 1, most }
  return statement(db, shape, prepare).execute(values)
}

/** The end of the last of the newest periods of a series; an empty text if it has fewer. */
function selectFirstDay({ tables: { series } }: Snapshot, conditions: Conditions): SQL {
  const newer = columnsOf('newer')
  const where = and(
    sql`newer.series = ${series}."id"`,
    sql`${newer.ends_on} is not null`,
    meetFigure(newer, conditions)
  )
  return sql`coalesce((select distinct newer.ends_on from observation as newer where ${where}
    order by newer.ends_on desc limit 1 offset ${sql.placeholder('skipped')}), '')`
}

function isAbout(snapshot: Snapshot, conditions: Conditions): SQL | undefined {
  const { series } = snapshot.tables
  return meetSubjectMatter(snapshot, { ...series, period: series.first_period }, conditions)
}

type FigureColumns = Record<'source' | 'bound' | 'status' | 'starts_on' | 'ends_on', SQL>

/** True for claims that meet what may differ within a series. */
function meetFigure(columns: FigureColumns, conditions: Conditions): SQL | undefined {
  const { source, bound, status, from, to } = conditions
  const isOneOf = (name: 'source' | 'bound' | 'status', values: readonly string[] | undefined) =>
    values &&
    inArray(
      columns[name],
      values.map((_, index) => sql.placeholder(`${name}${index}`))
    )
  return and(
    isOneOf('source', source),
    isOneOf('bound', bound),
    isOneOf('status', status),
    from === undefined ? undefined : gte(columns.starts_on, sql.placeholder('from')),
    from === undefined ? undefined : gte(columns.ends_on, sql.placeholder('from')),
    to === undefined ? undefined : lte(columns.ends_on, sql.placeholder('to'))
  )
}

/** The columns of the claims under another name of their table. */
function columnsOf(table: 'observation' | 'newer'): FigureColumns {
  const column = (name: keyof FigureColumns) => sql.raw(`${table}.${name}`)
  return {
    source: column('source'),
    bound: column('bound'),
    status: column('status'),
    starts_on: column('starts_on'),
    ends_on: column('ends_on')
  }
}

function as(column: ReturnType<typeof orderOf>['key'], name: string) {
  return sql<Key['key']>`${column}`.as(name)
}
