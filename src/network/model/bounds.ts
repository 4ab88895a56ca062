// How far it is at least from a place through the goals that are left: the bound of the search.
import type { Costs } from './filter.ts'
import type { Edge, NetworkGraph } from './graph.ts'
import { endOf, passedOf, type Step, stepFrom } from './route.ts'
import { type Tree, treeFrom } from './tree.ts'

/** Places to go through in order; the last is where the route ends. */
export type Goals = readonly string[]

/** The least cost from a place to the end while a goal is the next; infinite without a way. */
export type Bound = (place: string, next: number) => number

/** Which goal is the next one after a step. The last stays the next one to the end. */
export function nextAfter(step: Step, goals: Goals, next: number): number {
  const last = goals.length - 1
  if (next === last) return next
  let after = next
  for (const place of passedOf(step)) if (after < last && place === goals[after]) after += 1
  return after < last && endOf(step) === goals[after] ? after + 1 : after
}

/**
 * The exact least costs of ways that may go through places twice, from trees that grow from the
 * goals backwards. A goal inside legs (`kordai`) is reached by travelling one of them.
 */
export function boundsFor(network: NetworkGraph, costs: Costs, goals: Goals): Bound {
  const trees = new Map<string, Tree>()
  const bounds: ((place: string) => number)[] = []
  const bound: Bound = (place, next) => bounds[next]?.(place) ?? Number.POSITIVE_INFINITY
  for (let next = goals.length - 1; next >= 0; next -= 1) {
    const entries = entriesOf(network, costs, goals, next, bound)
    const grown = entries.map(({ place, rest }) => ({ tree: treeOf(place), rest }))
    bounds[next] = (place) => leastOf(grown, place)
  }
  return bound

  function treeOf(place: string): Tree {
    const tree = trees.get(place) ?? treeFrom(network, place, costs)
    trees.set(place, tree)
    return tree
  }
}

/** A place from where a goal is certain to be reached, and the least cost of the rest. */
type Entry = { place: string; rest: number }

function entriesOf(
  { edges }: NetworkGraph,
  costs: Costs,
  goals: Goals,
  next: number,
  bound: Bound
): Entry[] {
  const goal = goals[next] ?? ''
  if (next === goals.length - 1) return [{ place: goal, rest: 0 }]
  const through = edges.filter(({ leg }) => leg.passes.includes(goal))
  const both = through.flatMap((edge) => [edge.leg.from, edge.leg.to].map((at) => entry(edge, at)))
  const entries = [{ place: goal, rest: bound(goal, next + 1) }, ...both]
  return entries.filter(({ rest }) => rest < Number.POSITIVE_INFINITY)

  function entry({ leg, index }: Edge, place: string): Entry {
    const step = stepFrom(place, leg)
    const cost = costs[index] ?? Number.POSITIVE_INFINITY
    return { place, rest: cost + bound(endOf(step), nextAfter(step, goals, next)) }
  }
}

function leastOf(grown: readonly { tree: Tree; rest: number }[], place: string): number {
  let least = Number.POSITIVE_INFINITY
  for (const { tree, rest } of grown) {
    const cost = (tree.get(place)?.cost ?? Number.POSITIVE_INFINITY) + rest
    if (cost < least) least = cost
  }
  return least
}
