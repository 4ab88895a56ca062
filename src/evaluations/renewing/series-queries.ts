// Reads which series there are to test, by the ids of `/v1/series`, and their claims.
import type { SQL } from 'drizzle-orm'
import { and, desc, eq, gte, inArray, isNotNull, lte, ne, or, sql } from '../../db/orm.ts'
import type { Snapshot } from '../../db/store.ts'
import type { Traits } from '../../observations/series/traits.ts'
import type { PlacedClaim } from '../../series/points.ts'
import { selectPlacedClaims } from '../../series/queries.ts'

/** A series with enough claims to be tested, and how many it has. */
export type Candidate = { id: string; claims: number }
/** The series of a metric in one calendar: the first candidates, and how many series there are. */
export type CalendarSeries = {
  calendar: string
  candidates: Candidate[]
  all: number
  long: number
}

/** The id of the series by rule that an author series belongs to: see series-id.ts. */
function ruleSeriesId({ tables: { series } }: Snapshot): SQL<string> {
  const { metric, subject, partner, direction, mode, product, calendar } = series
  return sql<string>`${metric} || '~' || ${subject} || '~' || coalesce(${partner}, '') || '~' || coalesce(${direction}, '') || '~' || coalesce(${mode}, '') || '~' || coalesce(${product}, '') || '~' || ${calendar}`
}

/**
 * Lists the series of some metrics by calendar: of each at most `most` with at least `least` claims,
 * those with most claims first, then by id; and counts all series, and those that are `long` enough.
 */
export async function listCandidates(
  snapshot: Snapshot,
  metrics: readonly string[],
  { least, most }: { least: number; most: number }
): Promise<Map<string, CalendarSeries[]>> {
  const { db, tables } = snapshot
  const { metric, calendar, observations } = tables.series
  const id = ruleSeriesId(snapshot)
  const counted = db
    .select({ metric, calendar, id: id.as('id'), claims: sql`sum(${observations})`.as('claims') })
    .from(tables.series)
    .where(and(inArray(metric, [...metrics]), isNotNull(calendar)))
    .groupBy(metric, calendar, id)
    .as('counted')
  const { claims } = counted
  const within = sql`partition by ${counted.metric}, ${counted.calendar}`
  const ranked = db
    .select({
      metric: counted.metric,
      calendar: counted.calendar,
      id: counted.id,
      claims: counted.claims,
      all: sql`count(*) over (${within})`.as('all_series'),
      long: sql`count(case when ${claims} >= ${least} then 1 end) over (${within})`.as('long'),
      place: sql`row_number() over (${within} order by ${claims} desc, ${counted.id})`.as('place')
    })
    .from(counted)
    .as('ranked')
  // The first series is there for the counts, however short it is.
  const rows = await db
    .select()
    .from(ranked)
    .where(and(lte(ranked.place, most), or(eq(ranked.place, 1), gte(ranked.claims, least))))
    .orderBy(ranked.metric, ranked.calendar, sql`${ranked.place}`)
  const byMetric = Map.groupBy(rows, (row) => row.metric)
  return new Map([...byMetric].map(([name, own]) => [name, byCalendar(own, least)]))
}

type Ranked = { calendar: string | null; id: string } & Record<'claims' | 'all' | 'long', unknown>

function byCalendar(rows: readonly Ranked[], least: number): CalendarSeries[] {
  return [...Map.groupBy(rows, ({ calendar }) => calendar ?? '')].map(([calendar, own]) => ({
    calendar,
    candidates: own
      .map(({ id, claims }) => ({ id, claims: Number(claims) }))
      .filter(({ claims }) => claims >= least),
    all: Number(own[0]?.all),
    long: Number(own[0]?.long)
  }))
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
