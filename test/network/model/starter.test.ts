// Routes over the starter data, against the tables that the check of the research printed.
import t from 'tap'
import { closedOn, closuresOn, newestDay } from '../../../src/network/model/closures.ts'
import { crossingsOf } from '../../../src/network/model/crossings.ts'
import { explainNoWay } from '../../../src/network/model/explain.ts'
import { type Alternatives, findRoutes } from '../../../src/network/model/find-routes.ts'
import { buildGraph } from '../../../src/network/model/graph.ts'
import { measureRoute } from '../../../src/network/model/measure.ts'
import type { LegMode } from '../../../src/network/model/network.ts'
import { matchWay, routeAlong } from '../../../src/network/model/ways.ts'
import { filterOf, networkOf } from './networks.ts'
import { HAS_FILES, starterNetwork } from './starter-network.ts'

const SKIP = { skip: HAS_FILES ? false : 'it needs src/starter/corridors' }
const graph = buildGraph(HAS_FILES ? starterNetwork() : networkOf([], []))
const { places, closures, ways } = graph.network
const DAY = '2026-06-23'
const SHUT = closedOn(closures, DAY)
const ORIGINS = ['almaty', 'tashkent', 'bishkek', 'dushanbe', 'ashgabat']

type Line = { modes: LegMode[]; via: string[]; to: string; avoid?: string; km: number[] }

const BY_WATER: LegMode[] = ['rail', 'ferry']
const LINES: Line[] = [
  line(['road'], 'torkham', 'karachi-port', [3634, 2818, 3419, 2171, 3244], 'fotehobod'),
  line(['road'], 'panji-poyon torkham', 'karachi-port', [3511, 2695, 3296, 2171, 3637]),
  line(['road'], 'chaman', 'karachi-port', [3484, 2668, 3268, 2021, 2128], 'fotehobod'),
  line(['road'], 'chaman', 'gwadar-port', [3690, 2874, 3474, 2227, 2334], 'fotehobod'),
  line(['road'], 'khunjerab', 'karachi-port', [3625, 3653, 3381, 3639, 4993]),
  line(['road'], 'khunjerab', 'gwadar-port', [3886, 3914, 3642, 3900, 5254]),
  line(['rail'], 'sarakhs', 'bandar-abbas-port', [3690, 2865, 3453, 3097, 1949]),
  line(['rail'], 'gorgan', 'bandar-abbas-port', [5020, 4427, 5015, 4659, 3924]),
  line(['road'], 'mashhad', 'bandar-abbas-port', [3602, 2786, 3387, 2870, 1573]),
  line(['road'], 'sarakhs', 'chabahar-port', [3923, 3107, 3708, 3233, 2174]),
  line(['road'], 'milak', 'chabahar-port', [3687, 2871, 3472, 2543, 2099]),
  line(BY_WATER, 'baku-port', 'poti-port', [4065, 3240, 3828, 3472, 1840]),
  line(BY_WATER, 'baku-port', 'batumi-port', [4101, 3276, 3864, 3508, 1876]),
  line(['rail'], '', 'novorossiysk-port', [4244, 3778, 4366, 4698, 5178]),
  line(['rail'], 'moscow', 'st-petersburg-port', [4643, 4221, 4520, 5141, 5621]),
  line(['rail'], '', 'lianyungang-port', [4694, 5519, 6107, 6439, 6919]),
  line(['road'], '', 'lianyungang-port', [4613, 5429, 4857, 5953, 6769])
]

t.test('the first routes are those of the table, closures ignored', SKIP, async (t) => {
  for (const { km, ...asked } of LINES) {
    const found = ORIGINS.map((from) => shortest(from, asked))
    t.same(found, km, `${asked.modes} ${asked.via} ${asked.to}`)
  }
})

t.test('on a day, what is shut is avoided', SKIP, async (t) => {
  const shut = ['bandar-abbas-port', 'chabahar-port', 'chaman', 'hormuz', 'kharlachi', 'torkham']
  t.same([...SHUT.keys()].sort(), shut)
  t.equal(newestDay(closures, '2026-11-30'), '2026-06-20')
  const { routes } = ask('almaty', 'karachi-port', { modes: ['road'], isOpen: true })
  t.same(
    routes.slice(0, 2).map((route) => [km(route), route.key]),
    [
      [3625, ['kordai', 'torugart', 'khunjerab']],
      [3889, ['kordai', 'irkeshtam', 'khunjerab']]
    ]
  )
  t.same(ask('almaty', 'jebel-ali-port', { isOpen: true }).routes, [])
})

t.test('the shortest road to Karachi, with its crossings and what shuts it', SKIP, async (t) => {
  const [route] = ask('almaty', 'karachi-port', { modes: ['road'] }).routes
  if (!route) throw new Error('there is no route')
  const { coverage, ...measures } = measureRoute(route, places)
  t.same(measures.countries, ['KAZ', 'UZB', 'TJK', 'AFG', 'PAK'])
  t.equal(measures.borders, 4)
  t.same(measures.seasonal, ['kunduz-kabul-road'])
  t.equal(coverage.published_km + coverage.computed_km, measures.length_km.value)
  t.ok(measures.length_km.low < measures.length_km.value, 'some claims are shorter')
  const crossings = crossingsOf(route, places)
  t.same(
    crossings.map(({ place, direction, mode }) => [place.id, direction, mode]),
    [
      ['yallama', 'inbound', 'road'],
      ['fotehobod', 'inbound', 'road'],
      ['panji-poyon', 'outbound', 'road'],
      ['shirkhan-bandar', 'inbound', 'road'],
      ['spin-boldak', 'outbound', 'road'],
      ['chaman', 'inbound', 'road']
    ]
  )
  t.same(
    closuresOn(route, SHUT).map(({ entity }) => entity),
    ['chaman']
  )
})

t.test('why there is no way to the Gulf, and what it would be', SKIP, async (t) => {
  const closed = new Set(SHUT.keys())
  const filter = filterOf({ closed })
  const question = { graph, from: 'almaty', to: 'jebel-ali-port', via: [], filter, most: 8 }
  const { causes, shut } = explainNoWay({ ...question, rankBy: 'distance' })
  t.same(
    { causes, shut },
    {
      causes: ['closures'],
      shut: ['bandar-abbas-port']
    }
  )
})

t.test('each named way is a row of legs, and known again as a whole', SKIP, async (t) => {
  const routes = ways.map((way) => routeAlong(way, graph.network.legs))
  const known = routes.map((route) => route && matchWay(route, ways))
  t.equal(known.filter((way) => way?.isWhole).length, ways.length)
  t.ok(ways.length > 40)
})

function line(modes: LegMode[], via: string, to: string, km: number[], avoid?: string): Line {
  return { modes, via: via ? via.split(' ') : [], to, km, ...(avoid && { avoid }) }
}

function shortest(from: string, { modes, via, to, avoid }: Omit<Line, 'km'>): number | null {
  const { routes } = ask(from, to, { modes, via, ...(avoid && { avoid }) })
  return routes[0] ? km(routes[0]) : null
}

type Asked = { modes?: LegMode[]; via?: string[]; avoid?: string; isOpen?: boolean }

function ask(from: string, to: string, { modes, via = [], avoid, isOpen }: Asked): Alternatives {
  const filter = filterOf({
    ...(modes && { modes: new Set(modes) }),
    ...(avoid && { avoid: new Set([avoid]) }),
    ...(isOpen && { closed: new Set(SHUT.keys()) })
  })
  return findRoutes({ graph, from, to, via, filter, rankBy: 'distance', most: 8 })
}

function km(route: Alternatives['routes'][number]): number {
  const { value } = measureRoute(route, places).length_km
  const near = Math.round(value)
  // Halves go to the even number, as Python printed them.
  return value % 1 === 0.5 && near % 2 === 1 ? near - 1 : near
}
