// Reads series by rule for forecasts: one figure for each period, whoever gives it.
import type { Snapshot } from '../db/store.ts'
import type { CursorKey } from '../http/cursors.ts'
import type { Page, Stretch } from '../http/page.ts'
import type { AuthorSeries } from '../observations/series/points.ts'
import type { Traits } from '../observations/series/traits.ts'
import { listSeries, type SeriesFilters, type ServedSeries, seriesKey } from '../series/page.ts'
import type { PlacedClaim } from '../series/points.ts'
import type { Rule } from '../series/rules.ts'
import { seriesId } from '../series-id.ts'
import { isByYear, type SeriesPoints } from './forecast-series.ts'
import { pointsByRule } from './rule-points.ts'

/** A series with all of its claims. Its id is its address in `/v1/series`. */
export type RuleRow = {
  metric: Traits
  rule: Rule
  series: AuthorSeries
  claims: PlacedClaim[]
}

/** Lists series in the order of `/v1/series`, with as many claims as it reads for one page. */
export async function listRuleClaims(
  snapshot: Snapshot,
  filters: SeriesFilters,
  page: Page
): Promise<Stretch<RuleRow>> {
  const { rows, ...rest } = await listSeries(snapshot, filters, page)
  return {
    ...rest,
    rows: rows.map((one) => rowOf(one, filters.rule))
  }
}

function rowOf(served: ServedSeries, rule: Rule): RuleRow {
  const { metric, subject, partner, direction, mode, product, calendar, claims } = served
  const about = { subject, partner, direction, mode, product }
  const id = seriesId({ metric: metric.id, ...about, calendar })
  return { metric, rule, series: { id, ...about, attributed_to: null, calendar }, claims }
}

/** The key after which the next page begins. */
export function ruleKey({ series }: RuleRow): CursorKey {
  return seriesKey(series)
}

/** The points that the rule takes. */
export function takeRulePoints({ metric, rule, series, claims }: RuleRow): SeriesPoints {
  const points = pointsByRule(claims, rule, { series: series.id, byYear: isByYear(metric, series) })
  return { metric, rule, series, points }
}
