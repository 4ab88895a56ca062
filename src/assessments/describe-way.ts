// Describes the way of a series towards a target: where it begins, where it stands, what is missing
// and what is required. Pure.
import { rounded } from '../numbers/rounded.ts'
import { askedValue } from '../projections/asked-value.ts'
import type { AssessmentBody } from '../projections/assessment.ts'
import type { Evidence } from '../projections/evidence.ts'
import type { Way } from '../projections/measure-series.ts'
import { annualPace } from '../projections/model/pace.ts'
import { isMet, latestOf, NotAssessable, type Pursuit } from '../projections/model/pursuit.ts'

/**
 * A series of one direction or mode stands for the whole only if there is no other: a part that
 * falls short says nothing about the whole.
 */
export function ofAllTraffic(evidence: readonly Evidence[]): readonly Evidence[] {
  const whole = evidence.filter(
    ({ series: { direction, mode } }) => direction === null && mode === null
  )
  if (whole.length > 0) return whole
  const parts = new Set(evidence.map(({ series }) => `${series.direction} ${series.mode}`))
  return parts.size === 1 ? evidence : []
}

/** What an assessment says besides its verdict. */
export function describeWay(
  { series, rule, made, made_from }: Evidence,
  { base, latest, pursuit }: Way,
  ratio: number | null
): AssessmentBody {
  const asked = askedAt(pursuit, latest.sample.time)
  const missing = asked === null ? null : pursuit.direction * (asked - latest.sample.value)
  const percent = asked === null || missing === null ? null : (100 * missing) / Math.abs(asked)
  const { point } = latest
  return {
    series: { id: series.id, rule: rule ?? '', made, made_from },
    base: base
      ? {
          basis: base.basis,
          period: base.period,
          value: rounded(base.sample.value, 4),
          scale: rounded(base.scale, 6)
        }
      : null,
    latest: {
      observation: point.computed_from ? null : point.claim.id,
      computed_from: point.computed_from ?? [],
      period: point.computed_from ? point.period : point.claim.period,
      value: rounded(latest.sample.value / (base?.scale ?? 1), 4)
    },
    ratio: rounded(ratio, 6),
    asked: rounded(asked, 4),
    gap: rounded(missing, 4),
    gap_percent: percent !== null && Number.isFinite(percent) ? rounded(percent, 2) : null,
    reached_percent: pursuit.start ? null : shareOfWay(pursuit),
    target_value: pursuit.target.value,
    required: pursuit.isPast ? null : requiredFrom(pursuit),
    error: null
  }
}

/** The body of a verdict that says nothing of a gap: nothing is missing to a way not yet begun. */
export function withoutGap(body: AssessmentBody): AssessmentBody {
  return { ...body, asked: null, gap: null, gap_percent: null }
}

/**
 * What the target asks for at a time: the way from its base, or the target itself once it is due.
 * Null without a target date, and before it without a base.
 */
function askedAt({ base, start, target, isRate }: Pursuit, time: number): number | null {
  if (target.time === null) return null
  if (time >= target.time) return target.value
  if (!base || start || target.time <= base.time) return null
  const share = (time - base.time) / (target.time - base.time)
  return askedValue(base.value, target.value, { share, isRate })
}

/** The pace that leads from the newest figure to the target; null if nothing is left to do. */
function requiredFrom(pursuit: Pursuit): AssessmentBody['required'] {
  const { target, isRate } = pursuit
  const latest = latestOf(pursuit)
  if (target.time === null || latest.time >= target.time || isMet(pursuit)) return null
  const years = target.time - latest.time
  const change = (target.value - latest.value) / years
  let growth: number | null = null
  try {
    growth = isRate
      ? null
      : 100 * annualPace(pursuit, latest, { time: target.time, value: target.value })
  } catch (error) {
    if (!(error instanceof NotAssessable)) throw error
  }
  return {
    years: rounded(years, 4),
    annual_growth_percent: rounded(growth, 2),
    annual_change: Number.isFinite(change) ? rounded(change, 4) : null
  }
}

/** The share of the way from base to target that is covered, in percent; null without a way. */
function shareOfWay({ base, target, samples }: Pursuit): number | null {
  const latest = samples.at(-1)
  if (!base || !latest || latest.time <= base.time) return null
  const percent = (100 * (latest.value - base.value)) / (target.value - base.value)
  return Number.isFinite(percent) ? rounded(percent, 2) : null
}
