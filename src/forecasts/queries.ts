// Counts the periods of series, and finds requests for forecasts that have an answer.
import { and, asc, desc, eq, inArray, isNotNull, isNull, notInArray, sql } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import type { AuthorSeries } from '../observations/series/points.ts'
import type { ClaimFilters } from '../observations/series/queries.ts'
import { NOT_FORECAST } from './forecast-series.ts'

const SUGGESTIONS_MAX = 3

/**
 * Requests that have an answer: for this metric if it has series, else for other metrics. Those
 * with most claims come first.
 */
export async function workingRequests(
  { db, tables: { series, metric } }: Snapshot,
  id: string | undefined
): Promise<string[]> {
  const rows = await db
    .select({ metric: series.metric, subject: series.subject, partner: series.partner })
    .from(series)
    .innerJoin(metric, eq(metric.id, series.metric))
    .where(
      and(
        isNotNull(series.calendar),
        isNull(series.product),
        id === undefined ? undefined : eq(series.metric, id),
        notInArray(metric.unit, NOT_FORECAST.units),
        notInArray(metric.kind, NOT_FORECAST.kinds)
      )
    )
    .orderBy(desc(series.observations), asc(series.id))
    .limit(SUGGESTIONS_MAX)
  const requests = rows.map(({ metric, subject, partner }) => {
    const pair = partner === null ? `subject=${subject}` : `subject=${subject}&partner=${partner}`
    return `/v1/forecasts?metric=${metric}&${pair}`
  })
  return [...new Set(requests)]
}

/** Whether there are claims about a metric. */
export async function hasClaims(
  { db, tables: { observation } }: Snapshot,
  metric: string
): Promise<boolean> {
  const rows = await db
    .select({ id: observation.id })
    .from(observation)
    .where(eq(observation.metric, metric))
    .limit(1)
  return rows.length > 0
}

/** Counts all periods of some series by their ids; the dates of a stock are counted by years. */
export async function countPeriods(
  { db, tables: { observation } }: Snapshot,
  {
    series,
    source,
    byYear
  }: Pick<ClaimFilters, 'source' | 'byYear'> & { series: Pick<AuthorSeries, 'id' | 'calendar'>[] }
): Promise<Map<string, number>> {
  if (series.length === 0) return new Map()
  const ids = series.map(({ id }) => id)
  const rows = await db
    .select({
      id: observation.series,
      periods: sql<number>`count(distinct ${observation.starts_on})`,
      years: sql<number>`count(distinct substr(${observation.starts_on}, 1, 4))`
    })
    .from(observation)
    .where(and(inArray(observation.series, ids), source && inArray(observation.source, source)))
    .groupBy(observation.series)
  const dated = new Set(series.filter(({ calendar }) => calendar === 'P1D').map(({ id }) => id))
  return new Map(
    rows.map(({ id, periods, years }) => {
      const isByYear = byYear && dated.has(id ?? '')
      return [id ?? '', Number(isByYear ? years : periods)]
    })
  )
}
