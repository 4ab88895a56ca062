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
  refused: Set<string> | null
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
  return { labels: [], refused: null, least: Number.POSITIVE_INFINITY, isLed: false }
}

/** Notes that partial routes of a state could go on if they had not touched a place. */
export function refuse(state: State, place: string, wake: Wake): void {
  state.refused ??= new Set()
  if (state.refused.has(place)) return
  state.refused.add(place)
  for (const label of state.labels) meet(label, place, wake)
}

/** Meets all that was refused to others in the same state. */
export function meetRefusals(label: Label, wake: Wake): void {
  for (const place of label.state.refused ?? []) meet(label, place, wake)
}

/** The part of a partial route that ends with touching a place. Null if it has not touched it. */
export function touching(label: Label | null, place: string): Label | null {
  for (let at = label; at; at = at.parent) if (touches(at, place)) return at
  return null
}

/**
 * A partial route that has not touched the place may go on. If it has, the one that it carries on
 * shares the cause, and so on back to where the place was touched.
 */
function meet(label: Label, place: string, wake: Wake): void {
  if (touches(label, place)) return
  if (label.parent && touching(label.parent, place)) refuse(label.parent.state, place, wake)
  else if (label.status === 'waits') wake(label)
}

/** Whether the last step touches a place: it ends there, or its leg passes it. */
function touches({ place: end, step }: Label, place: string): boolean {
  return end === place || step?.leg.passes.includes(place) === true
}
