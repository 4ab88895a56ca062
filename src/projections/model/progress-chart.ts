import { annualPace, goOn } from './pace.ts'
import {
  baseOf,
  datedTarget,
  isMet,
  latestOf,
  type Pursuit,
  type Verdict,
  wayToGo
} from './pursuit.ts'

export const PROGRESS_CHART_STATUSES = [
  'met_or_on_track',
  'fair_progress',
  'stagnation_or_regression'
] as const
type Status = (typeof PROGRESS_CHART_STATUSES)[number]

/**
 * The share of the way from base to target that is covered at the target date if growth since the
 * base goes on: `q = (expected - base) / (target - base)`. Score 3 (met or on track) from 0.95 or
 * if the target is met; 2 (fair progress) from 0.10; else 1. A target date in the past is assessed
 * too: by the observations up to it, and by growth from the newest of them to the date.
 *
 * Source: United Nations Statistics Division, "Progress Chart Technical Note", 2023, as published
 * by EUSTAT.
 */
export function progressChart(pursuit: Pursuit): Verdict<Status> {
  const latest = latestOf(pursuit)
  if (isMet(pursuit)) return { value: null, projected: null, score: 3, status: 'met_or_on_track' }
  const base = baseOf(pursuit)
  const projected = goOn(
    pursuit,
    latest,
    annualPace(pursuit, base, latest),
    datedTarget(pursuit).time
  )
  // If the base is beyond the target, the way runs backwards, and moving along it is no progress.
  const value = (pursuit.direction * (projected - base.value)) / Math.abs(wayToGo(pursuit))
  if (value >= 0.95) return { value, projected, score: 3, status: 'met_or_on_track' }
  return value >= 0.1
    ? { value, projected, score: 2, status: 'fair_progress' }
    : { value, projected, score: 1, status: 'stagnation_or_regression' }
}
