// Partial routes of the search, and which of them are carried on.
//
// Partial routes with one key, at one place and with one goal before them have the same ways on. So
// only the cheapest is carried on: it leads, and the others wait. But a leader may not go where it
// has been already, and one that waits may not have been there. So each refusal is noted at all
// partial routes that share its cause, and wakes those that wait without having been there. By that
// the search is exact; README.md of `src/network` gives the reason.
import type { Key } from './keys.ts'
import type { Step } from './route.ts'

/** Where partial routes with one key are at one place, with one goal before them. */
export type State = {
  labels: Label[]
  /** Places where the leader, or one that came from it, was refused for being there again. */
  refused: Set<string>
  /** The least cost at which a partial route came here. */
  least: number
  isLed: boolean
}

/** A partial route: its last step, and the partial route that it carries on. */
export type Label = {
  place: string
  /** The index of the goal to be reached next. */
  next: number
  key: Key
  cost: number
  parent: Label | null
  step: Step | null
  /** What the step touches: the places inside its leg, and the one at its end. */
  touched: readonly string[]
  state: State
  /** The cost, and what the rest costs at least. */
  estimate: number
  /** Partial routes are numbered, so that equal ones have an order. */
  number: number
  /** `circles`: it came back to where it was, and stays here for the causes it shares. */
  status: 'queued' | 'waits' | 'woken' | 'circles'
}

type Wake = (label: Label) => void

export function makeState(): State {
  return { labels: [], refused: new Set(), least: Number.POSITIVE_INFINITY, isLed: false }
}

/** Notes that partial routes of a state could go on if they had not touched a place. */
export function refuse(state: State, place: string, wake: Wake): void {
  if (state.refused.has(place)) return
  state.refused.add(place)
  for (const label of state.labels) meet(label, place, wake)
}

/** Meets all that was refused to others in the same state. */
export function meetRefusals(label: Label, wake: Wake): void {
  for (const place of label.state.refused) meet(label, place, wake)
}

/** Each place that a partial route touches, with the part of it that ends with touching it. */
export function touchedBy(label: Label): Map<string, Label> {
  const touched = new Map<string, Label>()
  for (let at: Label | null = label; at; at = at.parent) {
    for (const place of at.touched) touched.set(place, at)
  }
  return touched
}

/**
 * A partial route that has not touched the place may go on. If it has, the one that it carries on
 * shares the cause, and so on back to where the place was touched.
 */
function meet(label: Label, place: string, wake: Wake): void {
  if (label.touched.includes(place)) return
  if (hasTouched(label.parent, place)) {
    if (label.parent) refuse(label.parent.state, place, wake)
  } else if (label.status === 'waits') {
    wake(label)
  }
}

function hasTouched(label: Label | null, place: string): boolean {
  for (let at = label; at; at = at.parent) if (at.touched.includes(place)) return true
  return false
}
