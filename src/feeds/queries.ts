// Reads a page of a feed.
import type { Snapshot } from '../db/store.ts'
import type { FeedEvent } from './event.ts'
import { readEvents } from './event-queries.ts'
import { LIMITS } from './lead-queries.ts'
import { listPositions } from './position-queries.ts'
import type { Position } from './positions.ts'
import type { Question } from './question.ts'

/** The events of a page, and the position after which the next page begins, if there is one. */
export type FeedPage = { events: FeedEvent[]; next: Position | undefined }

/**
 * Reads the events after a position, the newest first. A page may end early where few of many rows
 * are about the question; the next page then goes on. Only tests set limits.
 */
export async function readFeed(
  snapshot: Snapshot,
  question: Question,
  { after, limit }: { after: Position | undefined; limit: number },
  limits = LIMITS
): Promise<FeedPage> {
  const { positions, stopped } = await listPositions(
    snapshot,
    question,
    { after, limit: limit + 1 },
    limits
  )
  const shown = positions.slice(0, limit)
  const next = positions.length > limit ? shown.at(-1) : stopped
  return { events: await readEvents(snapshot, shown), next }
}
