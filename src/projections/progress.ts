// How reality follows a projection: one row a comparable series, by every method asked for. Pure.

import { rounded } from '../numbers/rounded.ts'
import {
  type Claim,
  figureOf,
  type Point,
  pointsOf,
  type Series
} from '../observations/series/points.ts'
import type { Traits } from '../observations/series/traits.ts'
import { calendarOf, firstDayOf, parsePeriod, yearsFrom } from '../periods.ts'
import { directionOf, standsForTargetYear } from './comparable.ts'
import { annualGrowth } from './model/growth.ts'
import { assess, type ProgressMethod } from './model/progress.ts'
import {
  NotAssessable,
  type NotAssessableReason,
  type Pursuit,
  type Sample
} from './model/pursuit.ts'
import { PROGRESS_LEGEND } from './progress-methods.ts'
import type { ProjectionProgress } from './progress-schemas.ts'
import { requiredGrowth } from './required.ts'
import type { Projection } from './schemas.ts'

type Row = ProjectionProgress['rows'][number]
export type Evidence = { series: Series; claims: Claim[] }
export type Question = {
  projection: Projection
  traits: Traits
  asOf: string
  methods: readonly ProgressMethod[]
}

/** Sampled points: a point with its place in time. */
type Placed = { point: Point; sample: Sample }

/**
 * The progress of a projection by each series of evidence; no rows, and the reason, where there is
 * nothing to compare.
 */
export function progressOf(question: Question, evidence: readonly Evidence[]): ProjectionProgress {
  const { projection, traits, asOf, methods } = question
  const { id, unit, target } = projection
  const direction = directionOf(projection, traits)
  const rows = evidence.flatMap((one) => rowOf(question, direction, one) ?? [])
  return {
    projection: id,
    unit,
    as_of: asOf,
    direction: direction > 0 ? 'increase' : 'decrease',
    target: {
      period: target.period,
      value: figureOf(projection.target, direction),
      bound: target.bound
    },
    reason: rows.length > 0 ? null : whyEmpty(projection, evidence),
    methods: methods.map((method) => ({ id: method, ...PROGRESS_LEGEND[method] })),
    rows: rows.sort(byOrder(projection))
  }
}

function whyEmpty(
  { base, target }: Projection,
  evidence: readonly Evidence[]
): ProjectionProgress['reason'] {
  if (base.period === null && target.period === null) return 'no_period'
  return evidence.length === 0 ? 'no_comparable_series' : 'no_observation_in_time'
}

function rowOf(
  question: Question,
  direction: 1 | -1,
  { series, claims }: Evidence
): Row | undefined {
  const { projection, traits, asOf } = question
  const due = projection.target.period
  const points = pointsOf(claims, { byYear: standsForTargetYear(projection, traits, series) })
  const origin = basePeriod(projection) ?? points[0]?.period ?? ''
  const placed = points
    .filter(({ period }) => due === null || firstDayOf(period) <= firstDayOf(due))
    .map((point) => ({
      point,
      sample: { time: yearsFrom(origin, point.period), value: figureOf(point.claim, direction) }
    }))
  const latest = placed.at(-1)
  if (!latest) return undefined
  // The value of the series in the base period, else its first later one.
  const base =
    basePeriod(projection) === null ? undefined : placed.find(({ sample }) => sample.time >= 0)
  const pursuit: Pursuit = {
    direction,
    samples: placed.map(({ sample }) => sample),
    base: base?.sample ?? null,
    target: {
      time: due === null ? null : yearsFrom(origin, due),
      value: figureOf(projection.target, direction)
    },
    isPast: due !== null && (parsePeriod(due)?.ends_on ?? '') < asOf
  }
  return {
    series,
    base: base ? { ...figure(base), is_own: base.sample.time === 0 } : null,
    latest: figure(latest),
    points: placed.length,
    ...pace(projection, pursuit, base, latest),
    outcome:
      latest.sample.time !== pursuit.target.time
        ? null
        : isKept(pursuit, latest)
          ? 'reached'
          : 'missed',
    methods: question.methods.map((method) => ({
      method,
      ...assessed(projection, pursuit, method)
    }))
  }
}

/** Growth observed and required, and the share of the way that is covered. */
function pace(projection: Projection, pursuit: Pursuit, base: Placed | undefined, latest: Placed) {
  const required = requiredGrowth({
    base_period: base?.point.period ?? null,
    base_value: base?.sample.value ?? null,
    target_period: projection.target.period,
    value: pursuit.target.value
  })
  const isLater = base !== undefined && latest.sample.time > base.sample.time
  const isSince = base !== undefined || projection.base.period === null
  return {
    observed: observedGrowth(projection, pursuit, base, latest),
    required,
    reached_percent: isLater ? share(base.sample.value, latest.sample.value, pursuit) : null,
    reached_of_projection_percent:
      isSince && projection.base.value !== null
        ? share(projection.base.value, latest.sample.value, pursuit)
        : null
  }
}

function observedGrowth(
  projection: Projection,
  pursuit: Pursuit,
  base: Placed | undefined,
  latest: Placed
): Row['observed'] {
  if (!base)
    return { years: null, annual_growth_percent: null, reason: missingBase(projection, pursuit) }
  const years = rounded(latest.sample.time - base.sample.time, 4)
  try {
    return {
      years,
      annual_growth_percent: rounded(100 * annualGrowth(base.sample, latest.sample), 2),
      reason: null
    }
  } catch (error) {
    if (!(error instanceof NotAssessable)) throw error
    return { years, annual_growth_percent: null, reason: error.reason }
  }
}

function assessed(
  projection: Projection,
  pursuit: Pursuit,
  method: ProgressMethod
): Omit<Row['methods'][number], 'method'> {
  const nothing = { value: null, projected: null, score: null, status: null }
  // A base is named, but the series has nothing from then on: what it said before tells nothing of
  // the promise.
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
function missingBase(projection: Projection, { base }: Pursuit): NotAssessableReason | null {
  if (base) return null
  if (projection.base.period === null) return 'no_base_period'
  return basePeriod(projection) === null ? 'calendars_differ' : 'no_later_observation'
}

/**
 * When the promise begins; null where it names no base period, or one of another calendar than its
 * target.
 */
function basePeriod({ base, target }: Projection): string | null {
  if (base.period === null || target.period === null) return base.period
  return calendarOf(base.period) === calendarOf(target.period) ? base.period : null
}

function isKept({ direction, target }: Pursuit, { sample }: Placed): boolean {
  return direction * (sample.value - target.value) >= 0
}

function figure({ point: { claim, others }, sample }: Placed): NonNullable<Row['latest']> {
  return {
    observation: claim.id,
    period: claim.period,
    value: sample.value,
    bound: claim.bound,
    others,
    source: claim.source
  }
}

/**
 * How much of the way from base to target a value has covered, in percent, negative for the wrong
 * way; null where there is no way to go.
 */
function share(base: number, value: number, { direction, target }: Pursuit): number | null {
  const percent = (100 * direction * (value - base)) / Math.abs(target.value - base)
  return Number.isFinite(percent) ? rounded(percent, 2) : null
}

/** The projection's own order of the pair first, then by author, the unnamed last. */
function byOrder({ subject }: Projection) {
  const place = ({ series }: Row) =>
    JSON.stringify([
      series.subject === subject ? 0 : 1,
      series.attributed_to === null ? 1 : 0,
      series.attributed_to,
      series.calendar,
      series.id
    ])
  return (one: Row, other: Row) => (place(one) < place(other) ? -1 : 1)
}
