import fc from 'fast-check'
import t from 'tap'
import { bordersOf } from '../../../src/network/model/borders.ts'
import type { RankBy } from '../../../src/network/model/filter.ts'
import { findRoutes } from '../../../src/network/model/find-routes.ts'
import { buildGraph } from '../../../src/network/model/graph.ts'
import type { Network } from '../../../src/network/model/network.ts'
import { type Route, stopsOf } from '../../../src/network/model/route.ts'
import { runs } from '../../helpers/random.ts'
import { bruteForce } from './brute-force.ts'
import { filterOf, smallNetworks } from './networks.ts'

const ALL = 1000
const rankings = fc.constantFrom<RankBy>('distance', 'borders')

t.test('the routes are those that trying all of them gives, best first', async (t) => {
  const vias = fc.uniqueArray(fc.constantFrom('p1', 'p3', 'p4', 'p5'), { maxLength: 2 })
  const property = fc.property(smallNetworks(), rankings, vias, (network, rankBy, via) => {
    const trip = { from: 'p0', to: 'p2', via }
    const question = { graph: buildGraph(network), ...trip, filter: filterOf(), rankBy, most: ALL }
    const { routes, isComplete } = findRoutes(question)
    const found = routes.map((route) => ({
      key: route.key.join(' '),
      cost: costOf(network, route, rankBy),
      isSimple: isSimple(route)
    }))
    // The shortest way is given even if it passes a place twice, and then stands for its key.
    const shortest = found[0]?.isSimple ? undefined : found.shift()
    const best = bruteForce(network, trip, filterOf(), rankBy)
    const others = best.filter(({ key }) => key !== shortest?.key)
    const costs = others.map(({ cost }) => cost)
    return (
      isComplete &&
      (shortest === undefined ||
        (via.length === 0 && costs.every((cost) => cost >= shortest.cost))) &&
      isEqual(
        found.map(({ cost }) => cost),
        costs
      ) &&
      isEqual(found.map(textOf).sort(), others.map(textOf).sort())
    )
  })
  fc.assert(property, { numRuns: runs(300, 20_000) })
  t.pass('the property holds')
})

function textOf({ key, cost }: { key: string; cost: number }): string {
  return `${key}: ${cost}`
}

function isEqual(one: readonly unknown[], other: readonly unknown[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

function isSimple(route: Route | undefined): boolean {
  const stops = route ? stopsOf(route).map(({ place }) => place) : []
  return new Set(stops).size === stops.length
}

function costOf({ places }: Network, { steps }: Route, rankBy: RankBy): number {
  const costs = steps.map(({ leg }) => {
    const borders = rankBy === 'borders' ? bordersOf(leg, places) : 0
    return (leg.length?.value ?? 0) + 1000 * borders
  })
  return costs.reduce((sum, cost) => sum + cost, 0)
}
