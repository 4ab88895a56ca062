// Adds to legs what the network knows of them.
import type { Snapshot } from '../db/store.ts'
import { CLAIMS_SHOWN_MAX } from '../network/claim-schemas.ts'
import { closureOf, showClaim } from '../network/describe-way.ts'
import { closuresOn } from '../network/model/closures.ts'
import { routeOf } from '../network/model/route.ts'
import { isLength, type KnownNetwork, networkOf } from '../network/queries.ts'
import { shutOn } from '../network/shut-on.ts'
import { findLeg } from './queries.ts'
import type { Leg, LegDetail, ListedLeg } from './schemas.ts'

/** Legs with their names and lengths. */
export async function describeLegs(snapshot: Snapshot, legs: readonly Leg[]): Promise<ListedLeg[]> {
  const known = await networkOf(snapshot)
  return legs.map((leg) => listed(known, leg))
}

function listed(known: KnownNetwork, leg: Leg): ListedLeg {
  const { name = leg.id, countries = [] } = known.legs.get(leg.id) ?? {}
  return { ...leg, name, countries, length_km: known.lengthOf(leg.id) }
}

/** A leg with everything that is said of it; undefined if none has this id. */
export async function findLegDetail(
  snapshot: Snapshot,
  id: string
): Promise<LegDetail | undefined> {
  const leg = await findLeg(snapshot, id)
  if (!leg) return undefined
  const known = await networkOf(snapshot)
  const claims = known.claimsAbout(id)
  return {
    ...listed(known, leg),
    claims: [...claims.filter(isLength), ...claims.filter((claim) => !isLength(claim))]
      .slice(0, CLAIMS_SHOWN_MAX)
      .map(showClaim),
    corridors: [...known.corridors.values()]
      .filter(({ legs }) => legs.includes(id))
      .map((corridor) => corridor.id)
      .sort(),
    closures: shutting(known, id)
  }
}

function shutting(known: KnownNetwork, id: string): LegDetail['closures'] {
  const leg = known.network.legs.get(id)
  if (!leg) return []
  const { shut } = shutOn(known)
  return closuresOn(routeOf(leg.from, [leg]), shut).map(closureOf)
}
