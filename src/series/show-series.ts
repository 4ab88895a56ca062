// Shows a series that was read: one point for each period, chosen by a rule. Pure.

import { missingPeriods } from '../periods/missing-periods.ts'
import type { ServedSeries } from './page.ts'
import { placedId, takePoints } from './points.ts'
import type { Rule } from './rules.ts'
import { GAPS_MAX, type Series } from './schemas.ts'
import { POINTS_MAX } from './show-query.ts'

/** The rule that takes the points, and how many of the newest ones are shown. */
export type Shown = { rule: Rule; latest?: number | undefined }

/** The series as the API shows it, with its newest points. */
export function showSeries(
  { claims, metric, undated, ...place }: ServedSeries,
  { rule, latest = POINTS_MAX }: Shown
): Series {
  const points = takePoints(claims, rule)
  const shown = points.slice(-latest)
  const days = shown.map(({ starts_on }) => starts_on)
  const missing = missingPeriods(days, place.calendar, GAPS_MAX)
  return {
    id: placedId({ ...place, claims }, metric.id),
    ...place,
    metric: metric.id,
    unit: metric.unit,
    rule,
    undated,
    left_out: points.length - shown.length,
    gaps: missing?.newest ?? null,
    gaps_count: missing?.count ?? null,
    points: shown
  }
}
