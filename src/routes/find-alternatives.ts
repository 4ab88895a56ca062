// Finds the alternatives of a question: free ones in the graph, or along named ways.
import { costsOf, type Filter } from '../network/model/filter.ts'
import { type Alternatives, findRoutes } from '../network/model/find-routes.ts'
import { measureRoute } from '../network/model/measure.ts'
import { type Route, stopsOf } from '../network/model/route.ts'
import { treeFrom, wayIn } from '../network/model/tree.ts'
import { wayAlong } from '../network/model/ways.ts'
import type { KnownNetwork } from '../network/queries.ts'
import type { RANKS } from './question-schemas.ts'

export type Question = {
  from: string
  /** The place where the routes end, or the ports of the sea. */
  to: readonly string[]
  via: readonly string[]
  rankBy: (typeof RANKS)[number]
  isNamed: boolean
  most: number
}
/** How many times as long as the shortest alternative another one may be. */
const DETOUR_MOST = 2

export type Found = Pick<Alternatives, 'isComplete'> & { routes: Route[] }

/** The best routes that a filter allows, in order. To several ports it is the best of each. */
export function findAlternatives(known: KnownNetwork, question: Question, filter: Filter): Found {
  const { to, via, isNamed, most, rankBy } = question
  const [only, ...others] = to
  if (only !== undefined && others.length === 0) return findTo(known, question, filter, only)
  const routes =
    isNamed || via.length > 0
      ? to.flatMap((port) => findTo(known, { ...question, most: 1 }, filter, port).routes)
      : findNearest(known, question, filter)
  return { routes: sorted(known, routes, rankBy).slice(0, most), isComplete: true }
}

/** The best way to each of several places: one tree has them all. */
function findNearest({ graph }: KnownNetwork, question: Question, filter: Filter): Route[] {
  const { from, to, rankBy } = question
  const tree = treeFrom(graph, from, costsOf(graph, filter, rankBy))
  return to.flatMap((port) => (port === from ? [] : (wayIn(tree, port) ?? [])))
}

function findTo(known: KnownNetwork, question: Question, filter: Filter, to: string): Found {
  const { from, via, rankBy, isNamed, most } = question
  if (from === to) return { routes: [], isComplete: true }
  if (isNamed) return { routes: findNamed(known, question, filter, to), isComplete: true }
  const found = findRoutes({ graph: known.graph, from, to, via, filter, rankBy, most })
  return { ...found, routes: withoutDetours(known, found.routes) }
}

/** What is more than twice as long as the shortest one is no alternative for a lorry. */
function withoutDetours({ network }: KnownNetwork, routes: readonly Route[]): Route[] {
  const kmOf = (route: Route) => measureRoute(route, network.places).length_km.value
  const least = Math.min(...routes.map(kmOf))
  return routes.filter((route) => kmOf(route) <= DETOUR_MOST * least)
}

/** The parts of named ways between two places, each once, that go through the others in order. */
function findNamed(known: KnownNetwork, question: Question, filter: Filter, to: string): Route[] {
  const { from, via, rankBy, most } = question
  const { network, graph } = known
  const costs = costsOf(graph, filter, rankBy)
  const isOpen = new Set(
    graph.edges.filter(({ index }) => Number.isFinite(costs[index])).map(({ leg }) => leg.id)
  )
  const found = new Map<string, Route>()
  for (const way of network.ways) {
    const route = wayAlong(way, network.legs, from, to)
    if (!route?.steps.every(({ leg }) => isOpen.has(leg.id))) continue
    if (goesThrough(route, via)) found.set(route.steps.map(({ leg }) => leg.id).join(' '), route)
  }
  return sorted(known, [...found.values()], rankBy).slice(0, most)
}

function goesThrough(route: Route, via: readonly string[]): boolean {
  let next = 0
  for (const { place } of stopsOf(route)) if (place === via[next]) next += 1
  return next === via.length
}

function sorted(known: KnownNetwork, routes: readonly Route[], rankBy: Question['rankBy']) {
  const measured = routes.map((route) => ({ route, ...measureRoute(route, known.network.places) }))
  return measured
    .toSorted(
      (one, other) =>
        (rankBy === 'borders' ? one.borders - other.borders : 0) ||
        one.length_km.value - other.length_km.value
    )
    .map(({ route }) => route)
}
