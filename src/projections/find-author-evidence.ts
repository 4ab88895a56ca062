// Finds the author series with which a projection is compared.
import type { Snapshot } from '../db/store.ts'
import { listAuthorSeries } from '../observations/series/author-series.ts'
import { pointsOf } from '../observations/series/points.ts'
import { listClaims } from '../observations/series/queries.ts'
import type { Traits } from '../observations/series/traits.ts'
import { comparableSeries, standsForTargetYear } from './comparable-series.ts'
import type { Evidence } from './evidence.ts'
import type { Projection } from './schemas.ts'

/** Periods read of one series: more than any answer shows. */
const PERIODS_A_SERIES_MAX = 1_000

/**
 * Each comparable author series with its points; at most `most` series. `source` and `until`, if
 * given, limit the claims to these sources and to periods that end by that day.
 */
export async function findAuthorEvidence(
  snapshot: Snapshot,
  projection: Projection,
  traits: Traits,
  {
    source,
    until,
    most
  }: { source?: string[] | undefined; until?: string | undefined; most: number }
): Promise<{ evidence: Evidence[]; warnings: string[] }> {
  const filters = comparableSeries(projection, traits)
  const found = filters
    ? await listAuthorSeries(snapshot, { ...filters, source, total: true }, { limit: most + 1 })
    : []
  const series = found.slice(0, most).map(({ observations, ...one }) => one)
  const { claims, warnings } = await listClaims(snapshot, {
    series: series.map(({ id }) => id),
    source,
    until,
    most: PERIODS_A_SERIES_MAX,
    byYear: filters?.calendars.includes('P1D') ?? false
  })
  const bySeries = Map.groupBy(claims, (claim) => claim.series)
  return {
    evidence: series.map((one) => ({
      series: one,
      rule: null,
      made: [],
      made_from: [],
      points: pointsOf(bySeries.get(one.id) ?? [], {
        byYear: standsForTargetYear(projection, traits, one)
      })
    })),
    warnings: [
      ...warnings,
      ...(found.length > most
        ? [`More than ${most} series can be compared; those with most claims are shown.`]
        : [])
    ]
  }
}
