import t from 'tap'
import { buildTestApp } from '../helpers/app.ts'
import { withdraw } from '../helpers/changes.ts'
import { addLeg, hoursAt, insertWays } from './two-ways.ts'

const ASKED = '/v1/routes?from=almaty&to=karachi-port'
/** A day on which Torkham is shut. */
const SHUT = 'open_on=2025-02-21'
const NONE = { low: null, high: null, bound: 'exact', text: 'as printed', status: 'A' }
const CLAIM = { ...NONE, attributed_to: null, source: 'a-paper', preferred: true }
const KNOWN = { hours_unknown: 0, dollars_unknown: 0 }
const STEP = { mode: 'road', state: 'open', passes: [] }

/** The named way by Torkham as the answer has it. */
const SOUTHERN = {
  rank: 1,
  from: 'almaty',
  to: 'karachi-port',
  named_way: {
    id: 'southern-way',
    name: 'The southern way',
    parent: 'all-ways',
    is_whole: true
  },
  length_km: { value: 3800, low: 3660, high: 4000 },
  coverage: { published_km: 2300, computed_km: 1500, legs_published: 2, legs_total: 3 },
  borders: 2,
  countries: ['KAZ', 'UZB', 'PAK'],
  modes: ['road'],
  crossings: [
    {
      place: 'yallama',
      name: 'The place yallama',
      countries: ['UZB'],
      direction: 'inbound',
      mode: 'road',
      hours: { value: 10, period: '2022', direction: 'inbound', observation: 'H-yallama-in' },
      dollars: { value: 100.5, period: '2022', direction: 'inbound', observation: 'D-yallama' }
    },
    {
      place: 'torkham',
      name: 'The place torkham',
      countries: ['PAK'],
      direction: 'inbound',
      mode: 'road',
      hours: { value: 24, period: '2022', direction: 'all', observation: 'H-torkham-all' },
      dollars: null
    }
  ],
  // Two borders have four sides, of which two have no post here.
  border_hours: { value: null, known: 2, of: 4 },
  border_dollars: { value: null, known: 1, of: 4 },
  days: { value: null, known: 2, of: 7 },
  dollars: { value: null, known: 1, of: 7 },
  closures: [],
  seasonal: [],
  planned: [],
  legs: [
    {
      ...STEP,
      leg: 'almaty-tashkent-road',
      name: 'The leg almaty-tashkent-road',
      from: 'almaty',
      to: 'tashkent',
      passes: ['yallama'],
      length_km: lengthBy('almaty-tashkent-road-length', 800, { low: 760 }),
      claims: [
        { ...CLAIM, id: 'almaty-tashkent-road-length', value: 800 },
        { ...CLAIM, id: 'almaty-tashkent-road-other', value: 760, preferred: false }
      ]
    },
    {
      ...STEP,
      leg: 'tashkent-torkham-road',
      name: 'The leg tashkent-torkham-road',
      from: 'tashkent',
      to: 'torkham',
      length_km: lengthBy('tashkent-torkham-road-length', 1500, {
        low: 1400,
        high: 1700,
        computed: true
      }),
      claims: [
        {
          ...CLAIM,
          id: 'tashkent-torkham-road-length',
          value: 1500,
          bound: 'about',
          status: 'E'
        },
        {
          ...CLAIM,
          id: 'tashkent-torkham-range',
          value: null,
          low: 1400,
          high: 1700,
          bound: 'range',
          status: 'E',
          preferred: false
        }
      ]
    },
    {
      ...STEP,
      leg: 'torkham-karachi-road',
      name: 'The leg torkham-karachi-road',
      from: 'torkham',
      to: 'karachi-port',
      length_km: lengthBy('torkham-karachi-road-length', 1500),
      claims: [{ ...CLAIM, id: 'torkham-karachi-road-length', value: 1500 }]
    }
  ],
  profile: [
    { ...KNOWN, place: 'almaty', km: 0, hours: 0, dollars: 0 },
    { ...KNOWN, place: 'yallama', km: 400, hours: 0, dollars: 0 },
    { ...KNOWN, place: 'yallama', km: 400, hours: 10, dollars: 100.5 },
    { ...KNOWN, place: 'tashkent', km: 800, hours: 10, dollars: 100.5 },
    { ...KNOWN, place: 'torkham', km: 2300, hours: 10, dollars: 100.5 },
    { ...KNOWN, place: 'torkham', km: 2300, hours: 34, dollars: 100.5, dollars_unknown: 1 },
    { ...KNOWN, place: 'karachi-port', km: 3800, hours: 34, dollars: 100.5, dollars_unknown: 1 }
  ],
  whole_way_claims: [
    {
      ...NONE,
      id: 'southern-way-days',
      metric: 'transit_time',
      subject: 'southern-way',
      direction: null,
      mode: null,
      period: null,
      value: 20,
      unit: 'day',
      attributed_to: null,
      source: {
        id: 'a-paper',
        publisher: 'A Paper',
        kind: 'press',
        url: 'https://example.org/trade',
        published: '2024-08-21'
      },
      note: 'One pilot.'
    }
  ]
}

type Alternative = { crossings: { place: string }[]; legs: { leg: string; mode: string }[] }

function lengthBy(observation: string, value: number, more = {}) {
  return { value, low: value, high: value, computed: false, observation, ...more }
}

t.test('200 with everything that is known of the best way', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertWays(store)
  const response = await app.inject(`${ASKED}&open_on=2025-01-01&alternatives=1`)
  t.equal(response.statusCode, 200)
  t.same(response.json(), {
    data: {
      from: 'almaty',
      to: 'karachi-port',
      via: [],
      rank_by: 'distance',
      open_on: '2025-01-01',
      closures_ignored: false,
      shut: [],
      is_complete: true,
      routes: [SOUTHERN],
      without_closures: null,
      no_way: null,
      change: null
    },
    meta: {
      revision: 1,
      updated_at: '2026-01-02T03:04:05Z',
      license: 'Facts quoted with attribution: name the source of each figure.',
      warnings: []
    }
  })
})

t.test('200 back: hours of the other direction, unknown where only one is measured', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertWays(store)
  const asked = '/v1/routes?from=karachi-port&to=almaty&closures=ignored&alternatives=1'
  const { routes, ...data } = (await app.inject(asked)).json().data
  t.match(data, { open_on: '2025-03-20', closures_ignored: true, shut: [] })
  t.match(routes[0], {
    length_km: SOUTHERN.length_km,
    countries: ['PAK', 'UZB', 'KAZ'],
    named_way: { id: 'southern-way', is_whole: true },
    crossings: [
      { place: 'torkham', direction: 'outbound', hours: { value: 24, direction: 'all' } },
      { place: 'yallama', direction: 'outbound', hours: { value: 5 }, dollars: null }
    ],
    border_hours: { value: null, known: 2, of: 4 },
    legs: [
      { leg: 'torkham-karachi-road', from: 'karachi-port', to: 'torkham' },
      { leg: 'tashkent-torkham-road', from: 'torkham', to: 'tashkent' },
      { leg: 'almaty-tashkent-road', from: 'tashkent', to: 'almaty' }
    ]
  })
})

t.test('200 without what is shut, beside what it would be', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertWays(store)
  const { data } = (await app.inject(`${ASKED}&${SHUT}`)).json()
  t.same(
    data.shut.map(({ entity, since }: Record<string, string>) => [entity, since]),
    [['torkham', '2025-02-21']]
  )
  t.match(data.routes, [
    {
      rank: 1,
      named_way: null,
      length_km: { value: 4000, low: 4000, high: 4000 },
      crossings: [{ place: 'khunjerab', hours: null }],
      border_hours: { value: null, known: 0, of: 2 },
      seasonal: ['almaty-khunjerab-road'],
      whole_way_claims: []
    }
  ])
  t.equal(data.routes.length, 1)
  t.same(data.without_closures, {
    to: 'karachi-port',
    length_km: SOUTHERN.length_km,
    crossings: ['yallama', 'torkham'],
    closures: [
      {
        event: 'E-torkham',
        entity: 'torkham',
        kind: 'closed',
        scope: 'all',
        since: '2025-02-21',
        until: '2025-03-19',
        last_seen: '2024-08-21',
        title: 'Closed over a border post',
        source: 'a-paper'
      }
    ]
  })
})

t.test('200 on the days before, in and after a closure, first and last ones shut', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertWays(store)
  const days: Record<string, number> = {
    '2025-02-20': 3800,
    '2025-02-21': 4000,
    '2025-03-19': 4000,
    '2025-03-20': 3800,
    '2025-02': 4000,
    '2025-03': 3800
  }
  for (const [day, km] of Object.entries(days)) {
    const { data } = (await app.inject(`${ASKED}&open_on=${day}`)).json()
    t.equal(data.routes[0].length_km.value, km, day)
    t.equal(data.without_closures === null, km === 3800, `${day}: without closures`)
  }
})

t.test('200 with what closing and building changes', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertWays(store)
  const open = `${ASKED}&open_on=2025-01-01`
  const changeBy = async (asked: string) => (await app.inject(`${open}&${asked}`)).json().data
  const closed = await changeBy('closed=torkham')
  t.same(closed.change, {
    entities: ['torkham'],
    before: {
      to: 'karachi-port',
      length_km: SOUTHERN.length_km,
      crossings: ['yallama', 'torkham'],
      closures: []
    },
    difference_km: 200,
    difference_hours: null,
    difference_dollars: null
  })
  t.equal(closed.without_closures, null)
  const built = await changeBy('built=the-railway')
  t.match(built.routes[0], {
    length_km: { value: 3500 },
    modes: ['road', 'rail'],
    planned: ['tashkent-karachi-rail']
  })
  t.match(built.change, { entities: ['the-railway'], difference_km: -300 })
  const leg = await changeBy('built=tashkent-karachi-rail&closed=southern-way')
  t.match(leg.change.entities, ['southern-way', 'tashkent-karachi-rail'])
  t.equal(leg.routes[0].length_km.value, 4000, 'all legs of the corridor are closed')
})

t.test('200 with the hours that a change adds, where both ways are known', async (t) => {
  const { app, store } = await buildTestApp(t)
  const hours = hoursAt('H-khunjerab', 'khunjerab', 2.5, { direction: 'all' })
  await insertWays(store, { observation: [hours] })
  const short = { from: 'khunjerab', to: 'torkham', mode: 'road' } as const
  await addLeg(store, 'khunjerab-torkham-road', short)
  const asked = '/v1/routes?from=khunjerab&to=karachi-port&closed=torkham'
  const { data } = (await app.inject(`${asked}&open_on=2025-01-01`)).json()
  t.match(data.change, { difference_km: 2600 - 1510, difference_hours: 2.5 - (2.5 + 24) })
  const shut = (await app.inject(`${asked}&${SHUT}`)).json()
  const before = { ...data.change.before, closures: shut.data.shut }
  t.same(shut.data.change, { ...data.change, before }, 'as much as if it were open that day')
  t.same(shut.meta.warnings, [
    'closed: torkham (since 2025-02-21) is shut already; the change is told beside the network ' +
      'with it open.'
  ])
})

t.test('200 with causes where there is no way', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertWays(store)
  const cases: Record<string, { causes: string[]; message: string | RegExp; km: number | null }> = {
    'to=karachi-port&mode=rail': { causes: ['mode'], message: /modes/, km: 4000 },
    'to=karachi-port&avoid=khunjerab': {
      causes: ['closures'],
      message: 'No way: torkham (since 2025-02-21) is closed.',
      km: 3800
    },
    'to=karachi-port&avoid=PAK': { causes: ['avoid'], message: /avoided/, km: 4000 },
    'to=karachi-port&closed=khunjerab': { causes: ['closures'], message: /is closed/, km: 3800 },
    'to=rotterdam-port&mode=road': { causes: ['mode'], message: /modes/, km: 15_000 },
    'to=karachi-port&named=true&open_on=2025-01-01&avoid=torkham': {
      causes: ['named'],
      message: /named/,
      km: 4000
    }
  }
  for (const [query, { causes, message, km }] of Object.entries(cases)) {
    const asked = `/v1/routes?from=almaty&${query}`
    const day = query.includes('open_on') ? '' : `&${SHUT}`
    const { data, meta } = (await app.inject(`${asked}${day}`)).json()
    t.ok(meta.warnings.includes(data.no_way?.message), `${query}: told with fields too`)
    t.same(data.routes, [], query)
    t.same(data.no_way?.causes, causes, query)
    t.match(data.no_way?.message, message, query)
    t.equal(data.no_way?.without?.length_km.value ?? null, km, query)
  }
})

t.test('200 with planned legs as the cause, and with none where no legs lead there', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertWays(store)
  const asked = '/v1/routes?from=almaty&to=lonely'
  await addLeg(store, 'lonely-tashkent-rail', { from: 'lonely', to: 'tashkent', state: 'planned' })
  const planned = (await app.inject(asked)).json().data
  t.match(planned.no_way, {
    causes: ['planned'],
    message: 'No way: legs that are planned are not built.',
    without: { length_km: { value: 810 }, crossings: ['yallama'] }
  })
  await addLeg(store, 'lonely-tashkent-rail', { from: 'lonely', to: 'rotterdam-port' })
  await withdraw(store, 'leg', 'karachi-rotterdam-sea')
  const { no_way, routes } = (await app.inject(asked)).json().data
  t.same(routes, [])
  t.same(no_way, { causes: [], message: 'No legs of the network lead there.', without: null })
})

t.test('200 by each mode, with places to go through and to avoid', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertWays(store)
  const found: Record<string, number[]> = {
    'to=karachi-port': [3800, 4000],
    'to=karachi-port&alternatives=1': [3800],
    'to=karachi-port&mode=road': [3800, 4000],
    'to=karachi-port&mode=multimodal': [3800, 4000],
    'to=karachi-port&mode=road,sea': [3800, 4000],
    'to=karachi-port&rank_by=borders': [4000, 3800],
    'to=karachi-port&named=true': [3800],
    'to=tashkent&named=true': [800],
    'to=karachi-port&via=khunjerab': [4000],
    'to=karachi-port&via=yallama,torkham': [3800],
    'to=karachi-port&via=torkham,yallama': [8400],
    'to=karachi-port&avoid=UZB': [4000],
    'to=karachi-port&avoid=torkham': [4000],
    'to=karachi-port&avoid=almaty-khunjerab-road': [3800],
    'to=karachi-port&avoid=southern-way': [4000],
    'to=karachi-port&avoid=all-ways': [4000],
    'to=karachi-port&closed=all-ways': [4000],
    'to=rotterdam-port': [14_800, 15_000],
    'to=sea': [3800, 4000],
    'to=SEA': [3800, 4000],
    // Another way there is more than twice as long.
    'to=khunjerab': [1400]
  }
  for (const [query, kilometres] of Object.entries(found)) {
    const asked = `/v1/routes?from=almaty&open_on=2025-01-01&${query}`
    const { routes } = (await app.inject(asked)).json().data
    t.same(
      routes.map((route: { length_km: { value: number } }) => route.length_km.value),
      kilometres,
      query
    )
  }
})

t.test('200 for places by their names and aliases', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertWays(store)
  const plain = (await app.inject(ASKED)).json()
  for (const from of ['Alma-Ata', 'ALMATY', 'The place almaty']) {
    const asked = `/v1/routes?from=${encodeURIComponent(from)}&to=Karachi%20Port`
    t.same((await app.inject(asked)).json().data, plain.data, from)
  }
})

t.test('200 as CSV, a row for each route', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertWays(store)
  const { body, headers } = await app.inject(
    '/v1/routes.csv?from=almaty&to=karachi-port&open_on=2025-01-01'
  )
  t.equal(headers['content-type'], 'text/csv; charset=utf-8; header=present')
  t.same(body.trim().split('\n'), [
    'rank,from,to,named_way,length_km_value,length_km_low,length_km_high,coverage_published_km,' +
      'coverage_computed_km,coverage_legs_published,coverage_legs_total,borders,countries,modes,' +
      'crossings,border_hours_value,border_hours_known,border_hours_of,border_dollars_value,' +
      'border_dollars_known,border_dollars_of,days_value,days_known,days_of,dollars_value,' +
      'dollars_known,dollars_of,closures,seasonal,planned,legs',
    '1,almaty,karachi-port,southern-way,3800,3660,4000,2300,1500,2,3,2,KAZ|UZB|PAK,road,' +
      'yallama|torkham,,2,4,,1,4,,2,7,,1,7,,,,' +
      'almaty-tashkent-road|tashkent-torkham-road|torkham-karachi-road',
    '2,almaty,karachi-port,,4000,4000,4000,4000,0,2,2,1,KAZ|PAK,road,khunjerab,,0,2,,0,2,,0,4,' +
      ',0,4,,almaty-khunjerab-road,,almaty-khunjerab-road|khunjerab-karachi-road'
  ])
})

t.test('200 as GeoJSON: a line for each route, and its places', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertWays(store)
  const asked = `${ASKED.replace('routes', 'routes.geojson')}&${SHUT}`
  const { body, headers } = await app.inject(asked)
  t.match(headers['content-type'], 'application/geo+json')
  const point = { length_km: null, modes: [], rank: null, role: 'place', closures: [] }
  const { type, features } = JSON.parse(body)
  t.equal(type, 'FeatureCollection')
  t.same(features, [
    {
      type: 'Feature',
      id: 'route-1',
      geometry: {
        type: 'LineString',
        coordinates: [
          [76.9, 43.2],
          [75.4, 36.8],
          [67, 24.8]
        ]
      },
      properties: {
        role: 'route',
        rank: 1,
        entity: null,
        name: 'The place almaty – Karachi Port',
        kind: null,
        length_km: 4000,
        modes: ['road'],
        closures: []
      }
    },
    legFeature('almaty-khunjerab-road', 'seasonal', 1400, [
      [76.9, 43.2],
      [75.4, 36.8]
    ]),
    legFeature('khunjerab-karachi-road', 'open', 2600, [
      [75.4, 36.8],
      [67, 24.8]
    ]),
    feature('almaty', [76.9, 43.2], { name: 'The place almaty', kind: 'city' }),
    feature('khunjerab', [75.4, 36.8], { name: 'The place khunjerab', kind: 'pass' }),
    feature('karachi-port', [67, 24.8], { name: 'Karachi Port', kind: 'port' })
  ])
  function feature(id: string, coordinates: number[], more: object) {
    const geometry = { type: 'Point', coordinates }
    return { type: 'Feature', id, geometry, properties: { ...point, entity: id, ...more } }
  }
  function legFeature(entity: string, kind: string, km: number, coordinates: number[][]) {
    const said = { role: 'leg', rank: 1, entity, name: `The leg ${entity}`, kind }
    return {
      type: 'Feature',
      id: `route-1-${entity}`,
      geometry: { type: 'LineString', coordinates },
      properties: { ...said, length_km: km, modes: ['road'], closures: [] }
    }
  }
})

t.test(
  '200 from the starter data: by Chaman if nothing were shut, else by the Khunjerab',
  async (t) => {
    const { app } = await buildTestApp(t, { data: 'starter' })
    const ask = async (query: string) =>
      (await app.inject(`/v1/routes?from=almaty&to=karachi-port&mode=road&${query}`)).json().data
    const open = await ask('closures=ignored')
    t.equal(open.routes.length, 8)
    t.ok(open.routes[0].crossings.some(({ place }: { place: string }) => place === 'chaman'))
    t.match(open.routes[0].closures, [{ entity: 'chaman', since: '2025-10-11', until: null }])
    t.match(open, { open_on: '2026-06-20', closures_ignored: true, without_closures: null })
    const now = await ask('alternatives=1')
    t.match(now.routes, [
      {
        length_km: { value: 3625 },
        crossings: [
          { place: 'kordai', direction: 'outbound', hours: null },
          { place: 'torugart', direction: 'outbound', hours: { value: 50.1 } },
          { place: 'khunjerab', direction: 'inbound', hours: { value: 2.3 } }
        ],
        border_hours: { value: null, known: 2, of: 6 },
        countries: ['KAZ', 'KGZ', 'CHN', 'PAK'],
        coverage: { published_km: 3591, computed_km: 34 }
      }
    ])
    t.same(now.without_closures.length_km, open.routes[0].length_km)
    t.equal(now.open_on, '2026-06-20')
  }
)

t.test('200 from the starter data: a ship within one country is no other crossing', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const { routes } = (await app.inject(ASKED)).json().data
  const crossed = routes.map(({ crossings, legs }: Alternative) => [
    ...crossings.map(({ place }) => place),
    ...legs.flatMap(({ leg, mode }) => (mode === 'ferry' ? [leg] : []))
  ])
  t.ok(routes.length > 3)
  t.equal(new Set(crossed.map(String)).size, routes.length, JSON.stringify(crossed))
})

t.test('200 from the starter data: to the sea, the best way to each port', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const { data } = (await app.inject('/v1/routes?from=almaty&to=sea')).json()
  const ports = data.routes.map(({ to }: { to: string }) => to)
  t.same([ports.length, new Set(ports).size], [7, 7], 'all nine but two')
  const lengths = data.routes.map((one: { length_km: { value: number } }) => one.length_km.value)
  t.same(
    lengths,
    lengths.toSorted((one: number, other: number) => one - other)
  )
  for (const shut of ['bandar-abbas-port', 'chabahar-port']) t.notOk(ports.includes(shut), shut)
  t.equal(data.to, 'sea')
})

t.test(
  '200 from the starter data: without a country and a crossing, and a railway built',
  async (t) => {
    const { app } = await buildTestApp(t, { data: 'starter' })
    const asked = '/v1/routes?from=tashkent&to=karachi-port&closures=ignored'
    const { routes } = (await app.inject(`${asked}&avoid=AFG,torkham`)).json().data
    t.ok(routes.length > 0)
    for (const { countries, crossings } of routes) {
      t.ok(!countries.includes('AFG'))
      t.ok(!crossings.some(({ place }: { place: string }) => place === 'torkham'))
    }
    const { data } = (await app.inject(`${asked}&mode=rail&built=uap-railway`)).json()
    t.ok(data.routes[0].planned.length > 0)
    t.match(data.change, { entities: ['uap-railway'] })
  }
)
