// Where legs and ways lie on a map: straight lines from place to place.
import { type Geometry, positionOf } from '../http/geojson.ts'
import { type Route, stopsOf } from './model/route.ts'
import type { KnownNetwork } from './queries.ts'

/** A line through these places; places without coordinates are left out. Null without two. */
export function lineThrough({ network }: KnownNetwork, ids: readonly string[]): Geometry | null {
  const coordinates = ids.flatMap((id) => {
    const place = network.places.get(id)
    const position = place && positionOf(place)
    return position ? [position] : []
  })
  return coordinates.length < 2 ? null : { type: 'LineString', coordinates }
}

/** The line of a route, through the places inside its legs too. */
export function lineOf(known: KnownNetwork, route: Route): Geometry | null {
  return lineThrough(
    known,
    stopsOf(route).map(({ place }) => place)
  )
}
