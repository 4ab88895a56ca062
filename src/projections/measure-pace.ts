// Measures how fast a series moves from the base of a projection to its target. Pure.
import { rounded } from '../numbers/rounded.ts'
import type { Base } from './choose-base.ts'
import { basePeriod } from './comparable-series.ts'
import type { Placed } from './evidence.ts'
import type { ProgressRow } from './measure-progress.ts'
import { annualGrowth } from './model/growth.ts'
import { annualChange } from './model/pace.ts'
import { assess, type ProgressMethod } from './model/progress.ts'
import { NotAssessable, type NotAssessableReason, type Pursuit } from './model/pursuit.ts'
import { requiredGrowth } from './required-growth.ts'
import type { Projection } from './schemas.ts'

/** Observed growth, required growth, and the share of the way covered. */
export function measurePace(
  projection: Projection,
  pursuit: Pursuit,
  base: Base | undefined,
  latest: Placed
) {
  const required = requiredGrowth({
    base_period: pursuit.start ? latest.point.period : (base?.period ?? null),
    base_value: pursuit.start?.value ?? base?.sample.value ?? null,
    target_period: projection.target.period,
    value: pursuit.target.value,
    is_rate: pursuit.isRate
  })
  const isLater = base !== undefined && latest.sample.time > base.sample.time
  const isSince = base !== undefined || projection.base.period === null
  return {
    observed: observedGrowth(projection, pursuit, base, latest),
    required,
    reached_percent: isLater ? shareOfWay(base.sample.value, latest.sample.value, pursuit) : null,
    reached_of_projection_percent:
      isSince && projection.base.value !== null
        ? shareOfWay(projection.base.value, latest.sample.value, pursuit)
        : null
  }
}

function observedGrowth(
  projection: Projection,
  pursuit: Pursuit,
  base: Base | undefined,
  latest: Placed
): ProgressRow['observed'] {
  const none = { years: null, annual_growth_percent: null, annual_change: null }
  if (!base) return { ...none, reason: missingBase(projection, pursuit) }
  const years = rounded(latest.sample.time - base.sample.time, 4)
  const change = years > 0 ? rounded(annualChange(base.sample, latest.sample), 4) : null
  if (pursuit.isRate)
    return {
      ...none,
      years,
      annual_change: change,
      reason: years > 0 ? 'rate' : 'no_later_observation'
    }
  try {
    return {
      years,
      annual_growth_percent: rounded(100 * annualGrowth(base.sample, latest.sample), 2),
      annual_change: change,
      reason: null
    }
  } catch (error) {
    if (!(error instanceof NotAssessable)) throw error
    return { ...none, years, annual_change: change, reason: error.reason }
  }
}

export function assessMethod(
  projection: Projection,
  pursuit: Pursuit,
  method: ProgressMethod
): Omit<ProgressRow['methods'][number], 'method'> {
  const nothing = { value: null, projected: null, score: null, status: null }
  // The projection names a base, but the series has no figure from then on. Its earlier figures say
  // nothing about the promise.
  if (!pursuit.base && missingBase(projection, pursuit) === 'no_later_observation')
    return { ...nothing, reason: 'no_later_observation' }
  const { value, projected, score, status, reason } = assess(pursuit, method)
  return {
    value: rounded(value, 6),
    projected: rounded(projected, 4),
    score: rounded(score, 4),
    status,
    reason: reason === 'no_base_period' ? missingBase(projection, pursuit) : reason
  }
}

/** Why a series has no base. */
export function missingBase(projection: Projection, { base }: Pursuit): NotAssessableReason | null {
  if (base) return null
  if (projection.base.period === null) return 'no_base_period'
  return basePeriod(projection) === null ? 'calendars_differ' : 'no_later_observation'
}

/**
 * The share of the way from base to target that a value has covered, in percent. Negative for the
 * wrong way; null if base and target are equal.
 */
function shareOfWay(base: number, value: number, { direction, target }: Pursuit): number | null {
  const percent = (100 * direction * (value - base)) / Math.abs(target.value - base)
  return Number.isFinite(percent) ? rounded(percent, 2) : null
}
