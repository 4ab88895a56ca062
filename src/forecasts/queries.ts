// Counts the periods of series, and finds requests for forecasts that have an answer.
import { countRows } from '../db/count-rows.ts'
import { and, asc, desc, eq, inArray, isNotNull, isNull, notInArray, sql } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import type { AuthorSeries } from '../observations/series/points.ts'
import type { ClaimFilters } from '../observations/series/queries.ts'
import { NOT_FORECAST } from './forecast-series.ts'

const SUGGESTIONS_MAX = 3
/** So many series of now are looked for in the data of an earlier time. */
const CANDIDATES_MAX = 20

/**
 * Requests that have an answer: for this metric, or for any. Those with most claims come first. For
 * an earlier time, these are series of now that had claims then.
 */
export async function workingRequests(
  snapshot: Snapshot,
  id: string | undefined
): Promise<string[]> {
  const rows = await listSuggestions(snapshot, id, snapshot.now ? CANDIDATES_MAX : SUGGESTIONS_MAX)
  const there: typeof rows = []
  for (const row of rows)
    if (there.length < SUGGESTIONS_MAX && (await isThere(snapshot, row.id))) there.push(row)
  const then = snapshot.now ? `&as_of=${snapshot.updatedAt}` : ''
  const requests = there.map(({ metric, subject, partner }) => {
    const pair = partner === null ? `subject=${subject}` : `subject=${subject}&partner=${partner}`
    return `/v1/forecasts?metric=${metric}&${pair}${then}`
  })
  return [...new Set(requests)]
}

/** Lists series that imports keep, with a metric that can be forecast at the time of the data. */
function listSuggestions(
  { db, tables: { series, metric } }: Snapshot,
  id: string | undefined,
  most: number
) {
  return db
    .select({
      id: series.id,
      metric: series.metric,
      subject: series.subject,
      partner: series.partner
    })
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
    .limit(most)
}

/** Whether a series that imports keep has claims in the snapshot. */
async function isThere(snapshot: Snapshot, id: string): Promise<boolean> {
  if (!snapshot.now) return true
  const { observation } = snapshot.tables
  return (await countRows(snapshot, observation, eq(observation.series, id), 1)) > 0
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
