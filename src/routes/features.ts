// Routes as features for a map: a line for each, its legs, and the places on it.
import { z } from 'zod'
import type { Snapshot } from '../db/store.ts'
import { component, numberOrNull, text, textOrNull, texts } from '../http/answer-fields.ts'
import { field } from '../http/envelope.ts'
import { type Part, pointOf } from '../http/geojson.ts'
import { lineThrough } from '../network/geometry.ts'
import { type KnownNetwork, networkOf } from '../network/queries.ts'
import type { Route, Routes } from './schemas.ts'

export const routeFeature = component('RouteOnMap', 'A route, a leg of it, or a place on it.', {
  role: field(z.enum(['route', 'leg', 'place']), 'What it is.', 'route'),
  rank: numberOrNull('The place of the route among the alternatives; null for places.', 1),
  entity: textOrNull('The id of the leg or place, or of the named way of a route.', null),
  name: text(
    'The name of the leg or place, of the named way, or both ends.',
    'Almaty – Karachi Port'
  ),
  kind: textOrNull('The kind of a place; the state of a leg; null for routes.', null),
  length_km: numberOrNull('Kilometres; null for places.', 3_625),
  modes: texts('The modes of the route or leg; none for places.', ['road']),
  closures: texts('What shuts it on the day that was asked for.', [])
})

/** Makes the features of an answer: its routes first, then their legs, then each place once. */
export async function openRouteFeatures(
  snapshot: Snapshot
): Promise<(answer: Routes) => readonly Part[]> {
  const known = await networkOf(snapshot)
  return ({ routes, shut }) => [
    ...routes.map((route) => routePart(known, route)),
    ...routes.flatMap((route) => route.legs.map((leg) => legPart(known, route, leg))),
    ...[...new Set(routes.flatMap(placesOf))].map((id) => placePart(known, id, shut))
  ]
}

/** The places of a route in order, with those inside its legs. */
function placesOf({ from, legs }: Route): string[] {
  return [from, ...legs.flatMap(({ passes, to }) => [...passes, to])]
}

function routePart(known: KnownNetwork, route: Route): Part {
  const { rank, from, to, named_way, length_km, modes, closures } = route
  const nameOf = (id: string) => known.network.places.get(id)?.name ?? id
  return {
    id: `route-${rank}`,
    geometry: lineThrough(known, placesOf(route)),
    properties: {
      role: 'route',
      rank,
      entity: named_way?.id ?? null,
      name: named_way?.name ?? `${nameOf(from)} – ${nameOf(to)}`,
      kind: null,
      length_km: length_km?.value ?? null,
      modes,
      closures: closures.map(({ entity }) => entity)
    }
  }
}

function legPart(known: KnownNetwork, { rank, closures }: Route, leg: Route['legs'][number]): Part {
  const places = [leg.from, ...leg.passes, leg.to]
  return {
    id: `route-${rank}-${leg.leg}`,
    geometry: lineThrough(known, places),
    properties: {
      role: 'leg',
      rank,
      entity: leg.leg,
      name: leg.name,
      kind: leg.state,
      length_km: leg.length_km?.value ?? null,
      modes: [leg.mode],
      closures: closures
        .map(({ entity }) => entity)
        .filter((entity) => entity === leg.leg || places.includes(entity))
    }
  }
}

function placePart({ network }: KnownNetwork, id: string, shut: Routes['shut']): Part {
  const place = network.places.get(id)
  return {
    id,
    geometry: place ? pointOf(place) : null,
    properties: {
      role: 'place',
      rank: null,
      entity: id,
      name: place?.name ?? id,
      kind: place?.kind ?? null,
      length_km: null,
      modes: [],
      closures: shut.map(({ entity }) => entity).filter((entity) => entity === id)
    }
  }
}
