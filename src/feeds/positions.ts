// The order of events in a feed: the newest revision first, then by the step, then by the id,
// descending. Pure.

/** Where events of one step come from. A position names a step by its place in this list. */
export const STEPS = [
  'observation',
  'observation_withdrawn',
  'projection',
  'projection_withdrawn',
  'conflict',
  'conflict_resolved',
  'assessment'
] as const
export type Step = (typeof STEPS)[number]

/** The place of one event: no other event has it, and it never changes. */
export type Position = { revision: number; step: number; id: string }

/** The name of the step of a position. */
export function stepOf({ step }: Pick<Position, 'step'>): Step {
  return STEPS[step] ?? 'assessment'
}

export function numberOf(step: Step): number {
  return STEPS.indexOf(step)
}

/** Which of two positions comes first in a feed. */
export function firstOf(one: Position | undefined, other: Position): Position {
  if (!one) return other
  if (one.revision !== other.revision) return one.revision > other.revision ? one : other
  if (one.step !== other.step) return one.step < other.step ? one : other
  return one.id > other.id ? one : other
}

/** A part of the order: what comes after one position, up to another one, that one included. */
export type Stretch = { after: Position | undefined; stop: Position | undefined }

/**
 * The bounds of a stretch for one step, as pairs of revision and id: below the first pair, and not
 * below the second one. `newest` is the newest revision.
 */
export function boundsOf(step: number, { after, stop }: Stretch, newest: number) {
  const below = after ? edgeOf(step, after) : { revision: newest + 1, id: '' }
  const from = stop ? edgeOf(step, stop) : { revision: 0, id: '' }
  return { below, from }
}

/**
 * An edge in a step. The events of a revision before the step of the position are on one side of
 * it, those after it on the other. No id is below the empty one.
 */
function edgeOf(step: number, at: Position): { revision: number; id: string } {
  if (step === at.step) return { revision: at.revision, id: at.id }
  return { revision: step > at.step ? at.revision + 1 : at.revision, id: '' }
}
