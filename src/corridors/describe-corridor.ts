// Adds to corridors what follows from their legs.
import type { Snapshot } from '../db/store.ts'
import { refusedPath } from '../http/problems.ts'
import { CLAIMS_SHOWN_MAX } from '../network/claim-schemas.ts'
import { describeWay, outlineWay, showClaim } from '../network/describe-way.ts'
import type { Route } from '../network/model/route.ts'
import { routeAlong } from '../network/model/ways.ts'
import { isLength, type KnownNetwork, networkOf } from '../network/queries.ts'
import type { NetworkClaim } from '../network/row-queries.ts'
import { shutOn } from '../network/shut-on.ts'
import { listPath } from '../nouns.ts'
import { findCorridor } from './queries.ts'
import type { Corridor, CorridorDetail, ListedCorridor } from './schemas.ts'

/** Corridors with what follows from their legs, in few words. */
export async function describeCorridors(
  snapshot: Snapshot,
  corridors: readonly Corridor[]
): Promise<ListedCorridor[]> {
  const known = await networkOf(snapshot)
  const { shut } = shutOn(known)
  return corridors.map((corridor) => {
    const route = routeOfCorridor(known, corridor)
    const { crossings, closures, ...outline } = outlineWay(known, route, shut)
    return {
      ...corridor,
      name: known.corridors.get(corridor.id)?.name ?? corridor.id,
      to: route.to,
      ...outline,
      length_km: lengthOf(route, outline.length_km),
      crossings: crossings.map(({ place }) => place.id),
      closures: closures.map(({ entity }) => entity)
    }
  })
}

/** A corridor with everything that is said of it, as on a day; undefined if none has this id. */
export async function findCorridorDetail(
  snapshot: Snapshot,
  id: string,
  day?: string
): Promise<CorridorDetail | undefined> {
  const corridor = await findCorridor(snapshot, id)
  const known = await networkOf(snapshot)
  if (!corridor) return refuseParent(known, id)
  const route = routeOfCorridor(known, corridor)
  const { legs: steps, ...way } = describeWay(known, route, shutOn(known, day).shut)
  const length_km = lengthOf(route, way.length_km)
  const own = known.claimsAbout(id)
  const others = corridor.parent === null ? [] : known.claimsAbout(corridor.parent)
  return {
    ...corridor,
    name: known.corridors.get(id)?.name ?? id,
    to: route.to,
    ...way,
    length_km,
    steps,
    published_totals: own.filter(isLength).map((claim) => compareTotal(claim, length_km)),
    claims: [...own, ...others]
      .filter((claim) => claim.subject !== id || !isLength(claim))
      .slice(0, CLAIMS_SHOWN_MAX)
      .map(showClaim)
  }
}

/** A corridor that has only named ways has no legs of its own: the answer says where they are. */
function refuseParent({ corridors }: KnownNetwork, id: string): undefined {
  const ways = [...corridors.values()].filter(({ parent }) => parent === id)
  if (ways.length === 0) return undefined
  const list = `${listPath('corridor')}?parent=${encodeURIComponent(id)}`
  const named = ways.map((way) => way.id).sort()
  throw refusedPath(
    'not_found',
    'id',
    `${id} has no legs of its own, but named ways: ${named.join(', ')}. See ${list}.`,
    [list, ...named.map((way) => `${listPath('corridor')}/${way}`)],
    { works: list }
  )
}

/** The legs that are known; imports see to it that they follow each other. */
export function routeOfCorridor(
  { network }: KnownNetwork,
  { from, legs, id }: Pick<Corridor, 'id' | 'from' | 'legs'>
): Route {
  const way = { id, name: id, parent: null, from, legs }
  return routeAlong(way, network.legs) ?? { from, to: from, steps: [] }
}

/** Null if a leg has no length: a sum without it would be taken for whole. */
function lengthOf({ steps }: Route, sum: CorridorDetail['length_km']) {
  return steps.length > 0 && steps.every(({ leg }) => leg.length) ? sum : null
}

function compareTotal(
  { id, value, low, high, bound, text, attributed_to, source }: NetworkClaim,
  legs: CorridorDetail['length_km']
): CorridorDetail['published_totals'][number] {
  const printed = { id, value, low, high, bound, text, attributed_to, source: source.id }
  const least = bound === 'at_most' ? 0 : (value ?? low ?? 0)
  const most = bound === 'at_least' ? Number.POSITIVE_INFINITY : (value ?? high ?? 0)
  return {
    ...printed,
    legs_km: legs?.value ?? null,
    difference_percent: legs && value ? Math.round((legs.value / value - 1) * 1000) / 10 : null,
    within: legs && least <= legs.high && most >= legs.low
  }
}
