// What every method of measuring progress sees: one series on its way to one target.

/** A value at a time, in years; only differences of times count. */
export type Sample = { time: number; value: number }

export type Pursuit = {
  /** +1 where more is better, -1 where less is. */
  direction: 1 | -1
  /** One series in order of time, up to the target date at most; at least one sample. */
  samples: readonly Sample[]
  /**
   * Where the series stood when the promise begins; null if the promise names no beginning. One
   * of the samples.
   */
  base: Sample | null
  /**
   * The weakest value that keeps the promise, and when it is due; null if the promise names no
   * date.
   */
  target: { time: number | null; value: number }
  /** Whether the target date lies behind: then nothing is left to project. */
  isPast: boolean
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
  'not_finite'
] as const
export type NotAssessableReason = (typeof NOT_ASSESSABLE)[number]

/**
 * What a method finds: its figure, the value it expects at the target date, its own score, and its
 * class; null if it has none. `reason` says why a figure comes without a class.
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

/** Whether the newest sample keeps the promise already. */
export function isMet(pursuit: Pursuit): boolean {
  return pursuit.direction * (latestOf(pursuit).value - pursuit.target.value) >= 0
}

/** The base. Throws NotAssessable where there is none, or nothing was observed after it. */
export function baseOf(pursuit: Pursuit): Sample {
  if (!pursuit.base) throw new NotAssessable('no_base_period')
  if (latestOf(pursuit).time <= pursuit.base.time) throw new NotAssessable('no_later_observation')
  return pursuit.base
}

/** The target with its date. Throws NotAssessable where it has none. */
export function datedTarget({ target }: Pursuit): Sample {
  if (target.time === null) throw new NotAssessable('no_target_period')
  return { time: target.time, value: target.value }
}

/**
 * The target with its date, for methods that look ahead. Throws NotAssessable where the date lies
 * behind or has been observed.
 */
export function openTarget(pursuit: Pursuit): Sample {
  const target = datedTarget(pursuit)
  if (pursuit.isPast || latestOf(pursuit).time >= target.time)
    throw new NotAssessable('target_date_past')
  return target
}

/**
 * The way from base to target, never zero. Throws NotAssessable where base and target are equal.
 */
export function wayToGo(pursuit: Pursuit): number {
  const way = pursuit.target.value - baseOf(pursuit).value
  if (way === 0) throw new NotAssessable('target_is_base')
  return way
}
