// A route as points of a chart: kilometres against the hours and dollars spent at crossings.
import { rounded } from '../../numbers/rounded.ts'
import { type Crossing, crossingsOf } from './crossings.ts'
import { isCrossing, type Network } from './network.ts'
import { endOf, passedOf, type Route, type Step, startOf } from './route.ts'
import { straightKm } from './straight.ts'

/** Where one is after so many kilometres, and what was spent at crossings up to here. */
export type Point = {
  place: string
  km: number
  hours: number
  /** Crossings up to here of which nobody says how long they take: they add nothing. */
  hours_unknown: number
  dollars: number
  dollars_unknown: number
}

/** What is known about a crossing, in its direction. Null if nothing is. */
export type FigureAt = (crossing: Crossing) => number | null

type Places = Network['places']

/**
 * The profile of a route. A crossing has two points at its kilometre, before and after what is
 * spent there, so that a chart rises in steps. Driving adds none of either, because hours on the
 * road are no part of what was measured at the posts.
 */
export function profileOf(
  route: Route,
  places: Places,
  hoursAt: FigureAt,
  dollarsAt: FigureAt
): Point[] {
  const crossings = crossingsOf(route, places)
  const unknown = { hours: 0, dollars: 0 }
  const points: Point[] = []
  let [hours, dollars, at] = [0, 0, 0]
  for (const { place, km } of positionsOf(route, places)) {
    points.push(pointAt(place, km))
    const crossing = isCrossing(places.get(place)) ? crossings[at++] : undefined
    if (!crossing) continue
    const [spent, paid] = [hoursAt(crossing), dollarsAt(crossing)]
    if (spent === null) unknown.hours += 1
    if (paid === null) unknown.dollars += 1
    hours = rounded(hours + (spent ?? 0), 6)
    dollars = rounded(dollars + (paid ?? 0), 6)
    points.push(pointAt(place, km))
  }
  return points

  function pointAt(place: string, km: number): Point {
    const { hours: hours_unknown, dollars: dollars_unknown } = unknown
    return { place, km: rounded(km, 1), hours, hours_unknown, dollars, dollars_unknown }
  }
}

/**
 * The places of a route with the kilometres to them. Nobody says how far into a leg the places
 * inside it are: they are set at the share of the straight lines from place to place, or evenly if
 * one of them has no coordinates.
 */
function positionsOf(route: Route, places: Places): { place: string; km: number }[] {
  const positions = [{ place: route.from, km: 0 }]
  let start = 0
  for (const step of route.steps) {
    const length = step.leg.length?.value ?? 0
    const shares = sharesOf(step, places)
    for (const [at, place] of [...passedOf(step), endOf(step)].entries()) {
      positions.push({ place, km: rounded(start + length * (shares[at] ?? 1), 6) })
    }
    start += length
  }
  return positions
}

/** For each place inside a step and its end: the share of the step that lies before it. */
function sharesOf(step: Step, places: Places): number[] {
  const chain = [startOf(step), ...passedOf(step), endOf(step)]
  const lengths = chain
    .slice(1)
    .map((id, at) => straightKm(places.get(chain[at] ?? ''), places.get(id)))
  const known = lengths.filter((length) => length !== null)
  const parts = known.length === lengths.length ? known : lengths.map(() => 1)
  const total = parts.reduce((sum, part) => sum + part, 0)
  let sum = 0
  return parts.map((part) => {
    sum += part
    return total > 0 ? sum / total : 1
  })
}
