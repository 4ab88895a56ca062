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
import { filterOf, legOf, networkOf, placeOf, smallNetworks } from './networks.ts'

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
    // The best way is given even if it goes through a place twice, and then stands for its key.
    const shortest = found[0]?.isSimple ? undefined : found.shift()
    const best = bruteForce(network, trip, filterOf(), rankBy)
    const others = best.filter(({ key }) => key !== shortest?.key)
    const costs = others.map(({ cost }) => cost)
    return (
      isComplete &&
      (shortest === undefined || costs.every((cost) => cost >= shortest.cost)) &&
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

t.test('the best way comes first, even there and back, and past one post twice', async (t) => {
  const legs = [
    legOf('a', 'b', 10, { passes: ['gate'] }),
    legOf('b', 'c', 10, { passes: ['gate'] }),
    legOf('b', 'island', 5),
    legOf('a', 'far', 50),
    legOf('far', 'c', 50)
  ]
  const gate = placeOf('gate', { kind: 'crossing' })
  const graph = buildGraph(networkOf([gate], legs))
  const ask = (via: string[]) => {
    const question = { graph, from: 'a', to: 'c', via, filter: filterOf(), most: 8 }
    const { routes } = findRoutes({ ...question, rankBy: 'distance' })
    return routes.map(({ key, steps }) => [key.join(' '), steps.map(({ leg }) => leg.id).join(' ')])
  }
  t.same(ask([]), [
    ['gate gate', 'a-b-road b-c-road'],
    ['', 'a-far-road far-c-road']
  ])
  t.same(ask(['island']), [['gate gate', 'a-b-road b-island-road b-island-road b-c-road']])
  t.same(ask(['a', 'gate', 'gate', 'c']), [['gate gate', 'a-b-road b-c-road']])
  t.same(ask(['nowhere']), [])
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
