// Chooses the way to claims that passes by the fewest others.
import type { Snapshot } from '../db/store.ts'
import type { CursorKey } from '../http/cursors.ts'
import type { Conditions } from './conditions.ts'
import type { Course } from './course-queries.ts'
import type { Sort } from './query-schemas.ts'
import { findStop } from './walk-queries.ts'
import { isStraight, type Way, waysTo } from './walks.ts'

/** What a request asks for. `latest` is the parameter that asked for the newest periods. */
export type ObservationFilters = {
  conditions: Conditions
  sort: Sort
  latest?: 'latest' | 'latest_by_author' | undefined
}

/** The most claims that a page passes by. */
export const READ_MAX = 5_000

/**
 * A way that passes by no other claims, else the first that passes by few, else one in the order of
 * the sort with the key at which it stops. `isWhole` is for what is read to its end: then the first
 * way that passes by few.
 */
export async function chooseWay(
  snapshot: Snapshot,
  conditions: Conditions,
  course: Course,
  isWhole = false
): Promise<{ way: Way; stop?: CursorKey }> {
  const ways = waysTo(conditions, course.sort)
  const straight = ways.find((way) => isStraight(way, course.sort))
  if (straight && !isWhole) return { way: straight }
  let inOrder: { way: Way; stop: CursorKey } | undefined
  for (const way of ways) {
    const stop = await findStop(snapshot, { way, course, conditions }, READ_MAX)
    if (!stop) return { way }
    if (way.isOrdered) inOrder ??= { way, stop }
  }
  if (!inOrder) throw new Error('no way to the claims is in the order of the sort')
  return inOrder
}
