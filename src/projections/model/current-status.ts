import { baseOf, isMet, latestOf, type Pursuit, type Verdict, wayToGo } from './pursuit.ts'

export const CURRENT_STATUS_STATUSES = ['achieved', 'advancing', 'unchanged', 'regressing'] as const
type Status = (typeof CURRENT_STATUS_STATUSES)[number]

/**
 * The part of the way from base to target that is covered so far, on a scale of 10: `10 · direction
 * · (latest - base) / |target - base|`. No target date is needed. The index has no classes of its
 * own: the status is its sign, or achieved if the target is met.
 *
 * Source: UNESCAP, SDG progress assessment methodology, Current Status Index, step 1 for one
 * indicator.
 */
export function currentStatus(pursuit: Pursuit): Verdict<Status> {
  const value =
    (10 * pursuit.direction * (latestOf(pursuit).value - baseOf(pursuit).value)) /
    Math.abs(wayToGo(pursuit))
  return {
    value,
    projected: null,
    score: null,
    status: isMet(pursuit) ? 'achieved' : statusOf(value)
  }
}

function statusOf(value: number): Status {
  if (value === 0) return 'unchanged'
  return value > 0 ? 'advancing' : 'regressing'
}
