// Finds requests for forecasts that have an answer.
import { and, asc, desc, eq, isNotNull, isNull, notInArray } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
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
