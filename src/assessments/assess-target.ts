// Assesses a target: one status, by the most comparable series that allows one. Pure.
import { type Assessed, type AssessmentQuestion, EMPTY_BODY } from '../projections/assessment.ts'
import type { AssessmentReason, Status } from '../projections/assessment-words.ts'
import { directionOf, isDirected } from '../projections/comparable-series.ts'
import type { Evidence } from '../projections/evidence.ts'
import { missingBase } from '../projections/measure-pace.ts'
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
import { describeWay, ofAllTraffic, withoutGap } from './describe-way.ts'
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
  const whole = ofAllTraffic(evidence)
  const found = whole.flatMap((one) => {
    const way = placeSeries({ ...question, measuredOn: question.today }, direction, one)
    return way ? [assessWay(question, one, way)] : []
  })
  const [first] = found
  if (first) return found.find(isConclusive) ?? first
  const reason = whole.length === 0 ? 'no_comparable_series' : 'no_observation_in_time'
  return { status: 'not_assessable', reason, horizon: null, body: EMPTY_BODY, due_on: null }
}

/**
 * Whether other evidence could not do better: there is a status, or the target itself allows none.
 */
function isConclusive({ status, reason }: Assessed): boolean {
  return status !== 'not_assessable' || OF_THE_TARGET.includes(reason)
}

const OF_THE_TARGET: Assessed['reason'][] = ['no_target_period', 'no_direction', 'target_is_base']

/** What no later day changes without new data. */
const SETTLED: (Status | AssessmentReason)[] = [
  'achieved',
  'missed',
  'stale_series',
  'no_direction'
]

function assessWay(question: AssessmentQuestion, evidence: Evidence, way: Way): Assessed {
  const { ratio, ...verdict } = judge(question, way)
  const { status, reason } = verdict
  const isOpen = !SETTLED.includes(reason ?? status)
  const body = describeWay(evidence, way, ratio)
  return {
    ...verdict,
    horizon: null,
    body: status === 'not_assessable' ? withoutGap(body) : body,
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
    const reason =
      error.reason === 'no_base_period' ? missingBase(projection, pursuit) : error.reason
    return none(reason ?? error.reason)
  }
}

/** The class of the pace. A target without a date has one only if the series goes the wrong way. */
function judgePace(pursuit: Pursuit): Verdict {
  const change = pursuit.direction * (latestOf(pursuit).value - baseOf(pursuit).value)
  if (pursuit.target.time === null) {
    // The pace of years before the promise says nothing of a promise without a date.
    if (change >= 0 || pursuit.start) throw new NotAssessable('no_target_period')
    return { status: 'wrong_way', reason: null, ratio: null }
  }
  // A date that is over, but not observed yet, is judged by the newest figure.
  const { value, status } = growthRatio({ ...pursuit, isPast: false })
  if (status === null) throw new Error('the method gives a class or throws')
  return { status: WORD_OF[status], reason: null, ratio: value }
}

/** The words of assessments for the classes of the method. */
const WORD_OF = {
  achieved: 'achieved',
  on_track: 'on_track',
  moderate: 'behind',
  limited: 'far_behind',
  deterioration: 'wrong_way'
} as const

/** The ratio of a target that is decided already; null if there is none. */
function ratioOf(pursuit: Pursuit): number | null {
  const { time } = pursuit.target
  if (!pursuit.base || time === null) return null
  try {
    const observed = annualPace(pursuit, baseOf(pursuit), latestOf(pursuit))
    const required = annualPace(pursuit, pursuit.start ?? pursuit.base, {
      time,
      value: pursuit.target.value
    })
    const ratio = (pursuit.direction * observed) / Math.abs(required)
    return Number.isFinite(ratio) ? ratio : null
  } catch (error) {
    if (error instanceof NotAssessable) return null
    throw error
  }
}
