// A route: legs, each travelled in one of its directions, from one place to another.
import type { Leg, LegMode } from './network.ts'

/** A leg as it is travelled, against its order of places if `isReversed`. */
export type Step = { leg: Leg; isReversed: boolean }

export type Route = { from: string; to: string; steps: readonly Step[] }

/** A place on a route, with the legs by which one comes and goes: the same if it is passed. */
export type Stop = { place: string; before: LegMode | null; after: LegMode | null }

/** The place where a step begins. */
export function startOf({ leg, isReversed }: Step): string {
  return isReversed ? leg.to : leg.from
}

/** The place where a step ends. */
export function endOf({ leg, isReversed }: Step): string {
  return isReversed ? leg.from : leg.to
}

/** The places inside a step, in order of travel. */
export function passedOf({ leg, isReversed }: Step): readonly string[] {
  return isReversed && leg.passes.length > 1 ? leg.passes.toReversed() : leg.passes
}

/** A leg as it is travelled from a place at one of its ends. */
export function stepFrom(place: string, leg: Leg): Step {
  return { leg, isReversed: leg.from !== place }
}

/** The route of legs in a row from a place. Each must begin where the last one ended. */
export function routeOf(from: string, legs: readonly Leg[]): Route {
  let to = from
  const steps = legs.map((leg) => {
    const step = stepFrom(to, leg)
    to = endOf(step)
    return step
  })
  return { from, to, steps }
}

/** All places of a route in order of travel, those inside its legs too. */
export function stopsOf({ from, steps }: Route): Stop[] {
  const stops: Stop[] = [{ place: from, before: null, after: null }]
  for (const step of steps) {
    const { mode } = step.leg
    const last = stops.at(-1)
    if (last) last.after = mode
    for (const place of passedOf(step)) stops.push({ place, before: mode, after: mode })
    stops.push({ place: endOf(step), before: mode, after: null })
  }
  return stops
}
