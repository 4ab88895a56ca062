// Assesses a target: one status, by the most comparable series that allows one. Pure.
import { rounded } from '../numbers/rounded.ts'
import { askedValue } from '../projections/asked-value.ts'
import {
  type Assessed,
  type AssessmentBody,
  type AssessmentQuestion,
  EMPTY_BODY
} from '../projections/assessment.ts'
import type { AssessmentReason, Status } from '../projections/assessment-words.ts'
import { directionOf, isDirected } from '../projections/comparable-series.ts'
import type { Evidence } from '../projections/evidence.ts'
import { outcomeOf, placeSeries, type Way } from '../projections/measure-series.ts'
import { growthRatio } from '../projections/model/growth-ratio.ts'
import { annualPace } from '../projections/model/pace.ts'
import {
  baseOf,
  isMet,
  latestOf,
  NotAssessable,
  type Pursuit
} from '../projections/model/pursuit.ts'
import { isStale, lastsUntil } from './stale.ts'

type Verdict = { status: Status; reason: AssessmentReason | null; ratio: number | null }

/**
 * The assessment of a target by the first evidence that gives a status; if none does, the reason of
 * the most comparable one.
 */
export function assessTarget(
  question: AssessmentQuestion,
  evidence: readonly Evidence[]
): Assessed {
  const direction = directionOf(question.projection, question.traits)
  const found = ofAllTraffic(evidence).flatMap((one) => {
    const way = placeSeries({ ...question, asOf: question.today }, direction, one)
    return way ? [assessWay(question, one, way)] : []
  })
  const [first] = found
  if (first) return found.find(({ status }) => status !== 'not_assessable') ?? first
  const reason = evidence.length === 0 ? 'no_comparable_series' : 'no_observation_in_time'
  return { status: 'not_assessable', reason, body: EMPTY_BODY, due_on: null }
}

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

function assessWay(question: AssessmentQuestion, evidence: Evidence, way: Way): Assessed {
  const { ratio, ...verdict } = judge(question, way)
  const { status, reason } = verdict
  const isOpen = !['achieved', 'missed'].includes(status) && reason !== 'stale_series'
  return {
    ...verdict,
    body: describe(evidence, way, ratio),
    due_on: isOpen ? lastsUntil(way.placed) : null
  }
}

function judge(
  { projection, traits, today }: AssessmentQuestion,
  { placed, latest, pursuit }: Way
): Verdict {
  const none = (reason: AssessmentReason): Verdict => ({
    status: 'not_assessable',
    reason,
    ratio: null
  })
  if (!isDirected(projection, traits)) return none('no_direction')
  const outcome = outcomeOf(pursuit, latest)
  if (outcome === 'missed') return { status: 'missed', reason: null, ratio: ratioOf(pursuit) }
  if (outcome === 'reached' || isMet(pursuit))
    return { status: 'achieved', reason: null, ratio: ratioOf(pursuit) }
  if (isStale(placed, today)) return none('stale_series')
  try {
    return judgePace(pursuit)
  } catch (error) {
    if (!(error instanceof NotAssessable)) throw error
    return none(error.reason)
  }
}

/** The class of the pace. A target without a date has one only if the series goes the wrong way. */
function judgePace(pursuit: Pursuit): Verdict {
  const pace = pursuit.direction * annualPace(pursuit, baseOf(pursuit), latestOf(pursuit))
  if (pursuit.target.time === null) {
    if (pace >= 0) throw new NotAssessable('no_target_period')
    return { status: 'wrong_way', reason: null, ratio: null }
  }
  // A date that is over, but not observed yet, is judged by the newest figure.
  const { value } = growthRatio({ ...pursuit, isPast: false })
  return { status: statusOf(value ?? 0), reason: null, ratio: value }
}

function statusOf(ratio: number): Status {
  if (ratio >= 0.95) return 'on_track'
  if (ratio >= 0.6) return 'behind'
  return ratio >= 0 ? 'far_behind' : 'wrong_way'
}

/** The ratio of a target that is decided already; null if there is none. */
function ratioOf(pursuit: Pursuit): number | null {
  const { time } = pursuit.target
  if (!pursuit.base || time === null) return null
  try {
    const observed = annualPace(pursuit, baseOf(pursuit), latestOf(pursuit))
    const required = annualPace(pursuit, pursuit.base, { time, value: pursuit.target.value })
    const ratio = (pursuit.direction * observed) / Math.abs(required)
    return Number.isFinite(ratio) ? ratio : null
  } catch (error) {
    if (error instanceof NotAssessable) return null
    throw error
  }
}

function describe(
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
      value: rounded(latest.sample.value, 4)
    },
    ratio: rounded(ratio, 6),
    asked: rounded(asked, 4),
    gap: rounded(missing, 4),
    gap_percent: percent !== null && Number.isFinite(percent) ? rounded(percent, 2) : null,
    target_value: pursuit.target.value,
    required: requiredFrom(pursuit),
    error: null
  }
}

/** What the way from base to target asks for at a time; null without a base or a target date. */
function askedAt({ base, target, isRate }: Pursuit, time: number): number | null {
  if (!base || target.time === null || target.time <= base.time) return null
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
