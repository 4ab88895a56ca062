// Which legs a search may use, and what each of them costs it.
import { bordersOf, liesIn } from './borders.ts'
import type { NetworkGraph } from './graph.ts'
import type { Leg, LegMode } from './network.ts'

export type RankBy = 'distance' | 'borders'

export type Filter = {
  modes: ReadonlySet<LegMode>
  /** Places and legs that are shut. */
  closed: ReadonlySet<string>
  /** Places, legs and countries that are not wanted. */
  avoid: ReadonlySet<string>
  /** Planned legs that are taken as built. */
  built: ReadonlySet<string>
}

/** What each leg costs, at the index of its edge: infinite if it may not be used. */
export type Costs = Float64Array

/** More metres than any route has, so that a border counts more than all of them. */
const HALF_BORDER = 1e9
const METRES = 1000

/**
 * The costs of all legs, in whole numbers, so that equal ways cost the same to the last digit:
 * metres, or half borders first and metres second.
 */
export function costsOf(network: NetworkGraph, filter: Filter, rankBy: RankBy): Costs {
  const costs = new Float64Array(network.edges.length)
  const isRefused = refusals(network, filter)
  for (const { leg, index } of network.edges) {
    costs[index] = isRefused(leg) ? Number.POSITIVE_INFINITY : costOf(network, leg, rankBy)
  }
  return costs
}

/** The kilometres in a cost by distance. */
export function kilometresOf(cost: number): number {
  return cost / METRES
}

/**
 * Which legs may not be used: those of other modes, planned ones, those that are shut or avoided,
 * those that end at or pass a place that is, and those that cross an avoided country. A place is
 * avoided with its country, unless it also lies in another one.
 */
function refusals({ network }: NetworkGraph, filter: Filter): (leg: Leg) => boolean {
  const { modes, closed, avoid, built } = filter
  const all = avoid.size > 0 ? [...network.places.values()] : []
  const places = all.filter((place) => liesIn(place, avoid))
  const refused = new Set([...closed, ...avoid, ...places.map(({ id }) => id)])
  return (leg) =>
    !modes.has(leg.mode) ||
    (leg.state === 'planned' && !built.has(leg.id)) ||
    refused.has(leg.id) ||
    refused.has(leg.from) ||
    refused.has(leg.to) ||
    leg.countries.some((country) => avoid.has(country)) ||
    leg.passes.some((place) => refused.has(place))
}

function costOf({ network }: NetworkGraph, leg: Leg, rankBy: RankBy): number {
  const metres = Math.round((leg.length?.value ?? Number.POSITIVE_INFINITY) * METRES)
  return rankBy === 'distance' ? metres : metres + 2 * bordersOf(leg, network.places) * HALF_BORDER
}
