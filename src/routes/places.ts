// Finds the places that a question names.
import type { Snapshot } from '../db/store.ts'
import { type Problem, refusedParameter } from '../http/problems.ts'
import { resolveAll } from '../identifiers/resolve.ts'
import { isListOfIds, severalIds } from '../identifiers/resolve-one.ts'
import { endsLegs } from '../network/model/graph.ts'
import type { KnownNetwork } from '../network/queries.ts'

/** The most places that an error names. */
const SHOWN_MAX = 12

export type FoundPlaces = { ids: string[]; warnings: string[] }

/** Places at which a route may begin or end: those where legs end. */
export async function findEnds(
  snapshot: Snapshot,
  known: KnownNetwork,
  parameter: string,
  values: readonly string[]
): Promise<FoundPlaces> {
  const found = await resolveAll(snapshot, 'entity', parameter, values)
  for (const id of found.ids) if (!endsLegs(known.graph, id)) throw noEnd(known, parameter, id)
  return found
}

/** The same for a parameter that takes one place. */
export async function findEnd(
  snapshot: Snapshot,
  known: KnownNetwork,
  parameter: string,
  value: string
): Promise<{ id: string; warnings: string[] }> {
  if (isListOfIds(value)) throw await severalIds(snapshot, { noun: 'entity', parameter }, value)
  const { ids, warnings } = await findEnds(snapshot, known, parameter, [value])
  return { id: ids[0] ?? value, warnings }
}

/** Places to go through: legs may also pass them. */
export async function findPassed(
  snapshot: Snapshot,
  known: KnownNetwork,
  parameter: string,
  values: readonly string[]
): Promise<FoundPlaces> {
  const found = await resolveAll(snapshot, 'entity', parameter, values)
  for (const id of found.ids)
    if (!endsLegs(known.graph, id) && legsThrough(known, id).length === 0)
      throw noEnd(known, parameter, id)
  return found
}

/** Why no route begins or ends at a thing, with places where one does. */
function noEnd(known: KnownNetwork, parameter: string, id: string): Problem {
  const { places, legs } = known.network
  const through = legsThrough(known, id)
  if (through.length > 0) {
    const ends = [...new Set(through.flatMap(({ from, to }) => [from, to]))]
    return refusedParameter(
      parameter,
      `${id} lies inside a leg, where no route can begin or end. ` +
        `The legs end at ${ends.join(', ')}.`,
      ends.slice(0, SHOWN_MAX)
    )
  }
  const inside = [...places.values()].filter(
    (place) => place.countries.includes(id) && endsLegs(known.graph, place.id)
  )
  const near = inside.map((place) => place.id).sort()
  const leg = legs.get(id)
  const ends = leg ? [leg.from, leg.to] : near
  const shown = ends.slice(0, SHOWN_MAX)
  const among = shown.length > 0 ? ` Those in or at it: ${shown.join(', ')}.` : ''
  return refusedParameter(
    parameter,
    `${id} is no place where legs end.${among}`,
    shown.length > 0 ? shown : ['a city, station, port or crossing of GET /v1/legs']
  )
}

function legsThrough({ network }: KnownNetwork, id: string) {
  return [...network.legs.values()].filter(({ passes }) => passes.includes(id))
}

/** The ports at which land ways meet the sea: both a leg by land and one by sea end there. */
export function seaPorts({ network }: KnownNetwork): string[] {
  const modesAt = new Map<string, Set<string>>()
  for (const { from, to, mode, length } of network.legs.values())
    if (length)
      for (const place of [from, to])
        modesAt.set(place, (modesAt.get(place) ?? new Set()).add(mode))
  const meets = (modes: Set<string>) => modes.has('sea') && (modes.has('road') || modes.has('rail'))
  return [...modesAt].flatMap(([place, modes]) => (meets(modes) ? [place] : [])).sort()
}
