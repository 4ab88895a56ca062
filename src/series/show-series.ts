// Shows a series that was read: one point for each period, chosen by a rule. Pure.

import { missingPeriods } from '../periods/missing-periods.ts'
import { parsePeriod } from '../periods/read-period.ts'
import { type Aggregation, aggregatePoints } from './aggregate-points.ts'
import { AGGREGATE_CALENDARS } from './model/aggregate.ts'
import { otherRule } from './other-series.ts'
import type { ServedSeries } from './page.ts'
import { type PlacedSeries, placedId, type SeriesPoint, takePoints } from './points.ts'
import type { Rule } from './rules.ts'
import { GAPS_MAX, type Series } from './schemas.ts'
import { POINTS_MAX } from './show-query.ts'
import { isInSpan, type Span } from './span.ts'
import { describeTransform, type Transformation, transformPoints } from './transform-points.ts'

/**
 * The rule that takes the points, the span that is shown, how many of its newest points are shown,
 * and what is computed.
 */
export type Shown = {
  rule: Rule
  conditions: Span
  latest?: number | undefined
  transformation?: Transformation | undefined
  aggregation?: Aggregation | undefined
}

/** The series as the API shows it, with its newest points. */
export function showSeries(
  { claims, metric, undated, others, rates, ...place }: ServedSeries,
  { rule, conditions, latest = POINTS_MAX, transformation, aggregation }: Shown
): Series {
  const taken = takePoints(claims, rule)
  const { points: read, missing } = aggregation
    ? aggregatePoints(taken, place.calendar, aggregation)
    : { points: taken.map((point) => ({ ...point, aggregated_from: null })), missing: [] }
  const calendar = aggregation ? AGGREGATE_CALENDARS[aggregation.period].calendar : place.calendar
  // Before the points are cut, so that the first one shown has its change.
  const transformed =
    transformation &&
    transformPoints(read, calendar, transformation, {
      others: pointsOf(others, rule),
      rates: pointsOf(rates, rule)
    })
  const points = read
    .map((point, index) => ({ ...point, transformed: transformed?.[index] ?? null }))
    .filter((point) => isInSpan(point, conditions))
  const shown = points.slice(-latest)
  const days = shown.map(({ starts_on }) => starts_on)
  const gaps = missingPeriods(days, calendar, GAPS_MAX)
  return {
    id: placedId({ ...place, claims }, metric.id),
    ...place,
    metric: metric.id,
    unit: metric.unit,
    rule,
    undated,
    left_out: points.length - shown.length,
    gaps: gaps?.newest ?? null,
    gaps_count: gaps?.count ?? null,
    aggregate: aggregation
      ? { ...aggregation, calendar, missing: missing.filter((one) => isPeriodIn(one, conditions)) }
      : null,
    transform: transformation ? describeTransform(transformation, metric.unit) : null,
    points: shown
  }
}

function isPeriodIn(period: string, span: Span): boolean {
  const days = parsePeriod(period)
  return days !== undefined && isInSpan(days, span)
}

/** The points of the series that are read beside another one. */
function pointsOf(series: readonly PlacedSeries[] = [], rule: Rule): SeriesPoint[] {
  return series.flatMap(({ claims }) => takePoints(claims, otherRule(rule)))
}
