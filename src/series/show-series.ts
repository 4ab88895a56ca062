// Shows a series that was read: one point for each period, chosen by a rule. Pure.
import { seriesId } from '../series-id.ts'
import type { ServedSeries } from './page.ts'
import { takePoints } from './points.ts'
import type { Rule } from './rules.ts'
import { POINTS_MAX, type Series } from './schemas.ts'

/** The series as the API shows it, with its newest points. */
export function showSeries(
  { claims, metric, undated, ...place }: ServedSeries,
  rule: Rule
): Series {
  const points = takePoints(claims, rule)
  const shown = points.slice(-POINTS_MAX)
  return {
    id: seriesId({ ...place, metric: metric.id }),
    ...place,
    metric: metric.id,
    unit: metric.unit,
    rule,
    undated,
    left_out: points.length - shown.length,
    points: shown
  }
}
