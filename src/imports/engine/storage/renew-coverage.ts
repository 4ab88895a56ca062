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
  for (const ids of chunksOf(touched.series)) await renewSeries(snapshot, ids)
  for (const ids of chunksOf(touched.metrics)) await renewMetrics(snapshot, ids)
}

/** Counts the observations of series along their index, and deletes series without any. */
async function renewSeries({ db, tables }: Snapshot, ids: Chunk): Promise<void> {
  const { series, series_source, observation } = tables
  const isTouched = isOneOf(series.id, ids)
  const ofSeries = sql`${observation}."series" = ${series}."id"`
  await db.delete(series_source).where(isOneOf(series_source.series, ids))
  await db
    .insert(series_source)
    .select(
      db
        .selectDistinct({ series: observation.series, source: observation.source })
        .from(observation)
        .where(isOneOf(observation.series, ids))
    )
  const figures = {
    observations: sql`(select count(*) from ${observation} where ${ofSeries})`,
    sources: sql`(select count(*) from ${series_source} where ${series_source}."series" = ${series}."id")`,
    first_period: walkTo(observation, ofSeries, sql`"ends_on"`),
    last_period: walkTo(observation, ofSeries, sql`"ends_on" desc`)
  }
  await db.update(series).set(figures).where(isTouched)
  await db.delete(series).where(and(isTouched, eq(series.observations, 0)))
}

/**
 * Sums up the series of metrics: a metric may have millions of claims, and every change renews its
 * coverage.
 */
async function renewMetrics({ db, tables }: Snapshot, ids: Chunk): Promise<void> {
  const { series, series_source, metric, metric_coverage, observation } = tables
  const { first_period, last_period } = findEdges(
    observation,
    sql`${observation}."metric" = ${metric}."id"`
  )
  const ofMetric = sql`${series}."metric" = ${metric}."id"`
  const inSeries = (figure: SQL) => sql`(select ${figure} from ${series} where ${ofMetric})`
  const observations = inSeries(sql`coalesce(sum("observations"), 0)`)
  const subjects = inSeries(sql`count(distinct "subject")`)
  const sources = sql`(select count(distinct ${series_source}."source") from ${series}
    join ${series_source} on ${series_source}."series" = ${series}."id" where ${ofMetric})`
  const figures = sql.join([observations, first_period, last_period, sources, subjects], sql`, `)
  const isTouched = isOneOf(metric.id, ids)
  await db
    .delete(metric_coverage)
    .where(isTouched && sql`metric in (select ${metric.id} from ${metric} where ${isTouched})`)
  await db
    .insert(metric_coverage)
    .select(sql`select ${metric}."id", ${figures} from ${metric} where ${isTouched ?? sql`true`}`)
}

/** Some ids of what was touched; undefined for everything. */
type Chunk = string[] | undefined

function chunksOf(touched: Iterable<string> | 'all'): Iterable<Chunk> {
  return touched === 'all' ? [undefined] : chunks([...touched])
}

function isOneOf(column: AnySQLiteColumn, ids: Chunk): SQL | undefined {
  return ids && inArray(column, ids)
}

/**
 * The period at one edge of a series, along its index. That index has no ids: if it were asked for
 * the first id of a day, SQLite would rather read the claims of that day in all series.
 */
function walkTo(observation: Snapshot['tables']['observation'], ofSeries: SQL, order: SQL) {
  return sql`(select "period" from ${observation} where ${ofSeries} and "ends_on" is not null
    order by ${order}, ${observation}."id" limit 1)`
}

/**
 * The periods that end first and last, among the observations that `which` selects. If several end
 * on the same day, the one with the first id counts.
 */
function findEdges(observation: Snapshot['tables']['observation'], which: SQL) {
  const at = (edge: 'min' | 'max') => {
    const day = sql`(select ${sql.raw(edge)}("ends_on") from ${observation} where ${which})`
    return sql`(select "period" from ${observation} where ${which} and "ends_on" = ${day}
    order by ${observation}."id" limit 1)`
  }
  return { first_period: at('min'), last_period: at('max') }
}
