import {
  baseOf,
  isMet,
  openTarget,
  type Pursuit,
  type Sample,
  type Verdict,
  wayToGo
} from './pursuit.ts'

export const ANTICIPATED_PROGRESS_STATUSES = ['on_track', 'accelerate', 'reverse'] as const
type Status = (typeof ANTICIPATED_PROGRESS_STATUSES)[number]

/**
 * The part that will be missing at the target date, in percent of the way from base to target, if
 * the line through the samples since the base goes on. The line is fitted by least squares with
 * weights 1, 2, …, n from the oldest sample to the newest. Classes: on track up to 10, accelerate
 * up to 100, reverse above that.
 *
 * Source: UNESCAP, SDG progress assessment methodology, Anticipated Progress Index: time-weighted
 * regression and the gap relative to the progress required. We found no published note with the
 * weights or the class limits, so the weights are ours.
 */
export function anticipatedProgress(pursuit: Pursuit): Verdict<Status> {
  if (isMet(pursuit)) return { value: 0, projected: null, score: null, status: 'on_track' }
  const target = openTarget(pursuit)
  const base = baseOf(pursuit)
  const way = wayToGo(pursuit)
  const projected = weightedLine(pursuit.samples.filter(({ time }) => time >= base.time))(
    target.time
  )
  const value = Math.max(0, (100 * pursuit.direction * (target.value - projected)) / Math.abs(way))
  return { value, projected, score: null, status: statusOf(value) }
}

function statusOf(value: number): Status {
  if (value <= 10) return 'on_track'
  return value <= 100 ? 'accelerate' : 'reverse'
}

/** The least-squares line in which later samples weigh more. Needs two samples. */
function weightedLine(samples: readonly Sample[]): (time: number) => number {
  const weighted = (of: (sample: Sample) => number) =>
    samples.reduce((sum, sample, index) => sum + (index + 1) * of(sample), 0) /
    ((samples.length * (samples.length + 1)) / 2)
  const time = weighted((sample) => sample.time)
  const value = weighted((sample) => sample.value)
  const covariance = weighted((sample) => (sample.time - time) * (sample.value - value))
  const slope = covariance / weighted((sample) => (sample.time - time) ** 2)
  return (at) => value + slope * (at - time)
}
