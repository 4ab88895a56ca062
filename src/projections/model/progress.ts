// Assesses a pursuit. The methods disagree, so the caller names one.

import { checkNumbers } from '../../numbers/guards.ts'
import { ANTICIPATED_PROGRESS_STATUSES, anticipatedProgress } from './anticipated-progress.ts'
import { CURRENT_STATUS_STATUSES, currentStatus } from './current-status.ts'
import { GROWTH_RATIO_STATUSES, growthRatio } from './growth-ratio.ts'
import { PROGRESS_CHART_STATUSES, progressChart } from './progress-chart.ts'
import { NotAssessable, type NotAssessableReason, type Pursuit, type Verdict } from './pursuit.ts'
import { REQUIRED_PACE_STATUSES, requiredPace } from './required-pace.ts'
import { WEATHER_STATUSES, weather } from './weather.ts'

const METHODS = {
  growth_ratio: growthRatio,
  progress_chart: progressChart,
  weather,
  current_status: currentStatus,
  anticipated_progress: anticipatedProgress,
  required_pace: requiredPace
} as const

export type ProgressMethod = keyof typeof METHODS
export const PROGRESS_METHODS = Object.keys(METHODS) as [ProgressMethod, ...ProgressMethod[]]
export const PROGRESS_STATUSES = [
  ...new Set([
    ...GROWTH_RATIO_STATUSES,
    ...PROGRESS_CHART_STATUSES,
    ...WEATHER_STATUSES,
    ...CURRENT_STATUS_STATUSES,
    ...ANTICIPATED_PROGRESS_STATUSES,
    ...REQUIRED_PACE_STATUSES
  ])
]
type Status = NonNullable<ReturnType<(typeof METHODS)[ProgressMethod]>['status']>
export type Assessment = Omit<Verdict<Status>, 'reason'> & { reason: NotAssessableReason | null }

/**
 * The result of one method for a pursuit, or the reason why the method does not apply. Throws a
 * RangeError for values that are not finite and for a pursuit without samples.
 */
export function assess(pursuit: Pursuit, method: ProgressMethod): Assessment {
  const { samples, base, target } = pursuit
  if (samples.length === 0) throw new RangeError('a pursuit needs at least one sample')
  checkNumbers([...samples, ...(base ? [base] : [])].flatMap(({ time, value }) => [time, value]))
  checkNumbers([target.value, target.time ?? 0])
  try {
    return finite(METHODS[method](pursuit))
  } catch (error) {
    if (!(error instanceof NotAssessable)) throw error
    return { value: null, projected: null, score: null, status: null, reason: error.reason }
  }
}

function finite({ reason, ...verdict }: Verdict<Status>): Assessment {
  const numbers = [verdict.value, verdict.projected].filter((number) => number !== null)
  if (!numbers.every(Number.isFinite)) throw new NotAssessable('not_finite')
  return { ...verdict, reason: reason ?? null }
}
