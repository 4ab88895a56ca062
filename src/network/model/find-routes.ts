// Alternatives between two places, in order, that differ in the crossings they use.
import { bestWay } from './best-way.ts'
import { onTheWay } from './blocks.ts'
import { boundsFor, type Goals } from './bounds.ts'
import { costsOf, type Filter, type RankBy } from './filter.ts'
import type { NetworkGraph } from './graph.ts'
import { keyOf } from './keys.ts'
import type { Label } from './labels.ts'
import { type Route, routeOf, stopsOf } from './route.ts'
import { advance, beginSearch, isWhole } from './search.ts'

export type Question = {
  graph: NetworkGraph
  from: string
  to: string
  /** Places to go through, in order. They may lie inside legs. */
  via: readonly string[]
  filter: Filter
  /** The shortest first, or those with the fewest borders. */
  rankBy: RankBy
  /** How many alternatives are wanted at most. */
  most: number
}

/** A route, with the crossings and ports that tell it from the others. */
export type Alternative = Route & { key: readonly string[] }

export type Alternatives = {
  routes: Alternative[]
  /** False if the search was given up: there may be more alternatives than these. */
  isComplete: boolean
  /** How many partial routes were carried on. */
  expansions: number
}

/**
 * A search that needs more is given up, because an answer would take too long. Usual ones need a
 * hundred; many are only needed where few alternatives are left.
 */
const EXPANSIONS_MOST = 2000

/**
 * The best routes with different keys, best first. A key is the order of the crossings on the way
 * and of the ports between which a border is crossed by water; of all routes with one key the best
 * one counts. No route touches a place twice, not even inside a leg, except that the first is the
 * best way in any case, even if it goes to a place in `via` and back, or passes one post twice. The
 * list is exact. If the search was given up, it is the exact beginning of the list.
 */
export function findRoutes(question: Question): Alternatives {
  const { graph, from, to, via, filter, rankBy, most } = question
  const goals = goalsOf(from, via, to)
  const costs = costsOf(graph, filter, rankBy)
  const bound = boundsFor(graph, costs, goals)
  const found = new Map<string, Alternative>()
  const best = bestWay({ network: graph, costs, goals, bound }, from)
  if (best && (most === 1 || !isSimple(best))) add(best)
  const kept = onTheWay(graph, costs, from, to)
  // Without places to go through, the bounds of what is on the way are the same.
  const inside = goals.length === 1 ? bound : boundsFor(graph, kept, goals)
  const search = beginSearch({ network: graph, costs: kept, goals, bound: inside }, from)
  let expansions = 0
  while (found.size < most && expansions < EXPANSIONS_MOST) {
    const label = advance(search)
    if (!label) return { routes: [...found.values()], isComplete: true, expansions }
    if (isWhole(search, label)) add(routeBy(from, label))
    expansions += 1
  }
  return { routes: [...found.values()], isComplete: found.size === most, expansions }

  function add(route: Route): void {
    const key = keyOf(graph.network.places, route)
    const name = key.join(' ')
    if (!found.has(name)) found.set(name, { ...route, key })
  }
}

/** The places to go through and the end. A place that one is at already is no goal. */
export function goalsOf(from: string, via: readonly string[], to: string): Goals {
  const goals = via.filter((goal, at) => goal !== (via[at - 1] ?? from) && goal !== to)
  return [...goals, to]
}

/** Whether a route touches no place twice, not even inside its legs. */
export function isSimple(route: Route): boolean {
  const stops = stopsOf(route)
  return new Set(stops.map(({ place }) => place)).size === stops.length
}

function routeBy(from: string, label: Label): Route {
  const legs = []
  for (let at: Label | null = label; at; at = at.parent) if (at.step) legs.unshift(at.step.leg)
  return routeOf(from, legs)
}
