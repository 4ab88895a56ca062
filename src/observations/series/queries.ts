// Reads the traits of a metric, and the claims of author series.
import { and, asc, desc, eq, inArray, lte, sql } from '../../db/orm.ts'
import type { Snapshot } from '../../db/store.ts'
import { sourceReferenceOf } from '../../sources/reference-queries.ts'
import type { SeriesClaim } from './points.ts'
import type { Partnership, Traits } from './traits.ts'

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

export type ClaimFilters = {
  series: string[]
  source?: string[] | undefined
  until?: string | undefined
  most: number
  byYear: boolean
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
