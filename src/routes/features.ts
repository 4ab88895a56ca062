// Routes as features for a map: a line for each, and the places on them.
import { z } from 'zod'
import type { Snapshot } from '../db/store.ts'
import { component, numberOrNull, text, textOrNull, texts } from '../http/answer-fields.ts'
import { field } from '../http/envelope.ts'
import { type Part, pointOf } from '../http/geojson.ts'
import { lineThrough } from '../network/geometry.ts'
import { networkOf } from '../network/queries.ts'
import type { Route, Routes } from './schemas.ts'

export const routeFeature = component('RouteOnMap', 'A route, or a place on a route.', {
  role: field(z.enum(['route', 'place']), 'What it is.', 'route'),
  rank: numberOrNull('The place of the route among the alternatives; null for places.', 1),
  place: textOrNull('The id of the place; null for routes.', null),
  name: text('The name of the place, or of the named way, or both ends.', 'almaty – karachi-port'),
  kind: textOrNull('The kind of the place; null for routes.', null),
  length_km: numberOrNull('Kilometres; null for places.', 3_625),
  modes: texts('The modes of the route; none for places.', ['road'])
})

/** Makes the features of an answer: its routes first, then each of their places once. */
export async function openRouteFeatures(
  snapshot: Snapshot
): Promise<(answer: Routes) => readonly Part[]> {
  const known = await networkOf(snapshot)
  return ({ routes }) => {
    const lines = routes.map((route) => ({
      id: `route-${route.rank}`,
      geometry: lineThrough(known, placesOf(route)),
      properties: propertiesOf(route)
    }))
    const places = [...new Set(routes.flatMap(placesOf))].map((id) => {
      const { name = id, kind = null } = known.network.places.get(id) ?? {}
      const place = known.network.places.get(id)
      const none = { rank: null, length_km: null, modes: [] }
      const properties = { role: 'place', place: id, name, kind, ...none }
      return { id, geometry: place ? pointOf(place) : null, properties }
    })
    return [...lines, ...places]
  }
}

/** The places of a route in order, with those inside its legs. */
function placesOf({ from, legs }: Route): string[] {
  return [from, ...legs.flatMap(({ passes, to }) => [...passes, to])]
}

function propertiesOf({ rank, from, to, named_way, length_km, modes }: Route) {
  const name = named_way?.name ?? `${from} – ${to}`
  const length = length_km?.value ?? null
  return { role: 'route', rank, place: null, name, kind: null, length_km: length, modes }
}
