// Answers a question about routes: alternatives, what closures cost, and why there is none.

import { CLAIMS_SHOWN_MAX } from '../network/claim-schemas.ts'
import { type DescribedWay, describeWay, showClaim } from '../network/describe-way.ts'
import type { Shut } from '../network/model/closures.ts'
import type { Route } from '../network/model/route.ts'
import { matchWay } from '../network/model/ways.ts'
import type { KnownNetwork } from '../network/queries.ts'
import { differencesOf, type Sums } from './differences.ts'
import { explainNone } from './explain-none.ts'
import { type Found, findAlternatives, type Question } from './find-alternatives.ts'
import { outlineOf, showShut } from './outline.ts'
import type { Conditions } from './read-conditions.ts'
import type { Routes } from './schemas.ts'

/** The alternatives with everything that is known of them. */
export function answerRoutes(
  known: KnownNetwork,
  question: Question,
  conditions: Conditions
): Omit<Routes, 'from' | 'to' | 'via' | 'rank_by'> {
  const found = findAlternatives(known, question, conditions.filter)
  const routes = found.routes.map((route, at) => describeRoute(known, route, conditions.shut, at))
  const open = bestOf(known, question, conditions.unshut, found, conditions)
  return {
    open_on: conditions.openOn,
    closures_ignored: conditions.isIgnored,
    shut: showShut(conditions.shut),
    is_complete: found.isComplete,
    routes,
    without_closures: open && outlineOf(known, open, conditions.shut),
    no_way: routes.length > 0 ? null : explainNone(known, question, conditions),
    change: changeOf(known, question, conditions, routes[0])
  }
}

function describeRoute(known: KnownNetwork, route: Route, shut: Shut, at: number) {
  const match = matchWay(route, known.network.ways)
  const way = match && known.corridors.get(match.id)
  const claims = match?.isWhole ? known.claimsAbout(match.id) : []
  return {
    rank: at + 1,
    from: route.from,
    to: route.to,
    named_way:
      match && way
        ? { id: way.id, name: way.name, parent: way.parent, is_whole: match.isWhole }
        : null,
    ...describeWay(known, route, shut),
    whole_way_claims: claims.slice(0, CLAIMS_SHOWN_MAX).map(showClaim)
  }
}

/** The best way if nothing were shut; null if that is the way which is open. */
function bestOf(
  known: KnownNetwork,
  question: Question,
  unshut: Conditions['unshut'],
  { routes: [best] }: Found,
  { isIgnored, shut }: Conditions
): Route | null {
  if (isIgnored || shut.size === 0) return null
  const [open] = findAlternatives(known, { ...question, most: 1 }, unshut).routes
  if (!open) return null
  const legsOf = (route: Route) => route.steps.map(({ leg }) => leg.id).join()
  return best && legsOf(best) === legsOf(open) ? null : open
}

/** What closing or building changes, beside the best way before. */
function changeOf(
  known: KnownNetwork,
  question: Question,
  { before, closed, built, shut }: Conditions,
  after: DescribedWay | undefined
): Routes['change'] {
  if (!before) return null
  const [route] = findAlternatives(known, { ...question, most: 1 }, before).routes
  const sumsIn = ({ length_km, border_hours, border_dollars }: DescribedWay): Sums | null =>
    length_km && { km: length_km.value, hours: border_hours.value, dollars: border_dollars.value }
  return {
    entities: [...closed.keys(), ...built],
    before: route ? outlineOf(known, route, shut) : null,
    ...differencesOf(
      after ? sumsIn(after) : null,
      route ? sumsIn(describeWay(known, route, shut)) : null
    )
  }
}
