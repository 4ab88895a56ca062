// Which legs lie on some way between two places that goes through no place twice.
import type { Costs } from './filter.ts'
import { type Edge, endsLegs, type NetworkGraph } from './graph.ts'

/** A place that a search in depth is at, and how it came there. */
type Visit = {
  place: string
  number: number
  /** The lowest number of a place that is reached from here or beyond by one more edge. */
  lowest: number
  /** The edges here, how many of them were tried, and how many were on the stack before. */
  edges: readonly Edge[]
  tried: number
  below: number
}

/**
 * The same costs, but infinite for all legs on no such way: those in dead ends, and beyond a place
 * that one would have to come back through. Without this a search could wander there for long.
 *
 * If one more leg joined the two places, the legs on such ways would be those that no single place
 * parts from it: its block. So this is the search for blocks by Tarjan, which begins at `to` as if
 * it had come there from `from` by that leg. Other blocks are thrown away when they are complete.
 */
export function onTheWay(network: NetworkGraph, costs: Costs, from: string, to: string): Costs {
  const kept = new Float64Array(costs.length).fill(Number.POSITIVE_INFINITY)
  if (from === to || !endsLegs(network, from) || !endsLegs(network, to)) return kept
  for (const { index } of blockOf(network, costs, from, to)) kept[index] = costs[index] ?? 0
  return kept
}

function blockOf({ edgesAt }: NetworkGraph, costs: Costs, from: string, to: string): Edge[] {
  const visits = new Map<string, Visit>()
  const seen = new Uint8Array(costs.length)
  const stack: Edge[] = []
  const start = visit(from)
  const path = [start, visit(to)]
  for (let at = path.at(-1); at && at !== start; at = path.at(-1)) {
    const edge = at.edges[at.tried++]
    if (edge) follow(at, edge)
    else leave(at)
  }
  return stack

  function visit(place: string): Visit {
    const [number, edges] = [visits.size, edgesAt.get(place) ?? []]
    const made = { place, number, lowest: number, edges, tried: 0, below: stack.length }
    visits.set(place, made)
    return made
  }

  function follow(at: Visit, edge: Edge): void {
    if (seen[edge.index] || costs[edge.index] === Number.POSITIVE_INFINITY) return
    seen[edge.index] = 1
    const place = edge.leg.from === at.place ? edge.leg.to : edge.leg.from
    const known = visits.get(place)
    if (known) at.lowest = Math.min(at.lowest, known.number)
    else path.push(visit(place))
    stack.push(edge)
  }

  /** What hangs on the place before alone is a block of its own. */
  function leave(left: Visit): void {
    path.pop()
    const before = path.at(-1)
    if (!before || before === start) return
    before.lowest = Math.min(before.lowest, left.lowest)
    if (left.lowest >= before.number) stack.length = left.below
  }
}
