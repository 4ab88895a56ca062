// Computes coverage figures from the observations: how many there are for each metric and series.
import type { SQL } from 'drizzle-orm'
import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core'
import { and, eq, inArray, sql } from '../../../db/orm.ts'
import { chunks, insertRows } from '../../../db/rows.ts'
import type { Snapshot } from '../../../db/store.ts'
import type { SeriesRow } from './stored-rows.ts'

/**
 * The metrics and series whose observations a change has touched; `all` if there are too many to
 * name.
 */
export type TouchedFigures = { metrics: Iterable<string> | 'all'; series: Iterable<string> | 'all' }

/** Adds missing series, before observations refer to them. */
export async function addSeries(
  { db, tables }: Snapshot,
  series: readonly SeriesRow[]
): Promise<void> {
  const distinct = [
    ...new Map(series.map((row) => [row.id, { ...row, observations: 0, sources: 0 }])).values()
  ]
  await insertRows(db, tables.series, distinct, { ifNew: true })
}

/** Renews the coverage of touched series, then that of touched metrics from their series. */
export async function renewCoverage(snapshot: Snapshot, touched: TouchedFigures): Promise<void> {
  for (const isTouched of conditionsFor(snapshot.tables.series.id, touched.series))
    await renewSeries(snapshot, isTouched)
  for (const isTouched of conditionsFor(snapshot.tables.metric.id, touched.metrics))
    await renewMetrics(snapshot, isTouched)
}

/** Counts the observations of series along their index, and deletes series without any. */
async function renewSeries({ db, tables }: Snapshot, isTouched: SQL | undefined): Promise<void> {
  const { series, observation } = tables
  const ofSeries = sql`${observation}."series" = ${series}."id"`
  const figures = {
    observations: sql`(select count(*) from ${observation} where ${ofSeries})`,
    sources: sql`(select count(distinct "source") from ${observation} where ${ofSeries})`,
    ...findEdges(observation, ofSeries)
  }
  await db.update(series).set(figures).where(isTouched)
  await db.delete(series).where(and(isTouched, eq(series.observations, 0)))
}

/**
 * Sums up the series of metrics: a metric may have millions of claims, and every change renews its
 * coverage.
 */
async function renewMetrics({ db, tables }: Snapshot, isTouched: SQL | undefined): Promise<void> {
  const { series, metric, metric_coverage, observation, source } = tables
  const ofMetric = sql`${observation}."metric" = ${metric}."id"`
  const { first_period, last_period } = findEdges(observation, ofMetric)
  const inSeries = (figure: SQL) =>
    sql`(select ${figure} from ${series} where ${series}."metric" = ${metric}."id")`
  const observations = inSeries(sql`coalesce(sum("observations"), 0)`)
  const subjects = inSeries(sql`count(distinct "subject")`)
  const bySource = sql`${ofMetric} and ${observation}."source" = ${source}."id"`
  const isNamed = sql`exists (select 1 from ${observation} where ${bySource})`
  const sources = sql`(select count(*) from ${source} where ${isNamed})`
  const figures = sql.join([observations, first_period, last_period, sources, subjects], sql`, `)
  await db
    .delete(metric_coverage)
    .where(isTouched && sql`metric in (select ${metric.id} from ${metric} where ${isTouched})`)
  await db
    .insert(metric_coverage)
    .select(sql`select ${metric}."id", ${figures} from ${metric} where ${isTouched ?? sql`true`}`)
}

/**
 * Conditions that select what was touched, some ids at a time; a single undefined condition for
 * everything.
 */
function conditionsFor(
  id: AnySQLiteColumn,
  touched: Iterable<string> | 'all'
): (SQL | undefined)[] {
  return touched === 'all'
    ? [undefined]
    : [...chunks([...touched])].map((chunk) => inArray(id, chunk))
}

/**
 * The period that ends first and the period that ends last, among the observations that `which`
 * selects. If several end on the same day, the one with the first id counts.
 */
function findEdges(observation: Snapshot['tables']['observation'], which: SQL) {
  const at = (edge: 'min' | 'max') => {
    const day = sql`(select ${sql.raw(edge)}("ends_on") from ${observation} where ${which})`
    return sql`(select "period" from ${observation} where ${which} and "ends_on" = ${day}
    order by ${observation}."id" limit 1)`
  }
  return { first_period: at('min'), last_period: at('max') }
}
