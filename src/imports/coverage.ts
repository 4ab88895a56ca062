// Coverage figures, computed from the observations: what there is of each metric and series.
import type { SQL } from 'drizzle-orm'
import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core'
import { and, eq, inArray, sql } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import { chunks, insertRows } from './rows.ts'
import type { SeriesRow } from './table-rows.ts'

/** The metrics and series whose observations a change has touched; all of them where there are too many to name. */
export type Touched = { metrics: Iterable<string> | 'all'; series: Iterable<string> | 'all' }

/** Makes sure the series exist, before observations refer to them. */
export async function addSeries({ db, tables }: Snapshot, series: readonly SeriesRow[]): Promise<void> {
  const distinct = [...new Map(series.map((row) => [row.id, { ...row, observations: 0, sources: 0 }])).values()]
  await insertRows(db, tables.series, distinct, { ifNew: true })
}

/** Counts the observations of the metrics and series touched anew, along their indexes. A series without observations goes. */
export async function renewCoverage({ db, tables }: Snapshot, touched: Touched): Promise<void> {
  const { series, metric, metric_coverage, observation } = tables
  const perSeries = coverage(observation, sql`${observation}."series" = ${series}."id"`)
  for (const isTouched of picks(series.id, touched.series)) {
    await db.update(series).set(perSeries).where(isTouched)
    await db.delete(series).where(and(isTouched, eq(series.observations, 0)))
  }

  const { observations, sources, first_period, last_period } = coverage(observation, sql`${observation}."metric" = ${metric}."id"`)
  const subjects = sql`(select count(distinct "subject") from ${observation} where ${observation}."metric" = ${metric}."id")`
  for (const isTouched of picks(metric.id, touched.metrics)) {
    await db.delete(metric_coverage).where(isTouched && sql`metric in (select ${metric.id} from ${metric} where ${isTouched})`)
    await db
      .insert(metric_coverage)
      .select(
        sql`select ${metric}."id", ${observations}, ${first_period}, ${last_period}, ${sources}, ${subjects} from ${metric} where ${isTouched ?? sql`true`}`
      )
  }
}

/** Conditions that pick what was touched, some at a time; one without a condition where that is everything. */
function picks(id: AnySQLiteColumn, touched: Iterable<string> | 'all'): (SQL | undefined)[] {
  return touched === 'all' ? [undefined] : [...chunks([...touched])].map((chunk) => inArray(id, chunk))
}

/** Coverage figures as SQL over the observations that `which` picks; the period that ends first and the one that ends last. */
function coverage(observation: Snapshot['tables']['observation'], which: SQL) {
  const edge = (order: 'asc' | 'desc') => sql`(select "period" from ${observation} where ${which} and "ends_on" is not null
    order by "ends_on" ${sql.raw(order)}, ${observation}."id" limit 1)`
  return {
    observations: sql`(select count(*) from ${observation} where ${which})`,
    sources: sql`(select count(distinct "source") from ${observation} where ${which})`,
    first_period: edge('asc'),
    last_period: edge('desc')
  }
}
