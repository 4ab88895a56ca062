// Reads author series and their claims.
import type { SQL } from 'drizzle-orm'
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
  lt,
  lte,
  or,
  sql
} from '../../db/orm.ts'
import type { Snapshot } from '../../db/store.ts'
import { sourceReferenceOf } from '../../sources/reference-queries.ts'
import type { AuthorSeries, SeriesClaim } from './points.ts'
import type { Partnership, Traits } from './traits.ts'

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

/** Reads what a metric says about its figures. The metric must exist. */
export async function findTraits(
  { db, tables: { metric } }: Snapshot,
  id: string
): Promise<Traits & Partnership> {
  const { unit, kind, desired, symmetric, aggregation, partnered, minimum, maximum } = metric
  const [row] = await db
    .select({
      id: metric.id,
      unit,
      kind,
      desired,
      symmetric,
      aggregation,
      partnered,
      minimum,
      maximum
    })
    .from(metric)
    .where(eq(metric.id, id))
    .limit(1)
  if (!row) throw new Error(`no metric ${id}, though something refers to it`)
  return row
}

/** The series after which a list continues. */
export type After = { observations: number; id: string } | undefined

export type ClaimFilters = {
  series: string[]
  source?: string[] | undefined
  until?: string | undefined
  most: number
  byYear: boolean
}

/** Lists series whose claims name a period, those with most claims first, then by id. */
export async function listAuthorSeries(
  snapshot: Snapshot,
  filters: AuthorSeriesFilters,
  { after, limit }: { after?: After; limit: number }
): Promise<(AuthorSeries & { observations: number })[]> {
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
        meetFilters(snapshot, filters),
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

/** Counts the series that {@link listAuthorSeries} lists, at most `most`. */
export function countAuthorSeries(
  snapshot: Snapshot,
  filters: AuthorSeriesFilters,
  most: number
): Promise<number> {
  return countRows(snapshot, snapshot.tables.series, meetFilters(snapshot, filters), most)
}

function meetFilters(
  { db, tables: { series, observation } }: Snapshot,
  { metric, subject, partner, country, pairs, source, ...filters }: AuthorSeriesFilters
): SQL | undefined {
  const { calendars, product, total } = filters
  const read = db.select({ series: observation.series }).from(observation)
  return and(
    eq(series.metric, metric),
    isNotNull(series.calendar),
    subject && inArray(series.subject, subject),
    partner && inArray(series.partner, partner),
    country && or(inArray(series.subject, country), inArray(series.partner, country)),
    pairs &&
      or(
        ...pairs.map(([one, other]) =>
          and(eq(series.subject, one), isOrNull(series.partner, other))
        )
      ),
    calendars && inArray(series.calendar, calendars),
    or(product && inArray(series.product, product), total && isNull(series.product)),
    source &&
      inArray(
        series.id,
        read.where(and(eq(observation.metric, metric), inArray(observation.source, source)))
      )
  )
}

/**
 * The most claims read at once. A forecast of years from sixty years of daily claims needs fewer.
 */
const CLAIMS_MAX = 25_000

/**
 * Lists the claims of some series for the newest `most` periods of each, or for the newest years if
 * dates stand for years. `source` and `until` select claims by source and by the end of the period.
 * The newest come first. A warning says if there are too many to read.
 */
export async function listClaims(
  { db, tables }: Snapshot,
  { series, source, until, most, byYear }: ClaimFilters
): Promise<{ claims: SeriesClaim[]; warnings: string[] }> {
  if (series.length === 0) return { claims: [], warnings: [] }
  const { observation } = tables
  const where = and(
    inArray(observation.series, series),
    source && inArray(observation.source, source),
    until === undefined ? undefined : lte(observation.ends_on, until)
  )
  const time = byYear ? sql`substr(${observation.ends_on}, 1, 4)` : observation.ends_on
  const place = sql<number>`dense_rank() over (partition by ${observation.series} order by ${desc(time)})`
  const ranked = db
    .select({ id: observation.id, place: place.as('place') })
    .from(observation)
    .where(where)
    .as('ranked')
  const newest = db.select({ id: ranked.id }).from(ranked).where(lte(ranked.place, most))
  const claims = await selectClaims(tables, db)
    .where(inArray(observation.id, newest))
    .orderBy(desc(observation.ends_on), asc(observation.id))
    .limit(CLAIMS_MAX + 1)
  const isCut = claims.length > CLAIMS_MAX
  return {
    claims: claims.slice(0, CLAIMS_MAX),
    warnings: isCut ? [`There are more than ${CLAIMS_MAX} claims; only the newest were read.`] : []
  }
}

function selectClaims(tables: Snapshot['tables'], db: Snapshot['db']) {
  const { observation, source } = tables
  return db
    .select({
      id: observation.id,
      series: observation.series,
      period: sql<string>`${observation.period}`,
      value: observation.value,
      low: observation.low,
      high: observation.high,
      bound: observation.bound,
      status: observation.status,
      source: sourceReferenceOf(tables)
    })
    .from(observation)
    .innerJoin(source, eq(source.id, observation.source))
    .$dynamic()
}

/** Drizzle wants one vocabulary, but the columns have several; hence the casts. */
function isOrNull(column: Parameters<typeof eq>[0], value: string | null): SQL | undefined {
  return value === null ? isNull(column as never) : eq(column as never, value)
}
