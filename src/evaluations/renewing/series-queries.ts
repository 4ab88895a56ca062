// Reads which series there are to test, by the ids of `/v1/series`, and their claims.
import type { SQL } from 'drizzle-orm'
import { and, asc, desc, eq, inArray, isNotNull, ne, or, sql } from '../../db/orm.ts'
import type { Snapshot } from '../../db/store.ts'
import type { Traits } from '../../observations/series/traits.ts'
import type { PlacedClaim } from '../../series/points.ts'
import { selectPlacedClaims } from '../../series/queries.ts'

/** The series of a metric with some calendars. */
export type Group = { metric: string; calendars: readonly string[] }
export type Candidate = { id: string; claims: number }

/** The id of the series by rule that an author series belongs to: see series-id.ts. */
function ruleSeriesId({ tables: { series } }: Snapshot): SQL<string> {
  const { metric, subject, partner, direction, mode, product, calendar } = series
  return sql<string>`${metric} || '~' || ${subject} || '~' || coalesce(${partner}, '') || '~' || coalesce(${direction}, '') || '~' || coalesce(${mode}, '') || '~' || coalesce(${product}, '') || '~' || ${calendar}`
}

/** The calendars in which there are claims about a metric. */
export async function listCalendars(
  { db, tables: { series } }: Snapshot,
  metric: string
): Promise<string[]> {
  const rows = await db
    .selectDistinct({ calendar: series.calendar })
    .from(series)
    .where(and(eq(series.metric, metric), isNotNull(series.calendar)))
  return rows.flatMap(({ calendar }) => calendar ?? [])
}

/**
 * Lists the series with at least `least` claims, those with most claims first, then by id; and
 * counts all series, and those that are `long` enough.
 */
export async function listCandidates(
  snapshot: Snapshot,
  { metric, calendars }: Group,
  { least, most }: { least: number; most: number }
): Promise<{ candidates: Candidate[]; all: number; long: number }> {
  const { series } = snapshot.tables
  const id = ruleSeriesId(snapshot)
  const counted = snapshot.db
    .select({ id: id.as('id'), claims: sql<number>`sum(${series.observations})`.as('claims') })
    .from(series)
    .where(and(eq(series.metric, metric), inArray(series.calendar, [...calendars])))
    .groupBy(id)
    .as('counted')
  const rows = await snapshot.db
    .select({
      id: counted.id,
      claims: sql`${counted.claims}`.mapWith(Number),
      all: sql`count(*) over ()`.mapWith(Number),
      long: sql`count(case when ${counted.claims} >= ${least} then 1 end) over ()`.mapWith(Number)
    })
    .from(counted)
    .orderBy(desc(counted.claims), asc(counted.id))
    .limit(most)
  const [{ all, long } = { all: 0, long: 0 }] = rows
  const candidates = rows
    .filter(({ claims }) => claims >= least)
    .map(({ id, claims }) => ({ id, claims }))
  return { candidates, all, long }
}

/** Reads the claims of some series of a metric that name a period, at most `most`, newest first. */
export async function listSeriesClaims(
  snapshot: Snapshot,
  { metric, subjects, ids }: { metric: string; subjects: readonly string[]; ids: string[] },
  most: number
): Promise<PlacedClaim[]> {
  const { series, observation } = snapshot.tables
  const authors = snapshot.db
    .select({ id: series.id })
    .from(series)
    .where(
      and(
        eq(series.metric, metric),
        inArray(series.subject, [...subjects]),
        inArray(ruleSeriesId(snapshot), ids)
      )
    )
  return selectPlacedClaims(snapshot)
    .where(and(inArray(observation.series, authors), isNotNull(observation.ends_on)))
    .orderBy(desc(observation.ends_on), desc(observation.id))
    .limit(most)
}

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
 * The series with claims of sources of which a revision corrected what rules look at: the kind, and
 * when it was published.
 */
export async function findCorrectedSeries(snapshot: Snapshot, revision: number): Promise<string[]> {
  const { series, series_source, source, source_history } = snapshot.tables
  const rows = await snapshot.db
    .selectDistinct({ id: ruleSeriesId(snapshot) })
    .from(source_history)
    .innerJoin(source, eq(source.id, source_history.id))
    .innerJoin(series_source, eq(series_source.source, source.id))
    .innerJoin(series, eq(series.id, series_source.series))
    .where(
      and(
        eq(source_history.retired_revision, revision),
        isNotNull(series.calendar),
        or(
          ne(source.kind, source_history.kind),
          isOther(source.published, source_history.published)
        )
      )
    )
  return rows.map(({ id }) => id)
}

/** Whether two columns differ, of which both may be null. */
function isOther(one: unknown, other: unknown): SQL {
  return sql`(${one} <> ${other} or (${one} is null) <> (${other} is null))`
}
