// Draws one series up to the target date of a projection: its points, its forecast and the gap.
// Pure.
import { type Continuation, continueSeries, isForecastable } from '../forecasts/forecast-series.ts'
import { HORIZON_MAX, type Method } from '../forecasts/model/index.ts'
import { isStaleSeries } from '../forecasts/stale-series.ts'
import { rounded } from '../numbers/rounded.ts'
import { figureOf } from '../observations/series/points.ts'
import type { Traits } from '../observations/series/traits.ts'
import { firstDayOf } from '../periods/read-period.ts'
import { periodsBetween } from '../periods/steps.ts'
import { directionOf } from './comparable-series.ts'
import type { Evidence, EvidencePoint } from './evidence.ts'
import { placeSeries } from './measure-series.ts'
import type { Shape } from './model/path.ts'
import type { ProjectionOutlook } from './outlook-schemas.ts'
import type { Projection } from './schemas.ts'

export type Gap = NonNullable<NonNullable<ProjectionOutlook['own']>['gap']>

export type OutlookOptions = {
  /** The day of the newest revision. */
  today: string
  shape: Shape
  growth?: number | undefined
  method?: Method | undefined
  levels?: number[] | undefined
}

export type Course = Omit<Evidence, 'points'> & {
  points: EvidencePoint[]
  forecast: Omit<Continuation, 'reason'>
  reason: ProjectionOutlook['series'][number]['reason']
  gap: Gap | null
  scale: number
}

/** One series up to the target date, with its forecast; undefined if it has no point until then. */
export function drawCourse(
  projection: Projection,
  traits: Traits,
  evidence: Evidence,
  asked: OutlookOptions
): Course | undefined {
  const due = projection.target.period
  const end = due && firstDayOf(due)
  const { points: all, ...series } = evidence
  const scale = scaleOf(projection, traits, evidence, asked.today)
  const points = all.filter(({ period }) => !end || firstDayOf(period) <= end)
  const last = points.at(-1)
  if (!last) return undefined
  const steps = due ? periodsBetween(last.period, due, HORIZON_MAX + 1) : undefined
  const nothing = { method: null, parameters: {}, season: null, training: null, points: [] }
  const none = { ...nothing, likely_break: null }
  const course = { ...series, points, forecast: none, gap: null, scale }
  if (!due) return { ...course, reason: 'no_target_period' }
  if (firstDayOf(last.period) === end) {
    return {
      ...course,
      reason: 'target_observed',
      gap: gapTo(projection, traits, scale * figureOf(last.claim, directionOf(projection, traits)))
    }
  }
  if (!isForecastable(traits)) return { ...course, reason: 'no_sense' }
  if (!steps) return { ...course, reason: 'too_far' }
  if (isStaleSeries(points, asked.today)) return { ...course, reason: 'stale_series' }
  const { reason, ...forecast } = continueSeries(traits, points, {
    direction: directionOf(projection, traits),
    horizon: steps.length - 1,
    ...(asked.method && { method: asked.method }),
    ...(asked.levels && { levels: asked.levels })
  })
  const expected = forecast.points.at(-1)?.mean
  const gap = expected === undefined ? null : gapTo(projection, traits, scale * expected)
  return { ...course, forecast, reason: reason === 'no_fixed_step' ? null : reason, gap }
}

/** The factor that leads from the figures of the series to those of the projection. */
function scaleOf(
  projection: Projection,
  traits: Traits,
  evidence: Evidence,
  measuredOn: string
): number {
  const direction = directionOf(projection, traits)
  return placeSeries({ projection, traits, measuredOn }, direction, evidence)?.base?.scale ?? 1
}

/** The gap between target and expected value; null if it is larger than any number. */
export function gapTo(projection: Projection, traits: Traits, expected: number): Gap | null {
  const direction = directionOf(projection, traits)
  const target = figureOf(projection.target, direction)
  const missing = direction * (target - expected)
  const percent = (100 * missing) / Math.abs(target)
  if (!Number.isFinite(missing)) return null
  return {
    expected: rounded(expected, 4),
    missing: rounded(missing, 4),
    missing_percent: Number.isFinite(percent) ? rounded(percent, 2) : null
  }
}
