import t from 'tap'
import { explainNoWay } from '../../../src/network/model/explain.ts'
import type { Filter } from '../../../src/network/model/filter.ts'
import { buildGraph } from '../../../src/network/model/graph.ts'
import { filterOf, legOf, networkOf, placeOf } from './networks.ts'

const GRAPH = buildGraph(
  networkOf(
    ['a', 'b', 'c', 'd', 'island'].map((id) => placeOf(id)),
    [
      legOf('a', 'b', 10, { passes: ['gate'] }),
      legOf('a', 'b', 20, { mode: 'rail' }),
      legOf('b', 'c', 30, { mode: 'rail' }),
      legOf('b', 'd', 40, { state: 'planned' })
    ]
  )
)

function explain(to: string, given: Partial<Filter>) {
  const question = { graph: GRAPH, from: 'a', to, via: [], filter: filterOf(given), most: 8 }
  const { route, ...rest } = explainNoWay({ ...question, rankBy: 'distance' })
  return { ...rest, legs: route?.steps.map(({ leg }) => leg.id) ?? null }
}

const ROAD = { modes: new Set(['road'] as const) }

t.test('closures are given up first, and those on the way are named', async (t) => {
  const closed = new Set(['gate', 'island'])
  const found = { causes: ['closures'], shut: ['gate'], legs: ['a-b-road'] }
  t.same(explain('b', { ...ROAD, closed }), found)
})

t.test('then modes, then what is avoided, then what is not built', async (t) => {
  const rest = { shut: [] }
  t.same(explain('c', ROAD), { ...rest, causes: ['mode'], legs: ['a-b-road', 'b-c-rail'] })
  const avoid = new Set(['b'])
  t.same(explain('b', { avoid }), { ...rest, causes: ['avoid'], legs: ['a-b-road'] })
  t.same(explain('d', {}), { ...rest, causes: ['planned'], legs: ['a-b-road', 'b-d-road'] })
})

t.test('two causes are named if both must go, and no more', async (t) => {
  const closed = new Set(['gate', 'a-b-rail'])
  const found = explain('d', { closed, avoid: new Set(['c']) })
  t.same(found.causes, ['closures', 'planned'])
  t.same(found.shut, ['gate'])
})

t.test('places that nothing connects have no cause', async (t) => {
  t.same(explain('island', {}), { causes: [], shut: [], legs: null })
})
