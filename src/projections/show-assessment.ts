// Shows an assessment that was kept, as of the day of the newest revision. Pure.
import { rounded } from '../numbers/rounded.ts'
import { isRate } from '../observations/series/traits.ts'
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
  return {
    status,
    reason,
    method: projection.kind === 'target' ? 'growth_ratio' : null,
    ratio: body.ratio,
    series: body.series,
    base: body.base,
    latest: body.latest,
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
  if (!base || base.basis === 'recent') return null
  if (target.period === null || target_value === null) return null
  if (endOf(target.period) < today) return null
  const periods = periodsBetween(base.period, target.period, PERIODS_MAX) ?? []
  const place = periods.findLastIndex((period) => firstDayOf(period) <= today)
  const period = periods[place]
  if (period === undefined) return null
  const share = place / (periods.length - 1)
  const value = askedValue(base.value, target_value, { share, isRate: isRate(unit) })
  return value === null ? null : { period, value: rounded(value, 4) }
}

function endOf(period: string): string {
  return parsePeriod(period)?.ends_on ?? ''
}
