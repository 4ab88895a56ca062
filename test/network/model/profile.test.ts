import t from 'tap'
import { measureRoute } from '../../../src/network/model/measure.ts'
import { type Point, profileOf } from '../../../src/network/model/profile.ts'
import { routeOf } from '../../../src/network/model/route.ts'
import { legOf, networkOf, placeOf } from './networks.ts'

const at = (latitude: number, countries: string[]) => ({ latitude, longitude: 70, countries })
const { places } = networkOf(
  [
    placeOf('a', at(40, ['KAZ'])),
    placeOf('gate', { ...at(41, ['KAZ']), kind: 'crossing' }),
    placeOf('b', at(44, ['KGZ'])),
    placeOf('post', { kind: 'crossing', countries: ['CHN'] }),
    placeOf('c', at(45, ['CHN']))
  ],
  []
)
const computed = { value: 50.1, low: 40, high: 60, computed: true }
const ROUTE = routeOf('a', [
  legOf('a', 'b', 100.2, { passes: ['gate'], state: 'seasonal' }),
  legOf('b', 'c', 0, { passes: ['post'], length: computed })
])

t.test('a crossing is a step up, an unknown one is counted', async (t) => {
  const profile = profileOf(
    ROUTE,
    places,
    ({ place, direction }) => (place.id === 'gate' && direction === 'outbound' ? 5.5 : null),
    ({ place }) => (place.id === 'post' ? 120 : 80)
  )
  const row = ({ place, km, hours, hours_unknown, dollars, dollars_unknown }: Point) => [
    place,
    km,
    [hours, hours_unknown],
    [dollars, dollars_unknown]
  ]
  t.same(profile.map(row), [
    ['a', 0, [0, 0], [0, 0]],
    ['gate', 25.1, [0, 0], [0, 0]],
    ['gate', 25.1, [5.5, 0], [80, 0]],
    ['b', 100.2, [5.5, 0], [80, 0]],
    ['post', 125.3, [5.5, 0], [80, 0]],
    ['post', 125.3, [5.5, 1], [200, 0]],
    ['c', 150.3, [5.5, 1], [200, 0]]
  ])
})

t.test('what is measured along a route', async (t) => {
  t.same(measureRoute(ROUTE, places), {
    length_km: { value: 150.3, low: 140.2, high: 160.2 },
    coverage: { published_km: 100.2, computed_km: 50.1, legs_published: 1, legs_total: 2 },
    borders: 2,
    seasonal: ['a-b-road'],
    countries: ['KAZ', 'KGZ', 'CHN']
  })
})
