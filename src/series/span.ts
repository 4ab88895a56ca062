// The span of periods that a request asks for, and the wider one that computing needs. Pure.
import type { Conditions } from '../observations/conditions.ts'
import { shiftMonths } from '../periods/dates.ts'
import type { Period } from '../periods/read-period.ts'
import type { Transform } from './model/transform.ts'

export type Span = Pick<Conditions, 'from' | 'to'>

/** The first day that is a whole year after the first day of all. */
const SECOND_YEAR = '1001-01-01'
/** Transformations that need no other period. */
const OF_ONE_PERIOD: readonly Transform[] = ['lin', 'log', 'per_capita', 'percent_of']

/** Whether a period lies wholly in the span. */
export function isInSpan(
  { starts_on, ends_on }: { starts_on: string; ends_on: string },
  { from, to }: Span
): boolean {
  return (from === undefined || starts_on >= from) && (to === undefined || ends_on <= to)
}

/**
 * The span whose claims are read, so that the first period shown has what it is compared with: the
 * period before, the same one a year before, or the base of an index. Only for periods of several
 * years does the one before begin more than a year earlier.
 */
export function spanToRead({ from, to }: Span, transform: Transform, base?: Period): Span {
  if (base)
    return {
      from: from && (from < base.starts_on ? from : base.starts_on),
      to: to && (to > base.ends_on ? to : base.ends_on)
    }
  if (from === undefined || OF_ONE_PERIOD.includes(transform)) return { from, to }
  return { from: from < SECOND_YEAR ? undefined : shiftMonths(from, -12), to }
}
