// The shortest ways from one place to all others, as one tree.
import { dijkstra } from 'graphology-shortest-path'
import { type Costs, costsOf, type Filter, kilometresOf } from './filter.ts'
import type { Edge, NetworkGraph } from './graph.ts'
import { type Route, routeOf } from './route.ts'

/** The edge by which the shortest way comes to a place, and what that way costs. */
export type Reached = { cost: number; from: string | null; edge: Edge | null }

/** Each place that can be reached, nearest first. It serves both ways: legs have no direction. */
export type Tree = ReadonlyMap<string, Reached>

/** The tree of a place that may be no vertex: then nothing is reached. */
export function treeFrom(network: NetworkGraph, origin: string, costs: Costs): Tree {
  const tree = new Map<string, Reached>()
  if (!network.graph.hasNode(origin)) return tree
  const weight = (_id: string, { index }: Edge) => costs[index] ?? Number.POSITIVE_INFINITY
  // It tells the order of the places and what each was reached from, but not how far they are.
  const [order, predecessors] = dijkstra.brandes(network.graph, origin, weight)
  for (const place of order) {
    // The first predecessor is that of the shortest way; others are as short, or only seem so.
    const from = place === origin ? null : (predecessors[place]?.[0] ?? null)
    const before = from === null ? null : tree.get(from)
    if (place === origin) tree.set(place, { cost: 0, from: null, edge: null })
    else if (from !== null && before) reach(from, before.cost, place)
  }
  return tree

  /** By the cheapest edge that may be used, the first by its id among equal ones. */
  function reach(from: string, before: number, place: string): void {
    let best: Edge | null = null
    let least = Number.POSITIVE_INFINITY
    for (const edge of network.edgesAt.get(place) ?? []) {
      const cost = costs[edge.index] ?? Number.POSITIVE_INFINITY
      if (cost >= least || (edge.leg.from !== from && edge.leg.to !== from)) continue
      best = edge
      least = cost
    }
    if (best) tree.set(place, { cost: before + least, from, edge: best })
  }
}

/** The way from the origin of a tree to a place. Null if there is none. */
export function wayIn(tree: Tree, place: string): Route | null {
  const legs = []
  let origin = place
  for (let at = tree.get(place); at; at = at.from === null ? undefined : tree.get(at.from)) {
    if (at.edge) legs.unshift(at.edge.leg)
    origin = at.from ?? origin
  }
  return tree.has(place) ? routeOf(origin, legs) : null
}

/** The shortest lengths from a place to all others, in kilometres, and the tree of the ways. */
export function shortestFrom(
  network: NetworkGraph,
  origin: string,
  filter: Filter
): { lengths: ReadonlyMap<string, number>; tree: Tree } {
  const tree = treeFrom(network, origin, costsOf(network, filter, 'distance'))
  const lengths = [...tree].map(([place, { cost }]) => [place, kilometresOf(cost)] as const)
  return { lengths: new Map(lengths), tree }
}
