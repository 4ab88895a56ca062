// The crossings on a route, and in which direction each is crossed.
import { isCrossing, type LegMode, type Network, type Place } from './network.ts'
import { type Route, type Stop, stopsOf } from './route.ts'

export type Crossing = {
  place: Place
  /** Seen from the country of the post, which is the first of the place. Null: not clear. */
  direction: 'outbound' | 'inbound' | null
  /** How it is crossed: by the leg on the side that is not the post's. */
  mode: LegMode | null
}

type Places = Network['places']

/** The crossings of a route in order of travel, also those inside its legs and at its ends. */
export function crossingsOf(route: Route, places: Places): Crossing[] {
  const stops = stopsOf(route)
  return stops.flatMap((stop, at) => {
    const place = places.get(stop.place)
    if (!place || !isCrossing(place)) return []
    const before = countriesNext(stops.slice(0, at).reverse(), places)
    const after = countriesNext(stops.slice(at + 1), places)
    const direction = directionAt(place, before, after)
    return [{ place, direction, mode: modeOf(stop, direction) }]
  })
}

/**
 * A post lets out those who go on to a place outside its country, and lets in those who come from
 * one. If both or neither is so, nothing is told: perhaps it is only touched, or the country is
 * entered and left with no place between. At a post that stands for both sides, the other side must
 * be the other of its countries.
 */
function directionAt(
  { countries: [own, ...others] }: Place,
  before: readonly string[],
  after: readonly string[]
): Crossing['direction'] {
  const isAbroad = (countries: readonly string[]) =>
    own !== undefined &&
    countries.length > 0 &&
    !countries.includes(own) &&
    (others.length === 0 || others.some((other) => countries.includes(other)))
  if (isAbroad(before) === isAbroad(after)) return null
  return isAbroad(after) ? 'outbound' : 'inbound'
}

/** The countries of the first stop that has some. */
function countriesNext(stops: readonly Stop[], places: Places): readonly string[] {
  const all = stops.map(({ place }) => places.get(place)?.countries ?? [])
  return all.find((countries) => countries.length > 0) ?? []
}

function modeOf({ before, after }: Stop, direction: Crossing['direction']): LegMode | null {
  return direction === 'outbound' ? after : (before ?? after)
}
