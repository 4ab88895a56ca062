// What a feed is asked for.
import type { FEED_EVENTS } from '../vocabularies.ts'

export type EventKind = (typeof FEED_EVENTS)[number]

/**
 * The question of a feed; all ids exist, and metric or country is given. `country` has entities
 * that are subject or partner. Without `event`, all kinds are told.
 */
export type Question = {
  metric?: string[] | undefined
  country?: string[] | undefined
  event?: EventKind[] | undefined
}

/** Whether the question asks for any of these kinds. */
export function asksFor({ event }: Question, ...kinds: EventKind[]): boolean {
  return event === undefined || kinds.some((kind) => event.includes(kind))
}
