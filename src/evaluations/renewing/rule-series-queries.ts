// Selects series by the ids of `/v1/series`, and for how many periods they may have values.
import type { SQL, SQLWrapper } from 'drizzle-orm'
import { and, inArray, isNotNull, sql } from '../../db/orm.ts'
import type { Snapshot } from '../../db/store.ts'
import { ID_PARTS, SEPARATOR } from '../../series-id.ts'

/** Author series, each with the id of the series by rule that it belongs to (series-id.ts). */
export function selectAuthors({ db, tables: { series } }: Snapshot) {
  const parts = ID_PARTS.map((part) => sql`coalesce(${series[part]}, '')`)
  const rule = sql<string>`${sql.join(parts, sql` || ${SEPARATOR} || `)}`.as('rule')
  const { id, metric, calendar, observations, sources } = series
  const [first, last] = [placeOf(series, series.first_period), placeOf(series, series.last_period)]
  return db
    .select({
      rule,
      id,
      metric,
      calendar,
      observations,
      sources,
      first: first.as('first_place'),
      last: last.as('last_place')
    })
    .from(series)
}

/**
 * The number of a period among those of its calendar. Quarters and weeks are written in several
 * ways, so all of a year have the same: then there may be fewer periods than it seems.
 */
function placeOf({ calendar }: Snapshot['tables']['series'], period: SQLWrapper): SQL {
  const year = sql`cast(substr(${period}, 1, 4) as integer)`
  const month = sql`cast(substr(${period}, 6, 2) as integer)`
  return sql`case ${calendar} when 'P1M' then ${year} * 12 + ${month} else ${year} end`
}

/** The series of some metrics. */
function selectRules(snapshot: Snapshot, metrics: readonly string[]) {
  const { series } = snapshot.tables
  const author = selectAuthors(snapshot)
    .where(and(inArray(series.metric, [...metrics]), isNotNull(series.calendar)))
    .as('author')
  const calendar = sql<string>`max(${author.calendar})`
  const claims = sql`sum(${author.observations})`
  const span = sql`((max(${author.last}) - min(${author.first}) + 1) *
    case ${calendar} when 'P3M' then 4 when 'P7D' then 53 else 1 end)`
  return (
    snapshot.db
      .select({
        id: author.rule,
        metric: sql<string>`max(${author.metric})`.as('rule_metric'),
        calendar: calendar.as('rule_calendar'),
        claims: claims.as('claims'),
        periods: sql`case when ${span} < ${claims} then ${span} else ${claims} end`.as('periods'),
        authors: sql<string>`string_agg(${author.id}, ' ')`.as('authors')
      })
      .from(author)
      // Grouping by the id alone takes less time than by the metric and the calendar too.
      .groupBy(sql`${author.rule}`)
  )
}

/**
 * The series of some metrics, and for each metric, calendar and number of periods how many series
 * have more; with how many there are in all, and how many of them are `long` enough.
 */
export function selectLevels(snapshot: Snapshot, metrics: readonly string[], least: number) {
  const { db } = snapshot
  const rules = db.$with('rules').as(selectRules(snapshot, metrics))
  const count = db
    .select({
      metric: sql<string>`${rules.metric}`.as('of_metric'),
      calendar: sql<string>`${rules.calendar}`.as('of_calendar'),
      level: sql`${rules.periods}`.as('level'),
      count: sql`count(*)`.as('level_series')
    })
    .from(rules)
    .groupBy(sql`${rules.metric}`, sql`${rules.calendar}`, sql`${rules.periods}`)
    .as('count')
  const within = sql`partition by ${count.metric}, ${count.calendar}`
  const upTo = sql`sum(${count.count}) over (${within} order by ${count.level} desc)`
  const long = sql`case when ${count.level} >= ${least} then ${count.count} else 0 end`
  const counted = db
    .select({
      metric: count.metric,
      calendar: count.calendar,
      level: count.level,
      above: sql`${upTo} - ${count.count}`.as('above'),
      all: sql`sum(${count.count}) over (${within})`.as('all_series'),
      long: sql`sum(${long}) over (${within})`.as('long')
    })
    .from(count)
  return { rules, levels: db.$with('levels').as(counted) }
}
