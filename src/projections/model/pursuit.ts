// The input of every method of measuring progress: one series on its way to one target.

/** A value and its time in years. Only differences of times matter. */
export type Sample = { time: number; value: number }

export type Pursuit = {
  /** +1 if more is better, -1 if less is better. */
  direction: 1 | -1
  /** One series in order of time, up to the target date. At least one sample. */
  samples: readonly Sample[]
  /** The sample where the promise begins; null if the promise names no beginning. */
  base: Sample | null
  /**
   * The weakest value that keeps the promise, and its date; the date is null if the promise names
   * none.
   */
  target: { time: number | null; value: number }
  /** Where the way that is required begins, if it is not at the base. */
  start?: Sample | undefined
  /** Whether the target date is over, so that nothing is left to project. */
  isPast: boolean
  /** Whether the values are rates or shares, which are compared by differences. */
  isRate: boolean
}

/** Why a method does not apply. Published: clients branch on these. */
export const NOT_ASSESSABLE = [
  'no_base_period',
  'no_target_period',
  'calendars_differ',
  'no_later_observation',
  'too_few_points',
  'base_zero',
  'opposite_signs',
  'negative_values',
  'target_is_base',
  'target_date_past',
  'rate',
  'no_direction',
  'is_forecast',
  'not_finite'
] as const
export type NotAssessableReason = (typeof NOT_ASSESSABLE)[number]

/**
 * The result of a method: its figure, the expected value at the target date, its score and its
 * class. Each is null if the method has none. `reason` says why a figure has no class.
 */
export type Verdict<Status extends string> = {
  value: number | null
  projected: number | null
  score: number | null
  status: Status | null
  reason?: NotAssessableReason
}

/** Thrown by a method that does not apply, with the reason. */
export class NotAssessable extends Error {
  readonly reason: NotAssessableReason
  constructor(reason: NotAssessableReason) {
    super(`not assessable: ${reason}`)
    this.name = 'NotAssessable'
    this.reason = reason
  }
}

/** The newest sample. */
export function latestOf({ samples }: Pursuit): Sample {
  const latest = samples.at(-1)
  if (!latest) throw new RangeError('a pursuit needs at least one sample')
  return latest
}

/** Whether the newest sample already keeps the promise. */
export function isMet(pursuit: Pursuit): boolean {
  return pursuit.direction * (latestOf(pursuit).value - pursuit.target.value) >= 0
}

/** The base. Throws NotAssessable if there is none, or if nothing was observed after it. */
export function baseOf(pursuit: Pursuit): Sample {
  if (!pursuit.base) throw new NotAssessable('no_base_period')
  if (latestOf(pursuit).time <= pursuit.base.time) throw new NotAssessable('no_later_observation')
  return pursuit.base
}

/** The target with its date. Throws NotAssessable if it has no date. */
export function datedTarget({ target }: Pursuit): Sample {
  if (target.time === null) throw new NotAssessable('no_target_period')
  return { time: target.time, value: target.value }
}

/**
 * The target with its date, for methods that look ahead. Throws NotAssessable if the date is over
 * or was observed.
 */
export function openTarget(pursuit: Pursuit): Sample {
  const target = datedTarget(pursuit)
  if (pursuit.isPast || latestOf(pursuit).time >= target.time)
    throw new NotAssessable('target_date_past')
  return target
}

/** The way from base to target, never zero. Throws NotAssessable if base and target are equal. */
export function wayToGo(pursuit: Pursuit): number {
  const way = pursuit.target.value - baseOf(pursuit).value
  if (way === 0) throw new NotAssessable('target_is_base')
  return way
}
