// Reads author series for forecasts: the claims of as many periods as a forecast can use.
import { z } from 'zod'
import type { Snapshot } from '../db/store.ts'
import type { CursorKey } from '../http/cursors.ts'
import type { Page } from '../http/page.ts'
import type { AuthorSeriesFilters } from '../observations/series/author-queries.ts'
import { listAuthorSeries } from '../observations/series/author-series.ts'
import { type AuthorSeries, pointsOf, type SeriesClaim } from '../observations/series/points.ts'
import { type ClaimFilters, listClaims } from '../observations/series/queries.ts'
import type { Traits } from '../observations/series/traits.ts'
import { isByYear, type SeriesPoints } from './forecast-series.ts'
import { countPeriods } from './queries.ts'
import { WINDOW_MAX } from './yearly.ts'

/**
 * An author series with the claims of its newest periods. `periods` is the number of all periods,
 * if there are more.
 */
export type AuthorRow = {
  metric: Traits
  rule: null
  series: AuthorSeries
  claims: SeriesClaim[]
  periods: number | undefined
  observations: number
}

export type AuthorFilters = { metric: Traits; series: AuthorSeriesFilters }

/** Lists author series, those with most claims first. */
export async function listAuthorClaims(
  snapshot: Snapshot,
  { metric, series }: AuthorFilters,
  { after, limit }: Page
): Promise<AuthorRow[]> {
  const found = await listAuthorSeries(snapshot, series, {
    after: after && { observations: Number(after[0]), id: String(after[1]) },
    limit
  })
  const asked = { source: series.source, byYear: metric.kind === 'stock' }
  const ids = found.map(({ id }) => id)
  const claims = await readClaims(snapshot, { ...asked, series: ids, most: WINDOW_MAX })
  const bySeries = Map.groupBy(claims, (claim) => claim.series)
  const long = found.filter(({ observations }) => observations > WINDOW_MAX)
  const periods = await countPeriods(snapshot, { ...asked, series: long })
  return found.map(({ observations, ...one }) => ({
    metric,
    rule: null,
    series: one,
    claims: bySeries.get(one.id) ?? [],
    periods: periods.get(one.id),
    observations
  }))
}

/** The key of an author series: the number of its claims, and its id. */
export const AUTHOR_KEY = z.tuple([z.int32(), z.string()])

/** The key after which the next page begins. */
export function authorKey({ observations, series }: AuthorRow): CursorKey {
  return [observations, series.id]
}

/** The points of the series: the newest published claim of each period. */
export function takeAuthorPoints({ metric, series, claims, periods }: AuthorRow): SeriesPoints {
  const points = pointsOf(claims, { byYear: isByYear(metric, series) })
  return { metric, rule: null, series, points, periods }
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
