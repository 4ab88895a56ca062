// Finds which metrics have tests, and what a revision corrected that tests depend on.
import type { SQL } from 'drizzle-orm'
import { and, eq, inArray, ne, or, sql } from '../../db/orm.ts'
import type { Snapshot } from '../../db/store.ts'
import type { Traits } from '../../observations/series/traits.ts'
import { selectAuthors } from './rule-series-queries.ts'

/** All metrics that have series, or have tests. */
export async function listTestable({ db, tables }: Snapshot): Promise<string[]> {
  const { series, series_test, forecast_evaluation } = tables
  const found = [
    ...(await db.selectDistinct({ metric: series.metric }).from(series)),
    ...(await db.selectDistinct({ metric: series_test.metric }).from(series_test)),
    ...(await db.selectDistinct({ metric: forecast_evaluation.metric }).from(forecast_evaluation))
  ]
  return [...new Set(found.map(({ metric }) => metric))]
}

/** What forecasts take from a metric. */
const TAKEN = ['unit', 'kind', 'desired', 'minimum', 'maximum'] as const satisfies (keyof Traits)[]

/** The metrics of which a revision corrected something that forecasts take from them. */
export async function findCorrectedMetrics(
  { db, tables: { metric, metric_history } }: Snapshot,
  revision: number
): Promise<string[]> {
  const rows = await db
    .select({ id: metric.id })
    .from(metric)
    .innerJoin(metric_history, eq(metric_history.id, metric.id))
    .where(
      and(
        eq(metric_history.retired_revision, revision),
        or(...TAKEN.map((name) => isOther(metric[name], metric_history[name])))
      )
    )
  return rows.map(({ id }) => id)
}

/**
 * The tested series with claims of sources of which a revision corrected what rules look at: the
 * kind, and when it was published. Where all claims are of one source, no rule has a choice.
 */
export async function findCorrectedSeries(snapshot: Snapshot, revision: number): Promise<string[]> {
  const { db, tables } = snapshot
  const { series, series_source, series_test, source, source_history } = tables
  const corrected = db
    .select({ id: series_source.series })
    .from(source_history)
    .innerJoin(source, eq(source.id, source_history.id))
    .innerJoin(series_source, eq(series_source.source, source.id))
    .where(
      and(
        eq(source_history.retired_revision, revision),
        or(
          ne(source.kind, source_history.kind),
          isOther(source.published, source_history.published)
        )
      )
    )
  const metrics = db
    .select({ metric: series.metric })
    .from(series)
    .where(inArray(series.id, corrected))
  const author = selectAuthors(snapshot).where(inArray(series.metric, metrics)).as('author')
  const rows = await db
    .select({ id: series_test.series })
    .from(author)
    .innerJoin(series_test, eq(series_test.series, author.rule))
    .groupBy(series_test.series)
    .having(
      and(
        sql`sum(${author.sources}) > 1`,
        sql`count(case when ${inArray(author.id, corrected)} then 1 end) > 0`
      )
    )
  return rows.map(({ id }) => id)
}

/** Whether two columns differ, of which both may be null. */
function isOther(one: unknown, other: unknown): SQL {
  return sql`(${one} <> ${other} or (${one} is null) <> (${other} is null))`
}
