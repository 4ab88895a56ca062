import { differences } from '../../numbers/mean.ts'
import {
  isMet,
  latestOf,
  NotAssessable,
  openTarget,
  type Pursuit,
  type Sample,
  type Verdict
} from './pursuit.ts'

export const WEATHER_STATUSES = ['sun', 'slightly_cloudy', 'cloudy', 'thunderstorm'] as const
type Status = (typeof WEATHER_STATUSES)[number]

const POINTS = { least: 4, most: 6 }
/**
 * Distances count as equal up to this relative difference, because leap years make calendar years
 * differ by a day or two.
 */
const SAME_DISTANCE = 0.01

/**
 * Extends the mean yearly change of the last six points at equal distances (at least four) in a
 * straight line to the target date. The value is what will be missing then, in percent of what is
 * missing now. Classes: sun under 5, slightly cloudy up to 20, cloudy above, and thunderstorm if
 * the series does not move towards the target. If the target is already met: sun, or slightly
 * cloudy if the series moves away from it.
 *
 * Source: the weather symbols of Germany's sustainable development indicators (Destatis),
 * dns-indicators, "Status".
 */
export function weather(pursuit: Pursuit): Verdict<Status> {
  const latest = latestOf(pursuit)
  const change = meanChange(pursuit.samples)
  if (isMet(pursuit)) {
    const isReceding = change !== undefined && pursuit.direction * change < 0
    return {
      value: 0,
      projected: null,
      score: null,
      status: isReceding ? 'slightly_cloudy' : 'sun'
    }
  }
  const target = openTarget(pursuit)
  if (change === undefined) throw new NotAssessable('too_few_points')
  const projected = latest.value + change * (target.time - latest.time)
  const missing = (100 * (target.value - projected)) / (target.value - latest.value)
  return {
    value: Math.max(0, missing),
    projected,
    score: null,
    status: statusOf(missing, pursuit.direction * change > 0)
  }
}

function statusOf(missing: number, isTowards: boolean): Status {
  if (!isTowards) return 'thunderstorm'
  if (missing < 5) return 'sun'
  return missing <= 20 ? 'slightly_cloudy' : 'cloudy'
}

/** The change a year over the last consecutive samples; undefined if there are too few. */
function meanChange(samples: readonly Sample[]): number | undefined {
  const last = consecutive(samples).slice(-POINTS.most)
  const [first, latest] = [last[0], last.at(-1)]
  if (!first || !latest || last.length < POINTS.least) return undefined
  return (latest.value - first.value) / (latest.time - first.time)
}

/** The last samples whose distance is that of the last two. */
function consecutive(samples: readonly Sample[]): readonly Sample[] {
  const steps = differences(samples.map(({ time }) => time))
  const usual = steps.at(-1) ?? Number.NaN
  const gap = steps.findLastIndex((step) => Math.abs(step - usual) > SAME_DISTANCE * usual)
  return samples.slice(gap + 1)
}
