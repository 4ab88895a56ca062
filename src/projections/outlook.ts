// Promise, observations and forecast of a projection, period by period. Pure.
import { type Continuation, continued, isForecastable } from '../forecasts/forecast-series.ts'
import { HORIZON_MAX, type Method } from '../forecasts/model/index.ts'
import { rounded } from '../numbers/rounded.ts'
import { figureOf, type Point, pointsOf, type Series } from '../observations/series/points.ts'
import type { Traits } from '../observations/series/traits.ts'
import { calendarOf, firstDayOf, periodsBetween, yearsFrom } from '../periods.ts'
import { directionOf, standsForTargetYear } from './comparable.ts'
import type { Shape } from './model/path.ts'
import { OUTLOOK_PERIODS_MAX, type ProjectionOutlook } from './outlook-schemas.ts'
import { pathOf } from './path.ts'
import type { Evidence } from './progress.ts'
import type { Projection } from './schemas.ts'

type Period = ProjectionOutlook['periods'][number]
type OwnPath = NonNullable<ProjectionOutlook['own']>
type Gap = NonNullable<OwnPath['gap']>
type Asked = {
  shape: Shape
  growth?: number | undefined
  method?: Method | undefined
  levels?: number[] | undefined
}
type Course = {
  series: Series
  points: Point[]
  forecast: Omit<Continuation, 'reason'>
  reason: ProjectionOutlook['series'][number]['reason']
  gap: Gap | null
}

/**
 * The outlook of a projection on the series of evidence, the first of which leads where the
 * projection has no base.
 */
export function outlookOf(
  projection: Projection,
  traits: Traits,
  evidence: readonly Evidence[],
  asked: Asked
): { row: ProjectionOutlook; warnings: string[] } {
  const { id, unit, target } = projection
  const path = pathOf(projection, asked.shape)
  const courses = evidence.flatMap((one) => courseOf(projection, traits, one, asked) ?? [])
  const own = ownPath(projection, traits, courses[0], asked.growth)
  const periods = collectPeriods()
  for (const { period, value, low, high } of path.points)
    periods.at(period).path = { value, low, high }
  for (const { period, value } of own?.points ?? []) periods.at(period).own = value
  for (const { series, points, forecast } of courses) {
    for (const point of points) periods.at(point.period).observations.push(observed(series, point))
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
    series: courses.map(({ series, forecast: { points, ...forecast }, reason, gap }) => ({
      ...series,
      ...forecast,
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

/**
 * One series up to the target date, and how it goes on; undefined where it has no point until then.
 */
function courseOf(
  projection: Projection,
  traits: Traits,
  { series, claims }: Evidence,
  asked: Asked
): Course | undefined {
  const due = projection.target.period
  const end = due && firstDayOf(due)
  const byYear = standsForTargetYear(projection, traits, series)
  const points = pointsOf(claims, { byYear }).filter(
    ({ period }) => !end || firstDayOf(period) <= end
  )
  const last = points.at(-1)
  if (!last) return undefined
  const steps = due ? periodsBetween(last.period, due, HORIZON_MAX + 1) : undefined
  const none = { method: null, parameters: {}, training: null, points: [] }
  const course = { series, points, forecast: none, gap: null }
  if (!due) return { ...course, reason: 'no_target_period' }
  if (firstDayOf(last.period) === end) {
    return {
      ...course,
      reason: 'target_observed',
      gap: gapTo(projection, traits, figureOf(last.claim, directionOf(projection, traits)))
    }
  }
  if (!isForecastable(traits)) return { ...course, reason: 'no_sense' }
  if (!steps) return { ...course, reason: 'too_far' }
  const { reason, ...forecast } = continued(traits.unit, points, {
    direction: directionOf(projection, traits),
    horizon: steps.length - 1,
    ...(asked.method && { method: asked.method }),
    ...(asked.levels && { levels: asked.levels })
  })
  const expected = forecast.points.at(-1)?.mean
  const gap = expected === undefined ? null : gapTo(projection, traits, expected)
  return { series, points, forecast, reason: reason === 'no_fixed_step' ? null : reason, gap }
}

/**
 * Growth a year from the base of the projection, or without one from the newest point of the
 * leading course.
 */
function ownPath(
  projection: Projection,
  traits: Traits,
  leading: Course | undefined,
  growth: number | undefined
) {
  if (growth === undefined) return null
  const from = startOfOwn(projection, traits, leading)
  const due = projection.target.period
  const none = { growth_percent: growth, from, gap: null, points: [] }
  if (!from) return { ...none, reason: 'no_start' as const }
  if (!due) return { ...none, reason: 'no_target_period' as const }
  if (firstDayOf(from.period) >= firstDayOf(due))
    return { ...none, reason: 'target_not_later' as const }
  const periods = periodsBetween(from.period, due, OUTLOOK_PERIODS_MAX)
  if (!periods) return { ...none, reason: 'too_many_periods' as const }
  const points = periods.map((period) => ({
    period,
    value: rounded(from.value * (1 + growth / 100) ** yearsFrom(from.period, period), 4)
  }))
  if (!points.every(({ value }) => Number.isFinite(value)))
    return { ...none, reason: 'not_finite' as const }
  const last = points.at(-1)
  return { ...none, reason: null, points, gap: last ? gapTo(projection, traits, last.value) : null }
}

function startOfOwn(
  projection: Projection,
  traits: Traits,
  leading: Course | undefined
): OwnPath['from'] {
  const { base, target } = projection
  const isUsable =
    base.period !== null &&
    (target.period === null || calendarOf(base.period) === calendarOf(target.period))
  if (base.value !== null && base.period !== null && isUsable)
    return { period: base.period, value: base.value, observation: null }
  const newest = leading?.points.at(-1)
  if (!newest) return null
  return {
    period: newest.period,
    value: figureOf(newest.claim, directionOf(projection, traits)),
    observation: newest.claim.id
  }
}

/** Null where it is wider than any number. */
function gapTo(projection: Projection, traits: Traits, expected: number): Gap | null {
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

function observed(series: Series, { claim, others }: Point): Period['observations'][number] {
  const { id, value, low, high, bound, source } = claim
  return { series: series.id, observation: id, value, low, high, bound, others, source }
}

/** The periods about which something is said, each once, whichever way it is written. */
function collectPeriods() {
  const found = new Map<string, Period>()
  return {
    at(period: string): Period {
      const one = found.get(firstDayOf(period)) ?? {
        period,
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
