import t from 'tap'
import { bordersOf, countriesOf } from '../../../src/network/model/borders.ts'
import { crossingsOf } from '../../../src/network/model/crossings.ts'
import type { Leg } from '../../../src/network/model/network.ts'
import { type Route, routeOf } from '../../../src/network/model/route.ts'
import { legOf, networkOf, placeOf } from './networks.ts'

const city = (id: string, country: string) => placeOf(id, { countries: [country] })
const post = (id: string, ...countries: string[]) => placeOf(id, { kind: 'crossing', countries })

const { places } = networkOf(
  [
    city('almaty', 'KAZ'),
    post('kordai', 'KAZ'),
    city('bishkek', 'KGZ'),
    post('yallama', 'UZB'),
    city('tashkent', 'UZB'),
    city('kabul', 'AFG'),
    post('torkham-afg', 'AFG'),
    post('torkham', 'PAK'),
    city('peshawar', 'PAK'),
    city('tashkurgan', 'CHN'),
    post('khunjerab', 'PAK', 'CHN'),
    city('zhanaozen', 'KAZ'),
    post('etrek', 'TKM', 'IRN'),
    city('gorgan', 'IRN'),
    placeOf('karamyk', { kind: 'pass', countries: ['TJK'] }),
    placeOf('hormuz', { kind: 'strait' })
  ],
  []
)

/** Where a route crosses, in which direction and by which mode. */
function crossed(from: string, ...legs: Leg[]): string[] {
  const crossings = crossingsOf(routeOf(from, legs), places)
  return crossings.map(({ place, direction, mode }) => `${place.id} ${direction} ${mode}`)
}

const KORDAI = legOf('almaty', 'bishkek', 244, { passes: ['kordai'] })
const YALLAMA = legOf('bishkek', 'tashkent', 601, { passes: ['yallama'] })
const TORKHAM = [
  legOf('kabul', 'torkham-afg', 218),
  legOf('torkham-afg', 'torkham', 0, { mode: 'rail' }),
  legOf('torkham', 'peshawar', 57)
]

t.test('a post inside a leg is crossed outward or inward', async (t) => {
  t.same(crossed('almaty', KORDAI, YALLAMA), ['kordai outbound road', 'yallama inbound road'])
  t.same(crossed('tashkent', YALLAMA, KORDAI), ['yallama outbound road', 'kordai inbound road'])
})

t.test('two posts of one border have a direction each, by the leg between them', async (t) => {
  t.same(crossed('kabul', ...TORKHAM), ['torkham-afg outbound rail', 'torkham inbound rail'])
})

t.test('a post that stands for both sides is measured on its first', async (t) => {
  const pass = [legOf('tashkurgan', 'khunjerab', 130), legOf('khunjerab', 'peshawar', 800)]
  t.same(crossed('tashkurgan', ...pass), ['khunjerab inbound road'])
  t.same(crossed('peshawar', ...pass.toReversed()), ['khunjerab outbound road'])
  const etrek = legOf('zhanaozen', 'gorgan', 928, { mode: 'rail', passes: ['etrek'] })
  t.same(crossed('zhanaozen', etrek), ['etrek outbound rail'], 'from a third country')
  t.same(crossed('gorgan', etrek), ['etrek inbound rail'])
})

t.test('no direction is told where the places around do not tell it', async (t) => {
  const through = legOf('almaty', 'kabul', 1, { passes: ['karamyk'] })
  t.same(crossed('almaty', through), ['karamyk null road'], 'in and out, with no place between')
  t.same(crossed('torkham', legOf('torkham', 'peshawar', 57)), ['torkham null road'])
  const strait = legOf('almaty', 'bishkek', 1, { passes: ['kordai', 'hormuz'] })
  t.same(crossed('almaty', strait), ['kordai outbound road'], 'a strait is passed over')
})

t.test('borders and countries are counted through the places inside legs', async (t) => {
  const etrek = legOf('zhanaozen', 'gorgan', 928, { passes: ['etrek'] })
  t.equal(bordersOf(KORDAI, places), 1)
  t.equal(bordersOf(etrek, places), 2)
  t.equal(bordersOf(legOf('tashkurgan', 'khunjerab', 1), places), 0.5)
  t.same(countries(routeOf('almaty', [KORDAI, YALLAMA])), ['KAZ', 'KGZ', 'UZB'])
  t.same(countries(routeOf('zhanaozen', [etrek])), ['KAZ', 'TKM', 'IRN'])
  t.same(countries(routeOf('tashkurgan', [legOf('tashkurgan', 'khunjerab', 1)])), ['CHN'])
})

function countries(route: Route): string[] {
  return countriesOf(route, places)
}
