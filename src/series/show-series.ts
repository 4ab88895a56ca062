// Shows a series that was read: one point for each period, chosen by a rule. Pure.
import { seriesId } from '../series-id.ts'
import { otherRule } from './other-series.ts'
import type { ServedSeries } from './page.ts'
import { type PlacedSeries, type SeriesPoint, takePoints } from './points.ts'
import type { Rule } from './rules.ts'
import { POINTS_MAX, type Series } from './schemas.ts'
import { isInSpan, type Span } from './span.ts'
import { describeTransform, type Transformation, transformPoints } from './transform-points.ts'

/** The rule that takes the points, the span that is shown, and what is computed. */
export type Shown = {
  rule: Rule
  conditions: Span
  transformation?: Transformation | undefined
}

/** The series as the API shows it, with its newest points. */
export function showSeries(
  { claims, metric, undated, others, rates, ...place }: ServedSeries,
  { rule, conditions, transformation }: Shown
): Series {
  const read = takePoints(claims, rule)
  // Before the points are cut, so that the first one shown has its change.
  const transformed =
    transformation &&
    transformPoints(read, place.calendar, transformation, {
      others: pointsOf(others, rule),
      rates: pointsOf(rates, rule)
    })
  const points = read
    .map((point, index) => ({ ...point, transformed: transformed?.[index] ?? null }))
    .filter((point) => isInSpan(point, conditions))
  const shown = points.slice(-POINTS_MAX)
  return {
    id: seriesId({ ...place, metric: metric.id }),
    ...place,
    metric: metric.id,
    unit: metric.unit,
    rule,
    undated,
    left_out: points.length - shown.length,
    transform: transformation ? describeTransform(transformation, metric.unit) : null,
    points: shown
  }
}

/** The points of the series that are read beside another one. */
function pointsOf(series: readonly PlacedSeries[] = [], rule: Rule): SeriesPoint[] {
  return series.flatMap(({ claims }) => takePoints(claims, otherRule(rule)))
}
