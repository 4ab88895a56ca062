// Coverage figures, computed from the observations: what there is of each metric and series.
import type { SQL } from 'drizzle-orm'
import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core'
import { and, eq, inArray, sql } from '../../../db/orm.ts'
import { chunks, insertRows } from '../../../db/rows.ts'
import type { Snapshot } from '../../../db/store.ts'
import type { SeriesRow } from './stored-rows.ts'

/**
 * The metrics and series whose observations a change has touched; all of them where there are too
 * many to name.
 */
export type Touched = { metrics: Iterable<string> | 'all'; series: Iterable<string> | 'all' }

/** Makes sure the series exist, before observations refer to them. */
export async function addSeries(
  { db, tables }: Snapshot,
  series: readonly SeriesRow[]
): Promise<void> {
  const distinct = [
    ...new Map(series.map((row) => [row.id, { ...row, observations: 0, sources: 0 }])).values()
  ]
  await insertRows(db, tables.series, distinct, { ifNew: true })
}

/**
 * Counts the observations of the series touched anew, along their index, and what is known of the
 * metrics from their series: the claims of a metric may be millions, and every change comes by
 * here. A series without observations goes.
 */
export async function renewCoverage({ db, tables }: Snapshot, touched: Touched): Promise<void> {
  const { series, metric, metric_coverage, observation } = tables
  const ofSeries = sql`${observation}."series" = ${series}."id"`
  const perSeries = {
    observations: sql`(select count(*) from ${observation} where ${ofSeries})`,
    sources: sql`(select count(distinct "source") from ${observation} where ${ofSeries})`,
    ...edges(observation, ofSeries)
  }
  for (const isTouched of picks(series.id, touched.series)) {
    await db.update(series).set(perSeries).where(isTouched)
    await db.delete(series).where(and(isTouched, eq(series.observations, 0)))
  }

  const { first_period, last_period } = edges(
    observation,
    sql`${observation}."metric" = ${metric}."id"`
  )
  const inSeries = (what: SQL) =>
    sql`(select ${what} from ${series} where ${series}."metric" = ${metric}."id")`
  const [observations, subjects] = [
    inSeries(sql`coalesce(sum("observations"), 0)`),
    inSeries(sql`count(distinct "subject")`)
  ]
  const { source } = tables
  const told = sql`select 1 from ${observation} where ${observation}."metric" = ${metric}."id" and ${observation}."source" = ${source}."id"`
  const sources = sql`(select count(*) from ${source} where exists (${told}))`
  for (const isTouched of picks(metric.id, touched.metrics)) {
    await db
      .delete(metric_coverage)
      .where(isTouched && sql`metric in (select ${metric.id} from ${metric} where ${isTouched})`)
    await db
      .insert(metric_coverage)
      .select(
        sql`select ${metric}."id", ${observations}, ${first_period}, ${last_period}, ${sources}, ${subjects} from ${metric} where ${isTouched ?? sql`true`}`
      )
  }
}

/**
 * Conditions that pick what was touched, some at a time; one without a condition where that is
 * everything.
 */
function picks(id: AnySQLiteColumn, touched: Iterable<string> | 'all'): (SQL | undefined)[] {
  return touched === 'all'
    ? [undefined]
    : [...chunks([...touched])].map((chunk) => inArray(id, chunk))
}

/**
 * The period that ends first and the one that ends last, of the observations that `which` picks; of
 * several the one with the first id.
 */
function edges(observation: Snapshot['tables']['observation'], which: SQL) {
  const at = (
    edge: 'min' | 'max'
  ) => sql`(select "period" from ${observation} where ${which} and "ends_on" =
    (select ${sql.raw(edge)}("ends_on") from ${observation} where ${which}) order by ${observation}."id" limit 1)`
  return { first_period: at('min'), last_period: at('max') }
}
