// The search for routes: partial routes are carried on, the most promising first.
import { type Bound, type Goals, nextAfter } from './bounds.ts'
import type { Costs } from './filter.ts'
import type { NetworkGraph } from './graph.ts'
import { emptyKey, type Key, keyBy } from './keys.ts'
import { type Label, makeState, meetRefusals, refuse, type State, touching } from './labels.ts'
import type { Leg } from './network.ts'
import { makeQueue, type Queue } from './queue.ts'
import { endOf, passedOf, stepFrom } from './route.ts'

/** What is searched: costs of the legs, places to go through, least costs of what is left. */
export type Task = { network: NetworkGraph; costs: Costs; goals: Goals; bound: Bound }

export type Search = Task & {
  queue: Queue<Label>
  /** The states of partial routes: by key, by the next goal, by place. */
  states: Map<Key, Map<string, State>[]>
  made: number
}

type Arrival = Pick<Label, 'place' | 'next' | 'key' | 'cost' | 'parent' | 'step'>

/** A search from a place that is not the first goal, unless it is the last too. */
export function beginSearch(task: Task, from: string): Search {
  const search: Search = { ...task, queue: makeQueue(isBefore), states: new Map(), made: 0 }
  if (task.bound(from, 0) === Number.POSITIVE_INFINITY) return search
  arrive(
    search,
    { place: from, next: 0, key: emptyKey(), cost: 0, parent: null, step: null },
    false
  )
  return search
}

/** Whether a partial route has come to the end. */
export function isWhole({ goals }: Search, label: Label): boolean {
  return label.place === goals.at(-1)
}

/** Carries on the most promising partial route and returns it. Null if there is none left. */
export function advance(search: Search): Label | null {
  for (let label = search.queue.pop(); label; label = search.queue.pop()) {
    if (!label.state.isLed || label.status === 'woken') {
      label.state.isLed = true
      if (!isWhole(search, label)) carryOn(search, label)
      return label
    }
    label.status = 'waits'
    meetRefusals(label, (waiting) => wake(search, waiting))
  }
  return null
}

function carryOn(search: Search, label: Label): void {
  for (const { leg, index } of search.network.edgesAt.get(label.place) ?? []) {
    const cost = search.costs[index] ?? Number.POSITIVE_INFINITY
    if (cost < Number.POSITIVE_INFINITY) travel(search, label, leg, label.cost + cost)
  }
}

/** Carries on a partial route by a leg, unless that would touch a place twice. */
function travel(search: Search, parent: Label, leg: Leg, cost: number): void {
  const { goals, bound, network } = search
  const step = stepFrom(parent.place, leg)
  const [place, next] = [endOf(step), nextAfter(step, goals, parent.next)]
  if (bound(place, next) === Number.POSITIVE_INFINITY) return
  if (place === goals.at(-1) && next < goals.length - 1) return
  const passed = passedOf(step).find((id) => touching(parent, id))
  const before = touching(parent, place)
  const key = keyBy(network.network.places, parent.key, step)
  const isCircle = before?.place === place && before.key === key && before.next === next
  if (passed !== undefined || (before && !isCircle)) {
    refuse(parent.state, passed ?? place, (label) => wake(search, label))
  } else {
    arrive(search, { place, next, key, cost, parent, step }, isCircle)
  }
}

/**
 * Adds a partial route to its state. It is queued if it may lead there. One that came back in a
 * circle, without a crossing, is only kept to share what is refused to those that went on from
 * there: others need not be woken for going back where it was cheaper to come from.
 */
function arrive(search: Search, arrival: Arrival, isCircle: boolean): void {
  const { place, next, key, cost } = arrival
  const state = stateOf(search, key, next, place)
  const isCheapest = !isCircle && cost < state.least
  search.made += 1
  const label: Label = {
    ...arrival,
    state,
    estimate: cost + search.bound(place, next),
    number: search.made,
    status: isCircle ? 'circles' : isCheapest ? 'queued' : 'waits'
  }
  state.labels.push(label)
  if (isCheapest) {
    state.least = cost
    search.queue.push(label)
  }
  meetRefusals(label, (waiting) => wake(search, waiting))
}

function wake(search: Search, label: Label): void {
  label.status = 'woken'
  search.queue.push(label)
}

function stateOf({ states }: Search, key: Key, next: number, place: string): State {
  const ofKey = states.get(key) ?? []
  const ofGoal = ofKey[next] ?? new Map<string, State>()
  const state = ofGoal.get(place) ?? makeState()
  states.set(key, ofKey)
  ofKey[next] = ofGoal
  ofGoal.set(place, state)
  return state
}

/** Of equally promising ones the one that has come further, then the one that was made first. */
function isBefore(one: Label, other: Label): boolean {
  if (one.estimate !== other.estimate) return one.estimate < other.estimate
  return one.cost === other.cost ? one.number < other.number : one.cost > other.cost
}
