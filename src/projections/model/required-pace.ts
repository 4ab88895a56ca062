import { annualPace } from './pace.ts'
import {
  baseOf,
  isMet,
  latestOf,
  NotAssessable,
  openTarget,
  type Pursuit,
  type Verdict
} from './pursuit.ts'

export const REQUIRED_PACE_STATUSES = ['achieved', 'on_track', 'faster', 'turn'] as const
type Status = (typeof REQUIRED_PACE_STATUSES)[number]

/**
 * The compound growth a year, in percent, that leads from the newest sample to the target; for
 * rates the difference a year. Classes: `on_track` if growth since the base was at least that,
 * `faster` if it goes the right way but too slowly, `turn` if it goes the wrong way.
 *
 * Without a base the pace is known, but not its class: `status` is null. Source: arithmetic.
 */
export function requiredPace(pursuit: Pursuit): Verdict<Status> {
  if (isMet(pursuit)) return { value: null, projected: null, score: null, status: 'achieved' }
  const latest = latestOf(pursuit)
  const required = annualPace(pursuit, latest, openTarget(pursuit))
  return {
    value: pursuit.isRate ? required : 100 * required,
    projected: null,
    score: null,
    ...classOf(pursuit, required)
  }
}

/** The class, or the reason why there is none. */
function classOf(pursuit: Pursuit, required: number): Pick<Verdict<Status>, 'status' | 'reason'> {
  try {
    const observed = annualPace(pursuit, baseOf(pursuit), latestOf(pursuit))
    if (pursuit.direction * (observed - required) >= 0) return { status: 'on_track' }
    return { status: pursuit.direction * observed > 0 ? 'faster' : 'turn' }
  } catch (error) {
    if (error instanceof NotAssessable) return { status: null, reason: error.reason }
    throw error
  }
}
