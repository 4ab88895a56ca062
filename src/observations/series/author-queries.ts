// Reads author series: as imports keep them, or counted from the claims of an earlier time.
import type { SQL } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import { countRows } from '../../db/count-rows.ts'
import {
  and,
  asc,
  desc,
  eq,
  gt,
  inArray,
  isNotNull,
  isNull,
  like,
  lt,
  or,
  sql
} from '../../db/orm.ts'
import type { Snapshot } from '../../db/store.ts'
import { periodPatterns } from '../../periods/calendars.ts'
import { calendarOf } from '../../periods/read-period.ts'
import type { AuthorSeries } from './points.ts'

/** The conditions for series; all ids exist. `pairs` are subjects with their partners. */
export type AuthorSeriesFilters = {
  metric: string
  subject?: string[] | undefined
  partner?: string[] | undefined
  country?: string[] | undefined
  pairs?: [subject: string, partner: string | null][] | undefined
  calendars?: string[] | undefined
  product?: string[] | undefined
  /** Adds series of totals to those of `product`. */
  total?: true | undefined
  source?: string[] | undefined
}

/** An author series, and the number of its claims. */
export type CountedSeries = AuthorSeries & { observations: number }

/** The series after which a list continues. */
export type After = { observations: number; id: string } | undefined

/** Reads the series that there are now, those with most claims first, then by id. */
export async function readAuthorSeries(
  snapshot: Snapshot,
  filters: AuthorSeriesFilters,
  { after, limit }: { after?: After; limit: number }
): Promise<CountedSeries[]> {
  const { series } = snapshot.tables
  const rows = await snapshot.db
    .select({
      id: series.id,
      subject: series.subject,
      partner: series.partner,
      direction: series.direction,
      mode: series.mode,
      product: series.product,
      attributed_to: series.attributed_to,
      calendar: series.calendar,
      observations: series.observations
    })
    .from(series)
    .where(
      and(
        meetKept(snapshot, filters),
        after &&
          or(
            lt(series.observations, after.observations),
            and(eq(series.observations, after.observations), gt(series.id, after.id))
          )
      )
    )
    .orderBy(desc(series.observations), asc(series.id))
    .limit(limit)
  return rows.map((row) => ({ ...row, calendar: row.calendar ?? '' }))
}

/** Counts the series that {@link readAuthorSeries} reads, at most `most`. */
export function countKeptSeries(
  snapshot: Snapshot,
  filters: AuthorSeriesFilters,
  most: number
): Promise<number> {
  return countRows(snapshot, snapshot.tables.series, meetKept(snapshot, filters), most)
}

/**
 * Makes the series of the claims that a snapshot holds, in no order; undefined if there are more
 * than `most` claims.
 */
export async function formAuthorSeries(
  snapshot: Snapshot,
  filters: AuthorSeriesFilters,
  most: number
): Promise<CountedSeries[] | undefined> {
  const { series, subject, partner, direction, mode, product, attributed_to, period } =
    snapshot.tables.observation
  const claims = snapshot.db
    .select({ series, subject, partner, direction, mode, product, attributed_to, period })
    .from(snapshot.tables.observation)
    .where(meetFormed(snapshot, filters))
    .limit(most + 1)
    .as('claims')
  const rows = await snapshot.db
    .select({
      id: claims.series,
      subject: sql<string>`min(${claims.subject})`,
      partner: sql<string | null>`min(${claims.partner})`,
      direction: sql<AuthorSeries['direction']>`min(${claims.direction})`,
      mode: sql<AuthorSeries['mode']>`min(${claims.mode})`,
      product: sql<string | null>`min(${claims.product})`,
      attributed_to: sql<string | null>`min(${claims.attributed_to})`,
      period: sql<string>`min(${claims.period})`,
      observations: sql<number>`count(*)`
    })
    .from(claims)
    .groupBy(claims.series)
  const formed = rows.map(({ period, observations, ...row }) => ({
    ...row,
    calendar: calendarOf(period) ?? '',
    observations: Number(observations)
  }))
  return formed.reduce((sum, { observations }) => sum + observations, 0) > most ? undefined : formed
}

/** Whether a snapshot holds a claim of any of these series. */
export async function hasAuthorSeries(
  snapshot: Snapshot,
  filters: AuthorSeriesFilters
): Promise<boolean> {
  if (!snapshot.now) return (await countKeptSeries(snapshot, filters, 1)) > 0
  const { observation } = snapshot.tables
  return (await countRows(snapshot, observation, meetFormed(snapshot, filters), 1)) > 0
}

/** True for series as imports keep them. */
function meetKept(snapshot: Snapshot, filters: AuthorSeriesFilters): SQL | undefined {
  const { series } = snapshot.tables
  const { calendars } = filters
  return and(
    meetFilters(snapshot, series, filters),
    isNotNull(series.calendar),
    calendars && inArray(series.calendar, calendars)
  )
}

/** True for claims of the series. */
function meetFormed(snapshot: Snapshot, filters: AuthorSeriesFilters): SQL | undefined {
  const {
    series: id,
    metric,
    subject,
    partner,
    product,
    period,
    ends_on
  } = snapshot.tables.observation
  const patterns = filters.calendars?.flatMap(periodPatterns)
  return and(
    meetFilters(snapshot, { id, metric, subject, partner, product }, filters),
    isNotNull(ends_on),
    patterns && or(...patterns.map((pattern) => like(period, pattern)))
  )
}

type Columns = Record<'id' | 'metric' | 'subject' | 'partner' | 'product', SQLiteColumn>

/** True for what is about the things that the filters name. `id` is that of a series. */
function meetFilters(
  { db, tables: { observation } }: Snapshot,
  about: Columns,
  { metric, subject, partner, country, pairs, product, total, source }: AuthorSeriesFilters
): SQL | undefined {
  const read = db.select({ series: observation.series }).from(observation)
  return and(
    eq(about.metric, metric),
    subject && inArray(about.subject, subject),
    partner && inArray(about.partner, partner),
    country && or(inArray(about.subject, country), inArray(about.partner, country)),
    pairs &&
      or(
        ...pairs.map(([one, other]) =>
          and(
            eq(about.subject, one),
            other === null ? isNull(about.partner) : eq(about.partner, other)
          )
        )
      ),
    or(product && inArray(about.product, product), total && isNull(about.product)),
    source &&
      inArray(
        about.id,
        read.where(and(eq(observation.metric, metric), inArray(observation.source, source)))
      )
  )
}
