import { closedOn, newestDay, type Shut } from './model/closures.ts'
import type { Network } from './model/network.ts'

/** What is shut on a day, by default on the newest that is known; no day without closures. */
export function shutOn(
  { closures }: Pick<Network, 'closures'>,
  asked?: string,
  today = new Date().toISOString().slice(0, 10)
): { day: string | null; newest: string | null; shut: Shut } {
  const newest = newestDay(closures, today)
  const day = asked ?? newest
  return { day, newest, shut: day === null ? new Map() : closedOn(closures, day) }
}
