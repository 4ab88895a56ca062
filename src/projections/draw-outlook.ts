// Draws promise, observations and forecast of a projection, period by period. Pure.

import { rounded } from '../numbers/rounded.ts'
import type { Traits } from '../observations/series/traits.ts'
import { labelPeriod } from '../periods/label-period.ts'
import { firstDayOf } from '../periods/read-period.ts'
import { drawCourse, type OutlookOptions } from './draw-course.ts'
import { drawOwnPath } from './draw-own-path.ts'
import { drawPath } from './draw-path.ts'
import type { Evidence, EvidencePoint } from './evidence.ts'
import { OUTLOOK_PERIODS_MAX, type ProjectionOutlook } from './outlook-schemas.ts'
import type { Projection } from './schemas.ts'

type OutlookPeriod = ProjectionOutlook['periods'][number]

/**
 * The outlook of a projection, with the series of its evidence. If the projection has no base, the
 * client's own path starts from the first series.
 */
export function drawOutlook(
  projection: Projection,
  traits: Traits,
  evidence: readonly Evidence[],
  asked: OutlookOptions
): { row: ProjectionOutlook; warnings: string[] } {
  const { id, unit, target } = projection
  const path = drawPath(projection, asked.shape)
  const courses = evidence.flatMap((one) => drawCourse(projection, traits, one, asked) ?? [])
  const own = drawOwnPath(projection, traits, courses[0], asked.growth)
  const periods = collectPeriods()
  for (const { period, value, low, high } of path.points)
    periods.at(period).path = { value, low, high }
  for (const { period, value } of own?.points ?? []) periods.at(period).own = value
  for (const { series, points, forecast } of courses) {
    for (const point of points)
      periods.at(point.period).observations.push(showObservation(series.id, point))
    for (const { period, mean, intervals } of forecast.points)
      periods.at(period).forecasts.push({ series: series.id, mean, intervals })
  }
  const shown = periods.inOrder()
  const row = {
    projection: id,
    unit,
    target,
    path: { shape: path.shape, reason: path.reason },
    own: own && {
      growth_percent: own.growth_percent,
      from: own.from,
      reason: own.reason,
      gap: own.gap
    },
    series: courses.map(({ series, rule, made, made_from, scale, forecast, reason, gap }) => ({
      ...series,
      rule,
      made,
      made_from,
      scale: rounded(scale, 6),
      method: forecast.method,
      parameters: forecast.parameters,
      season: forecast.season,
      training: forecast.training,
      likely_break: forecast.likely_break,
      reason,
      gap
    })),
    periods: shown.slice(-OUTLOOK_PERIODS_MAX)
  }
  const isCut = shown.length > OUTLOOK_PERIODS_MAX
  return {
    row,
    warnings: isCut
      ? [`periods: only the last ${OUTLOOK_PERIODS_MAX} of ${shown.length} are shown.`]
      : []
  }
}

function showObservation(
  series: string,
  { claim, others, computed_from }: EvidencePoint
): OutlookPeriod['observations'][number] {
  const { id, value, low, high, bound, source } = claim
  return {
    series,
    observation: computed_from ? null : id,
    computed_from: computed_from ?? [],
    value,
    low,
    high,
    bound,
    others,
    source: computed_from ? null : source
  }
}

/** Collects the periods that have a value. Each comes once, even if it is written in two ways. */
function collectPeriods() {
  const found = new Map<string, OutlookPeriod>()
  return {
    at(period: string): OutlookPeriod {
      const one = found.get(firstDayOf(period)) ?? {
        period,
        period_label: labelPeriod(period),
        path: null,
        own: null,
        observations: [],
        forecasts: []
      }
      found.set(firstDayOf(period), one)
      return one
    },
    inOrder: () =>
      [...found].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, period]) => period)
  }
}
