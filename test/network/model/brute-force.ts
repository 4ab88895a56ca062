// All routes that touch no place twice, found by trying all of them.
import type { Filter, RankBy } from '../../../src/network/model/filter.ts'
import { isCrossing, type Leg, type Network } from '../../../src/network/model/network.ts'

type Trip = { from: string; to: string; via: readonly string[] }
type Walk = { at: string; touched: string[]; key: string[]; cost: number }

/** The least cost of each key, cheapest first. Costs are kilometres, a border counts for 1000. */
export function bruteForce(network: Network, trip: Trip, filter: Filter, rankBy: RankBy) {
  const best = new Map<string, number>()
  const legs = [...network.legs.values()].filter(({ mode }) => filter.modes.has(mode))
  const walks: Walk[] = [{ at: trip.from, touched: [trip.from], key: [], cost: 0 }]
  for (let walk = walks.pop(); walk; walk = walks.pop()) {
    const key = walk.key.join(' ')
    if (walk.at === trip.to) {
      if (goesThrough(walk.touched, trip.via)) {
        best.set(key, Math.min(walk.cost, best.get(key) ?? Number.POSITIVE_INFINITY))
      }
      continue
    }
    for (const leg of legs) walks.push(...further(network, walk, leg, rankBy))
  }
  const found = [...best].map(([key, cost]) => ({ key, cost }))
  return found.sort((one, other) => one.cost - other.cost)
}

function further({ places }: Network, walk: Walk, leg: Leg, rankBy: RankBy): Walk[] {
  if (walk.at !== leg.from && walk.at !== leg.to) return []
  const isForward = walk.at === leg.from
  const chain = [leg.from, ...leg.passes, leg.to]
  const [start = '', ...touched] = isForward ? chain : chain.reverse()
  if (touched.some((place) => walk.touched.includes(place))) return []
  const [here = [], there = []] = [leg.from, leg.to].map((id) => places.get(id)?.countries)
  const isShared = here.some((country) => there.includes(country))
  const isWater = (leg.mode === 'ferry' || leg.mode === 'sea') && !isShared
  const end = touched.at(-1) ?? ''
  const key = [...walk.key]
  if (isWater && key.at(-1) !== start) key.push(start)
  for (const place of touched) {
    if (isCrossing(places.get(place)) || (isWater && place === end)) key.push(place)
  }
  const borders = rankBy === 'borders' ? bordersAlong([start, ...touched]) : 0
  const cost = walk.cost + (leg.length?.value ?? 0) + 1000 * borders
  return [{ at: end, touched: [...walk.touched, ...touched], key, cost }]

  function bordersAlong(ids: string[]): number {
    const known = ids.map((id) => places.get(id)?.countries ?? []).filter((all) => all.length > 0)
    const steps = known.slice(1).map((after, at) => {
      const before = known[at] ?? []
      return new Set(before).symmetricDifference(new Set(after)).size / 2
    })
    return steps.reduce((sum, step) => sum + step, 0)
  }
}

function goesThrough(touched: readonly string[], via: readonly string[]): boolean {
  const places = via.map((place) => touched.indexOf(place))
  return places.every((at, order) => at >= 0 && (order === 0 || at > (places[order - 1] ?? 0)))
}
