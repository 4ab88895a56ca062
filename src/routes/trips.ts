// Shortest trips from an origin to a port, and on by sea to a market.
import { costsOf, type Filter } from '../network/model/filter.ts'
import { type Route, routeOf } from '../network/model/route.ts'
import { shortestFrom, wayIn } from '../network/model/tree.ts'
import type { KnownNetwork } from '../network/queries.ts'

/** The way to the port, the way by sea from there if the trip goes on, and both together. */
export type Trip = { land: Route; sea: Route | null; whole: Route }
/** Null if there is no such trip. */
export type Trips = (from: string, port: string, market: string | null) => Trip | null

/**
 * The shortest trips that a filter allows. The way to the port takes no sea leg, because a way to
 * Gwadar that goes by ship from Karachi says nothing of Gwadar; a ferry may be a part of it. One
 * tree of shortest ways serves all places that can be reached from one.
 */
export function tripsUnder(known: KnownNetwork, filter: Filter): Trips {
  const landModes = new Set([...filter.modes].filter((mode) => mode !== 'sea'))
  const byLand = waysUnder(known, { ...filter, modes: landModes })
  const bySea = voyagesUnder(known, filter)
  return (from, port, market) => {
    const land = byLand(from, port)
    if (!land) return null
    if (market === null) return { land, sea: null, whole: land }
    const sea = bySea(port, market)
    const legs = [...land.steps, ...(sea?.steps ?? [])].map(({ leg }) => leg)
    return sea && { land, sea, whole: routeOf(from, legs) }
  }
}

/**
 * The shortest sea leg between two ports. Legs are not chained: a ship from Poti to Mumbai does not
 * call at Rotterdam, and without a leg between them nothing is known of that way.
 */
function voyagesUnder({ graph }: KnownNetwork, filter: Filter) {
  const costs = costsOf(graph, { ...filter, modes: new Set(['sea']) }, 'distance')
  const isOpen = (index: number) => Number.isFinite(costs[index])
  const legs = graph.edges.flatMap(({ leg, index }) => (isOpen(index) ? [leg] : []))
  return (port: string, market: string): Route | null => {
    const direct = legs.filter(
      ({ from, to }) => (from === port && to === market) || (from === market && to === port)
    )
    const [best] = direct.sort((a, b) => (a.length?.value ?? 0) - (b.length?.value ?? 0))
    return best ? routeOf(port, [best]) : null
  }
}

function waysUnder({ graph }: KnownNetwork, filter: Filter) {
  const trees = new Map<string, ReturnType<typeof shortestFrom>['tree']>()
  return (from: string, to: string): Route | null => {
    const tree = trees.get(from) ?? shortestFrom(graph, from, filter).tree
    trees.set(from, tree)
    return from === to ? null : wayIn(tree, to)
  }
}
