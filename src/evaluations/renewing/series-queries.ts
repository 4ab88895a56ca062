// Lists which series there are to test, by the ids of `/v1/series`, and reads their claims.
import { and, desc, eq, gte, inArray, isNotNull, lt, lte, sql } from '../../db/orm.ts'
import type { Snapshot } from '../../db/store.ts'
import type { PlacedClaim } from '../../series/points.ts'
import { selectPlacedClaims } from '../../series/queries.ts'
import { selectLevels } from './rule-series-queries.ts'

/**
 * A series with enough periods to be tested: for how many it may have values at most, its claims,
 * and the author series that it is made of.
 */
export type Candidate = { id: string; periods: number; claims: number; authors: string[] }
/** The series of a metric in one calendar: the first candidates, and how many series there are. */
export type CalendarSeries = {
  calendar: string
  candidates: Candidate[]
  all: number
  long: number
}

/**
 * Lists the series of some metrics by calendar: of each at most `most` that may have values for at
 * least `least` periods, those with most periods first, then by id; and counts all series, and
 * those that are `long` enough. Many claims alone say little: they may all be for one year.
 */
export async function listCandidates(
  snapshot: Snapshot,
  metrics: readonly string[],
  { least, most }: { least: number; most: number }
): Promise<Map<string, CalendarSeries[]>> {
  const { db } = snapshot
  const { rules, levels } = selectLevels(snapshot, metrics, least)
  const order = sql`partition by ${rules.metric}, ${rules.calendar}
    order by ${rules.periods} desc, ${rules.id}`
  const isOf = and(
    eq(levels.metric, rules.metric),
    eq(levels.calendar, rules.calendar),
    eq(levels.level, rules.periods)
  )
  // Only series of the first levels are put in order, because that takes long for very many.
  const isNear = and(gte(rules.periods, least), lt(levels.above, most))
  const ranked = db
    .select({
      metric: rules.metric,
      calendar: rules.calendar,
      id: rules.id,
      claims: rules.claims,
      authors: rules.authors,
      periods: rules.periods,
      place: sql`row_number() over (${order})`.as('place')
    })
    .from(rules)
    .innerJoin(levels, isOf)
    .where(isNear)
    .as('ranked')
  const rows = await db
    .with(rules, levels)
    .select({
      metric: levels.metric,
      calendar: levels.calendar,
      all: levels.all,
      long: levels.long,
      id: sql<string | null>`${ranked.id}`,
      authors: sql<string>`${ranked.authors}`,
      claims: ranked.claims,
      periods: ranked.periods
    })
    .from(levels)
    .leftJoin(
      ranked,
      and(
        eq(ranked.metric, levels.metric),
        eq(ranked.calendar, levels.calendar),
        lte(ranked.place, most)
      )
    )
    .where(eq(levels.above, 0))
    .orderBy(sql`${levels.metric}`, sql`${levels.calendar}`, sql`${ranked.place}`)
  const byMetric = Map.groupBy(rows, (row) => row.metric)
  return new Map([...byMetric].map(([name, own]) => [name, byCalendar(own)]))
}

/** A calendar with one of its candidates, or without any. */
type Row = { calendar: string; id: string | null; authors: string } & Record<
  'all' | 'long' | 'claims' | 'periods',
  unknown
>

function byCalendar(rows: readonly Row[]): CalendarSeries[] {
  return [...Map.groupBy(rows, ({ calendar }) => calendar)].map(([calendar, own]) => ({
    calendar,
    candidates: own.flatMap(({ id, authors, claims, periods }) =>
      id === null
        ? []
        : [{ id, claims: Number(claims), periods: Number(periods), authors: authors.split(' ') }]
    ),
    all: Number(own[0]?.all),
    long: Number(own[0]?.long)
  }))
}

/** Reads the claims of some author series that name a period, at most `most`, newest first. */
export async function listSeriesClaims(
  snapshot: Snapshot,
  authors: string[],
  most: number
): Promise<PlacedClaim[]> {
  const { observation } = snapshot.tables
  return selectPlacedClaims(snapshot)
    .where(and(inArray(observation.series, authors), isNotNull(observation.ends_on)))
    .orderBy(desc(observation.ends_on), desc(observation.id))
    .limit(most)
}
