import t from 'tap'
import { bordersOf, countriesOf } from '../../../src/network/model/borders.ts'
import { costsOf, type Filter } from '../../../src/network/model/filter.ts'
import { buildGraph, endsLegs } from '../../../src/network/model/graph.ts'
import { routeOf } from '../../../src/network/model/route.ts'
import { filterOf, legOf, networkOf, placeOf } from './networks.ts'

const NETWORK = networkOf(
  [
    placeOf('a', { countries: ['KAZ'] }),
    placeOf('gate', { countries: ['KAZ'], kind: 'crossing' }),
    placeOf('b', { countries: ['KGZ'] }),
    placeOf('post', { countries: ['KGZ', 'CHN'], kind: 'crossing' }),
    placeOf('c', { countries: ['CHN'] })
  ],
  [
    legOf('a', 'b', 244, { passes: ['gate'] }),
    legOf('a', 'b', 300.25, { mode: 'rail' }),
    legOf('b', 'post', 100),
    legOf('post', 'c', 50, { state: 'seasonal' }),
    legOf('a', 'c', 10, { state: 'planned', mode: 'rail' }),
    legOf('a', 'post', 10, { length: null }),
    legOf('c', 'c', 10)
  ]
)
const GRAPH = buildGraph(NETWORK)

/** The legs that may be used. */
function usable(given: Partial<Filter>): string[] {
  const costs = costsOf(GRAPH, filterOf(given), 'distance')
  return GRAPH.edges
    .filter(({ index }) => costs[index] !== Number.POSITIVE_INFINITY)
    .map(({ leg }) => leg.id)
}

t.test('without limits all legs that are built and have a length are usable', async (t) => {
  t.same(usable({}), ['a-b-rail', 'a-b-road', 'b-post-road', 'post-c-road'])
})

t.test('a place inside a leg joins it to nothing', async (t) => {
  t.notOk(endsLegs(GRAPH, 'gate'))
  t.ok(endsLegs(GRAPH, 'post'))
})

t.test('what is shut takes its legs with it', async (t) => {
  t.same(usable({ closed: new Set(['gate']) }), ['a-b-rail', 'b-post-road', 'post-c-road'])
  t.same(usable({ closed: new Set(['post', 'a-b-rail']) }), ['a-b-road'])
})

t.test('a country is avoided, but not a place that also lies in another', async (t) => {
  t.same(usable({ avoid: new Set(['CHN']) }), ['a-b-rail', 'a-b-road', 'b-post-road'])
  t.same(usable({ avoid: new Set(['KGZ']) }), ['post-c-road'])
  t.same(usable({ avoid: new Set(['KGZ', 'CHN']) }), [])
})

t.test('modes are chosen, planned legs are built by name', async (t) => {
  const built = new Set(['a-c-rail'])
  t.same(usable({ modes: new Set(['rail']), built }), ['a-b-rail', 'a-c-rail'])
})

t.test('costs are metres, or half borders first', async (t) => {
  const metres = [...costsOf(GRAPH, filterOf(), 'distance')]
  t.same(metres, [300_250, 244_000, Number.POSITIVE_INFINITY, 100_000, 50_000])
  const borders = [...costsOf(GRAPH, filterOf(), 'borders')]
  t.same(borders, [
    2_000_300_250,
    2_000_244_000,
    Number.POSITIVE_INFINITY,
    1_000_100_000,
    1_000_050_000
  ])
})

t.test('the order of the rows is no matter', async (t) => {
  const legs = [...NETWORK.legs].reverse()
  const { edges } = buildGraph({ ...NETWORK, legs: new Map(legs) })
  t.same(edges, GRAPH.edges)
})

t.test('a leg may cross a country without a place in it', async (t) => {
  const ends = [
    placeOf('bishkek', { countries: ['KGZ'] }),
    placeOf('tashkent', { countries: ['UZB'] })
  ]
  const leg = legOf('bishkek', 'tashkent', 601, { countries: ['KGZ', 'KAZ', 'UZB'] })
  const graph = buildGraph(networkOf(ends, [leg]))
  const { places } = graph.network
  const route = routeOf('tashkent', [leg])
  t.equal(bordersOf(leg, places), 2)
  t.same(countriesOf(route, places), ['UZB', 'KAZ', 'KGZ'])
  const avoid = new Set(['KAZ'])
  t.same([...costsOf(graph, filterOf({ avoid }), 'distance')], [Number.POSITIVE_INFINITY])
})
