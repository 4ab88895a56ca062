// Shows an assessment that was kept, as of the day of the newest revision. Pure.
import { rounded } from '../numbers/rounded.ts'
import { isRate } from '../observations/series/traits.ts'
import { labelPeriod } from '../periods/label-period.ts'
import { firstDayOf, parsePeriod } from '../periods/read-period.ts'
import { periodsBetween } from '../periods/steps.ts'
import { askedValue } from './asked-value.ts'
import type { Assessed } from './assessment.ts'
import type { Projection, ProjectionAssessment } from './schemas.ts'

const PERIODS_MAX = 1_000

export type Kept = Pick<Assessed, 'status' | 'reason' | 'body'>

/** The assessment as answers show it. `today` is the day of the newest revision. */
export function showAssessment(
  projection: Pick<Projection, 'kind' | 'target' | 'unit'>,
  { status, reason, body }: Kept,
  today: string
): ProjectionAssessment {
  // A list shows a thousand of them: one object each, made at once, is what costs least.
  const { base, latest } = body
  return {
    status,
    reason,
    as_of: today,
    method: projection.kind === 'target' ? 'growth_ratio' : null,
    ratio: body.ratio,
    series: body.series,
    base: base && {
      basis: base.basis,
      period: base.period,
      period_label: labelPeriod(base.period),
      value: base.value,
      scale: base.scale
    },
    latest: latest && {
      observation: latest.observation,
      computed_from: latest.computed_from,
      period: latest.period,
      period_label: labelPeriod(latest.period),
      value: latest.value
    },
    asked: body.asked,
    gap: body.gap,
    gap_percent: body.gap_percent,
    now: askedNow(projection, body, today),
    reached_percent: body.reached_percent,
    target_value: body.target_value,
    required: body.required,
    error: body.error
  }
}

/** What the way asks for in the period of today; null before the base and after the target. */
function askedNow(
  { target, unit }: Pick<Projection, 'target' | 'unit'>,
  { base, target_value }: Kept['body'],
  today: string
): ProjectionAssessment['now'] {
  if (!base || target.period === null || target_value === null) return null
  if (endOf(target.period) < today) return null
  const periods = periodsBetween(base.period, target.period, PERIODS_MAX) ?? []
  const place = periods.findLastIndex((period) => firstDayOf(period) <= today)
  const period = periods[place]
  if (period === undefined) return null
  const share = place / (periods.length - 1)
  const value = askedValue(base.value, target_value, { share, isRate: isRate(unit) })
  return value === null
    ? null
    : { period, period_label: labelPeriod(period), value: rounded(value, 4) }
}

function endOf(period: string): string {
  return parsePeriod(period)?.ends_on ?? ''
}
