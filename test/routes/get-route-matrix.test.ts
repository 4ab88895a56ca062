import t from 'tap'
import { buildTestApp } from '../helpers/app.ts'
import { expectProblem } from '../helpers/problem.ts'
import { testEvery } from '../helpers/test-every.ts'
import { hoursAt, insertWays } from './two-ways.ts'

type Cell = { from: string; to: string; market: string | null; length_km: { value: number } | null }

const MATRIX = '/v1/routes/matrix?from=almaty'
/** A day on which Torkham is shut. */
const SHUT = 'open_on=2025-02-21'
const CELL = {
  from: 'almaty',
  to: 'karachi-port',
  market: null,
  length_km: { value: 4000, low: 4000, high: 4000 },
  land_km: 4000,
  sea_km: null,
  coverage: { published_km: 4000, computed_km: 0, legs_published: 2, legs_total: 2 },
  borders: 1,
  modes: ['road'],
  countries: ['KAZ', 'PAK'],
  crossings: ['khunjerab'],
  legs: ['almaty-khunjerab-road', 'khunjerab-karachi-road'],
  named_way: null,
  border_hours: { value: null, known: 0, of: 2 },
  border_dollars: { value: null, known: 0, of: 2 },
  without_closures_km: 3800,
  shut_by: ['torkham'],
  before_km: null,
  difference_km: null,
  difference_hours: null,
  difference_dollars: null,
  each: []
}

t.test('200 with every field of a pair', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertWays(store)
  const response = await app.inject(`${MATRIX}&${SHUT}`)
  t.equal(response.statusCode, 200)
  t.same(response.json(), {
    data: {
      open_on: '2025-02-21',
      closures_ignored: false,
      shut: [
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
      ],
      cells: [CELL]
    },
    meta: {
      revision: 1,
      updated_at: '2026-01-02T03:04:05Z',
      license: 'Facts quoted with attribution: name the source of each figure.',
      warnings: []
    }
  })
})

t.test('200 on to a market by sea', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertWays(store)
  const { data } = (await app.inject(`${MATRIX}&market=rotterdam-port&${SHUT}`)).json()
  t.match(data.cells, [
    {
      market: 'rotterdam-port',
      length_km: { value: 15_000, low: 15_000, high: 15_000 },
      land_km: 4000,
      sea_km: 11_000,
      modes: ['road', 'sea'],
      countries: ['KAZ', 'PAK', 'CHE'],
      without_closures_km: 14_800
    }
  ])
})

t.test('200 with what each closure costs, and all together', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertWays(store, { observation: [hoursAt('H-khunjerab', 'khunjerab', 2.5)] })
  const asked = `${MATRIX},tashkent&open_on=2025-01-01&closed=torkham,khunjerab`
  const { cells } = (await app.inject(asked)).json().data
  t.match(cells, [
    {
      from: 'almaty',
      length_km: null,
      land_km: null,
      coverage: null,
      border_hours: null,
      before_km: 3800,
      difference_km: null,
      shut_by: [],
      each: [
        { entity: 'torkham', difference_km: 200, difference_hours: null },
        { entity: 'khunjerab', difference_km: 0, difference_hours: null }
      ]
    },
    {
      from: 'tashkent',
      before_km: 3000,
      each: [{ difference_km: 1800 }, { difference_km: 0 }]
    }
  ])
})

t.test('200 with what a railway saves', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertWays(store)
  const { cells } = (await app.inject(`${MATRIX}&closures=ignored&built=the-railway`)).json().data
  t.match(cells, [
    {
      length_km: { value: 3500 },
      modes: ['road', 'rail'],
      before_km: 3800,
      difference_km: -300,
      each: []
    }
  ])
})

t.test('200 without a cell where nothing is asked for: no ports, no usual origins', async (t) => {
  const { app, store } = await buildTestApp(t)
  t.same((await app.inject('/v1/routes/matrix')).json().data, {
    open_on: null,
    closures_ignored: false,
    shut: [],
    cells: []
  })
  await insertWays(store)
  const { cells } = (await app.inject('/v1/routes/matrix?closures=ignored')).json().data
  t.same(
    cells.map(({ from, length_km }: Cell) => [from, length_km?.value]),
    [
      ['almaty', 3800],
      ['tashkent', 3000]
    ],
    'the usual origins that there are'
  )
})

t.test('200 as CSV', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertWays(store)
  const { body } = await app.inject('/v1/routes/matrix.csv?from=almaty&closed=torkham')
  const [header = '', ...lines] = body.trim().split('\n')
  t.match(header, /^from,to,market,length_km_value,length_km_low,length_km_high,land_km,sea_km,/)
  t.equal(lines.length, 1)
  t.match(lines[0], /^almaty,karachi-port,,4000,4000,4000,4000,,4000,0,2,2,1,road,KAZ\|PAK,khunj/)
})

testEvery(
  '200 from the starter data: six origins, nine ports, as routes find them',
  async (t, every) => {
    const { app } = await buildTestApp(t, { data: 'starter' })
    const { cells } = (await app.inject('/v1/routes/matrix?closures=ignored')).json().data
    every.equal(cells.length, 6 * 9)
    every.equal(new Set(cells.map(({ from }: Cell) => from)).size, 6)
    const pick = cells.filter((_: Cell, at: number) => at % 5 === 0)
    for (const { from, to, length_km } of pick) {
      const asked = `/v1/routes?from=${from}&to=${to}&closures=ignored&mode=road,rail,ferry&alternatives=1`
      const { routes } = (await app.inject(asked)).json().data
      every.same(length_km, routes[0].length_km, `${from} – ${to}`)
    }
  }
)

t.test('200 from the starter data: what is shut, and the way on to a market', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const asked = '/v1/routes/matrix?from=almaty&to=bandar-abbas-port,karachi-port'
  const { cells, open_on } = (await app.inject(`${asked}&market=rotterdam-port`)).json().data
  t.equal(open_on, '2026-06-20')
  t.match(cells[0], { to: 'bandar-abbas-port', length_km: null, shut_by: ['bandar-abbas-port'] })
  t.match(cells[1], { to: 'karachi-port', land_km: 3625, shut_by: ['chaman'] })
  t.equal(cells[1].length_km.value, cells[1].land_km + cells[1].sea_km)
})

testEvery('400 for what no matrix can be asked by', async (t, every) => {
  const { app, store } = await buildTestApp(t)
  await insertWays(store)
  const many = [...Array(31).keys()].join()
  const refused: Record<string, [message: string, allowed: string[]]> = {
    [`from=${many}`]: ['31 places are too many.', ['at most 30 places']],
    [`to=${many}`]: ['31 places are too many.', ['at most 30 places']],
    [`market=${many}`]: ['31 places are too many.', ['at most 30 places']],
    'from=KAZ': ['KAZ is no place where legs end. Those in or at it: almaty.', ['almaty']],
    'to=yallama': [
      'yallama lies inside a leg, where no route can begin or end. ' +
        'The legs end at almaty, tashkent.',
      ['almaty', 'tashkent']
    ]
  }
  for (const [query, [message, allowed]] of Object.entries(refused)) {
    const pointer = `/query/${query.split('&').at(-1)?.split('=')[0]}`
    for (const path of ['/v1/routes/matrix', '/v1/routes/matrix.csv'])
      expectProblem(every, await app.inject(`${path}?${query}`), 'invalid_parameter', {
        detail: `${pointer}: ${message}`,
        errors: [{ pointer, message, allowed }]
      })
  }
})

t.test('400 for an unknown port, with near names', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertWays(store)
  const message = 'No entity has the id "karachi-prt". Similar ids: karachi-port.'
  expectProblem(t, await app.inject('/v1/routes/matrix?to=karachi-prt'), 'unknown_id', {
    detail: `/query/to: ${message}`,
    errors: [{ pointer: '/query/to', message, allowed: ['karachi-port'] }]
  })
})
