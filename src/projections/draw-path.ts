// Draws the path that a projection requires, period by period.

import { rounded } from '../numbers/rounded.ts'
import { isRate } from '../observations/series/traits.ts'
import { labelPeriod } from '../periods/label-period.ts'
import { periodsBetween } from '../periods/steps.ts'
import { compoundGrowth } from './model/growth.ts'
import { path, type Shape } from './model/path.ts'
import type { ProjectionPath } from './path-schemas.ts'
import { requiredGrowth } from './required-growth.ts'
import type { Projection } from './schemas.ts'

const PERIODS_MAX = 1_000
type Points = ProjectionPath['points']

/** The shape of a path unless told otherwise: growth of a rate says nothing. */
export function usualShape({ unit }: Pick<Projection, 'unit'>): Shape {
  return isRate(unit) ? 'linear' : 'compound'
}

/**
 * One value for each period from base to target. If base and target do not make a path, no points
 * and a reason.
 */
export function drawPath(projection: Projection, shape: Shape): ProjectionPath {
  const { id, unit, base, target } = projection
  const head = { projection: id, shape, unit, bound: target.bound }
  const [low, high] =
    target.value === null ? [target.low, target.high] : [target.value, target.value]
  const reasons = [low, high].map((end) => reasonAgainst(projection, end, shape))
  const reason = reasons.find((one) => one !== null) ?? null
  const periods =
    base.period && target.period
      ? periodsBetween(base.period, target.period, PERIODS_MAX)
      : undefined
  if (reason || base.value === null || low === null || high === null)
    return { ...head, reason: reason ?? 'no_base', points: [] }
  if (!periods) return { ...head, reason: 'too_many_periods', points: [] }
  const lower = path(base.value, low, periods.length - 1, shape)
  const upper = path(base.value, high, periods.length - 1, shape)
  if (![...lower, ...upper].every(Number.isFinite))
    return { ...head, reason: 'not_finite', points: [] }
  return {
    ...head,
    reason: null,
    points:
      target.value === null ? makeRangedPoints(periods, lower, upper) : makePoints(periods, lower)
  }
}

/** Why no path leads to this end. Straight and S-shaped paths may begin at zero or cross it. */
function reasonAgainst(
  { base, target }: Projection,
  value: number | null,
  shape: Shape
): ProjectionPath['reason'] {
  const { reason } = requiredGrowth({
    base_period: base.period,
    base_value: base.value,
    target_period: target.period,
    value,
    is_rate: false
  })
  const { reason: withoutValues } = requiredGrowth({
    base_period: base.period,
    base_value: 1,
    target_period: target.period,
    value: 1,
    is_rate: false
  })
  if (base.value === null) return reason
  if (shape !== 'compound') return withoutValues
  if (reason !== null || value === null) return reason
  if (value === 0) return 'target_zero'
  return value / base.value === 0 ? 'not_finite' : null
}

function makePoints(periods: string[], values: number[]): Points {
  return periods.map((period, step) =>
    makePoint(period, { value: values[step], growth_percent: growthOfStep(values, step) })
  )
}

function makeRangedPoints(periods: string[], lower: number[], upper: number[]): Points {
  return periods.map((period, step) =>
    makePoint(period, {
      low: lower[step],
      high: upper[step],
      low_growth_percent: growthOfStep(lower, step),
      high_growth_percent: growthOfStep(upper, step)
    })
  )
}

function makePoint(
  period: string,
  known: { [K in keyof Omit<Points[number], 'period_label'>]?: number | null | undefined }
): Points[number] {
  const {
    value = null,
    low = null,
    high = null,
    growth_percent = null,
    low_growth_percent = null,
    high_growth_percent = null
  } = known
  return {
    period,
    period_label: labelPeriod(period),
    value: rounded(value, 4),
    low: rounded(low, 4),
    high: rounded(high, 4),
    growth_percent,
    low_growth_percent,
    high_growth_percent
  }
}

/** Growth of a step since the step before, in percent; null where there is none. */
function growthOfStep(values: number[], step: number): number | null {
  const [before, value] = [values[step - 1], values[step]]
  if (before === undefined || value === undefined) return null
  const growth = compoundGrowth(before, value, 1)
  return typeof growth === 'string' ? null : rounded(growth * 100, 2)
}
