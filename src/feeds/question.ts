// What a feed is asked for.
import type { FEED_EVENTS } from '../vocabularies.ts'

export type EventKind = (typeof FEED_EVENTS)[number]

/**
 * The question of a feed; all ids exist, and metric or country is given. `country` has entities
 * that are subject or partner; with `isPair`, two of which one is the subject and the other the
 * partner. Without `event`, all kinds are told.
 */
export type Question = {
  metric?: string[] | undefined
  country?: string[] | undefined
  isPair?: true | undefined
  event?: EventKind[] | undefined
}

/** Whether the question asks for any of these kinds. */
export function asksFor({ event }: Question, ...kinds: EventKind[]): boolean {
  return event === undefined || kinds.some((kind) => event.includes(kind))
}

/** The part of a question that says what figures are about: the shape and values of statements. */
export function matterAsked({ metric, country, isPair }: Question) {
  return { metric, country, isPair }
}
