import { closureOf } from '../network/describe-way.ts'
import { closuresOn, type Shut } from '../network/model/closures.ts'
import { crossingsOf } from '../network/model/crossings.ts'
import { measureRoute } from '../network/model/measure.ts'
import type { Route } from '../network/model/route.ts'
import type { KnownNetwork } from '../network/queries.ts'
import { type Routes, SHUT_SHOWN_MAX } from './schemas.ts'

type Outline = NonNullable<Routes['without_closures']>

/** A route in few words, with what shuts it. */
export function outlineOf(known: KnownNetwork, route: Route, shut: Shut): Outline {
  const { length_km } = measureRoute(route, known.network.places)
  return {
    to: route.to,
    length_km,
    crossings: crossingsOf(route, known.network.places).map(({ place }) => place.id),
    closures: closuresOn(route, shut).map(closureOf)
  }
}

/** All that is shut, by the ids of the places and legs. */
export function showShut(shut: Shut): Routes['shut'] {
  const sorted = [...shut.values()].sort((a, b) => (a.entity < b.entity ? -1 : 1))
  return sorted.slice(0, SHUT_SHOWN_MAX).map(closureOf)
}
