// Reads author series for forecasts: the claims of as many periods as a forecast can use.
import type { Snapshot } from '../db/store.ts'
import type { Page } from '../http/page.ts'
import type { SeriesClaim } from '../observations/series/points.ts'
import {
  type AuthorSeriesFilters,
  type ClaimFilters,
  listAuthorSeries,
  listClaims
} from '../observations/series/queries.ts'
import type { Traits } from '../observations/series/traits.ts'
import type { SeriesClaims } from './forecast-series.ts'
import { countPeriods } from './queries.ts'
import { WINDOW } from './training-schemas.ts'

export type AuthorRow = SeriesClaims & { observations: number }

/**
 * Lists author series with the claims of their newest periods, and the number of all periods of
 * those that have more.
 */
export async function listAuthorClaims(
  snapshot: Snapshot,
  { metric, series }: { metric: Traits; series: AuthorSeriesFilters },
  { after, limit }: Page
): Promise<AuthorRow[]> {
  const found = await listAuthorSeries(snapshot, series, {
    after: after && { observations: Number(after[0]), id: String(after[1]) },
    limit
  })
  const asked = { source: series.source, byYear: metric.kind === 'stock' }
  const ids = found.map(({ id }) => id)
  const claims = await readClaims(snapshot, { ...asked, series: ids, most: WINDOW })
  const bySeries = Map.groupBy(claims, (claim) => claim.series)
  const long = found.filter(({ observations }) => observations > WINDOW)
  const periods = await countPeriods(snapshot, { ...asked, series: long })
  return found.map(({ observations, ...one }) => ({
    metric,
    series: one,
    claims: bySeries.get(one.id) ?? [],
    periods: periods.get(one.id),
    observations
  }))
}

/** Reads all claims of these series. If they are too many for one read, reads each half. */
async function readClaims(snapshot: Snapshot, filters: ClaimFilters): Promise<SeriesClaim[]> {
  const { series } = filters
  const { claims, warnings } = await listClaims(snapshot, filters)
  if (warnings.length === 0 || series.length < 2) return claims
  const middle = Math.ceil(series.length / 2)
  const first = await readClaims(snapshot, { ...filters, series: series.slice(0, middle) })
  return [...first, ...(await readClaims(snapshot, { ...filters, series: series.slice(middle) }))]
}
