import { sql } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'

export type Holdings = { metrics: number; observations: number; sources: number; countries: number }

/**
 * Counts what the data set holds. The number of observations is the sum of the coverage figures,
 * because counting them would take longer.
 */
export async function countHoldings({ db, tables }: Snapshot): Promise<Holdings> {
  const { metric, metric_coverage, source, country } = tables
  const count = sql<number>`cast(count(*) as integer)`
  const [metrics] = await db.select({ count }).from(metric)
  const [observations] = await db
    .select({
      count: sql<number>`cast(coalesce(sum(${metric_coverage.observations}), 0) as integer)`
    })
    .from(metric_coverage)
  const [sources] = await db.select({ count }).from(source)
  const [countries] = await db.select({ count }).from(country)
  return {
    metrics: metrics?.count ?? 0,
    observations: observations?.count ?? 0,
    sources: sources?.count ?? 0,
    countries: countries?.count ?? 0
  }
}
