// The network as a graph: places where legs end are its vertices, legs its edges. Made once for a
// revision, then only read.
import { MultiUndirectedGraph } from 'graphology'
import type { Leg, Network } from './network.ts'

/** A leg in the graph. */
export type Edge = { leg: Leg; index: number }

export type NetworkGraph = {
  network: Network
  /** Its vertices are ids of places, its edges ids of legs. */
  graph: MultiUndirectedGraph<Record<string, never>, Edge>
  /** The edges, each at its index. */
  edges: readonly Edge[]
  /** The edges at each vertex: the search reads them so often that asking the graph is slow. */
  edgesAt: ReadonlyMap<string, readonly Edge[]>
}

/**
 * Makes the graph. A place inside a leg (`passes`) does not join it to other legs, because its
 * length was given between its ends only. Legs without a length are left out, and so are those
 * that end where they begin. Legs are in order of their ids, so that equal ways are always found
 * in the same order, whatever the order of the rows was.
 */
export function buildGraph(network: Network): NetworkGraph {
  const graph: NetworkGraph['graph'] = new MultiUndirectedGraph()
  const legs = [...network.legs.values()].filter((leg) => leg.length && leg.from !== leg.to)
  const edges = legs.sort(byId).map((leg, index) => ({ leg, index }))
  const edgesAt = new Map<string, Edge[]>()
  for (const edge of edges) {
    for (const place of [edge.leg.from, edge.leg.to]) {
      const others = edgesAt.get(place)
      if (others) others.push(edge)
      else edgesAt.set(place, [edge])
      if (!others) graph.addNode(place)
    }
    graph.addUndirectedEdgeWithKey(edge.leg.id, edge.leg.from, edge.leg.to, edge)
  }
  return { network, graph, edges, edgesAt }
}

/** Whether a leg ends at a place, so that a route may begin or end there. */
export function endsLegs({ edgesAt }: NetworkGraph, place: string): boolean {
  return edgesAt.has(place)
}

function byId(one: Leg, other: Leg): number {
  return one.id < other.id ? -1 : 1
}
