// Named ways: what lies between two places on them, and which of them a route follows.
import type { Leg, Network, Way } from './network.ts'
import { endOf, type Route, routeOf, type Step } from './route.ts'

/** The legs of a named way as a route from its first place. Null if a leg of it is not known. */
export function routeAlong(way: Way, legs: Network['legs']): Route | null {
  const known = way.legs.map((id) => legs.get(id))
  const all = known.filter((leg): leg is Leg => leg !== undefined)
  return all.length === known.length ? routeOf(way.from, all) : null
}

/** The part of a named way between two places where its legs end, in either direction. */
export function wayAlong(way: Way, legs: Network['legs'], from: string, to: string): Route | null {
  const whole = routeAlong(way, legs)
  if (!whole) return null
  const ends = [whole.from, ...whole.steps.map(endOf)]
  const [start, end] = [ends.indexOf(from), ends.lastIndexOf(to)]
  if (start < 0 || end < 0 || from === to) return null
  if (start < end) return { from, to, steps: whole.steps.slice(start, end) }
  const [low, high] = [ends.indexOf(to), ends.lastIndexOf(from)]
  const steps = whole.steps.slice(low, high).map(turned).reverse()
  return { from, to, steps }
}

/**
 * The named way that a route follows, in either direction: as a whole, or else as a part of one.
 * Of several the shortest counts, then the first by its id. Null if there is none.
 */
export function matchWay(
  { steps }: Route,
  ways: readonly Way[]
): { id: string; isWhole: boolean } | null {
  const wanted = steps.map(({ leg }) => leg.id)
  const following = ways.filter(
    ({ legs }) => holds(legs, wanted) || holds(legs.toReversed(), wanted)
  )
  const [best] = following.sort(
    (one, other) => one.legs.length - other.legs.length || (one.id < other.id ? -1 : 1)
  )
  return best ? { id: best.id, isWhole: best.legs.length === wanted.length } : null
}

function holds(legs: readonly string[], wanted: readonly string[]): boolean {
  return (
    wanted.length > 0 && legs.some((_, start) => wanted.every((id, at) => legs[start + at] === id))
  )
}

function turned({ leg, isReversed }: Step): Step {
  return { leg, isReversed: !isReversed }
}
