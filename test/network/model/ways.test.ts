import t from 'tap'
import { routeOf } from '../../../src/network/model/route.ts'
import { matchWay, routeAlong, wayAlong } from '../../../src/network/model/ways.ts'
import { legOf } from './networks.ts'

const AB = legOf('a', 'b', 1)
const CB = legOf('c', 'b', 2)
const CD = legOf('c', 'd', 3)
const LEGS = new Map([AB, CB, CD].map((leg) => [leg.id, leg]))
const way = (id: string, from: string, legs: string[]) => ({
  id,
  name: id,
  parent: null,
  from,
  legs
})
const WHOLE = way('whole', 'a', [AB.id, CB.id, CD.id])
const PART = way('part', 'c', [CB.id, AB.id])

const travelled = (route: ReturnType<typeof wayAlong>) =>
  route?.steps.map(({ leg, isReversed }) => `${isReversed ? '-' : '+'}${leg.id}`)

t.test('a way is travelled forward, backward and in part', async (t) => {
  t.same(travelled(routeAlong(WHOLE, LEGS)), ['+a-b-road', '-c-b-road', '+c-d-road'])
  t.same(travelled(wayAlong(WHOLE, LEGS, 'b', 'd')), ['-c-b-road', '+c-d-road'])
  t.same(travelled(wayAlong(WHOLE, LEGS, 'c', 'a')), ['+c-b-road', '-a-b-road'])
  t.same(wayAlong(WHOLE, LEGS, 'd', 'a')?.to, 'a')
})

t.test(
  'there is no part between places that are not on it, and none without its legs',
  async (t) => {
    t.equal(wayAlong(WHOLE, LEGS, 'a', 'e'), null)
    t.equal(wayAlong(WHOLE, LEGS, 'a', 'a'), null)
    t.equal(routeAlong(way('broken', 'a', ['a-b-road', 'gone']), LEGS), null)
  }
)

t.test('a route follows a way as a whole rather than as a part', async (t) => {
  const ways = [WHOLE, PART]
  t.same(matchWay(routeOf('a', [AB, CB]), ways), { id: 'part', isWhole: true })
  t.same(matchWay(routeOf('d', [CD, CB]), ways), { id: 'whole', isWhole: false })
  t.same(matchWay(routeOf('d', [CD, CB, AB]), ways), { id: 'whole', isWhole: true })
  t.equal(matchWay(routeOf('a', [AB, legOf('b', 'e', 1)]), ways), null)
  t.equal(matchWay(routeOf('a', []), ways), null)
})
