import { closedOn, newestDay, type Shut } from './model/closures.ts'
import type { KnownNetwork } from './queries.ts'

/**
 * What is shut on a day, by default on the newest that is known; no day without closures. What was
 * announced for days after the last change of the data does not count, so that an answer stays the
 * same until the data change.
 */
export function shutOn(
  { network: { closures }, changedOn }: KnownNetwork,
  asked?: string
): { day: string | null; newest: string | null; shut: Shut } {
  const newest = newestDay(closures, changedOn)
  const day = asked ?? newest
  return { day, newest, shut: day === null ? new Map() : closedOn(closures, day) }
}
