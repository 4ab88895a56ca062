import t from 'tap'
import { buildTestApp, type TestApp } from '../helpers/app.ts'
import { expectProblem } from '../helpers/problem.ts'
import { insertRows, RECORDED_AT } from '../helpers/rows.ts'
import { testEvery } from '../helpers/test-every.ts'
import { testRefused } from '../helpers/test-refused.ts'

type Page = { data: { id: string }[]; links: { next: string | null } }

const LICENSE = 'Facts quoted with attribution: name the source of each figure.'

async function insertEntities({ store }: TestApp): Promise<void> {
  await insertRows(store, {
    entity: [
      {
        id: 'middle-corridor',
        kind: 'corridor',
        name: 'Middle Corridor',
        countries: [],
        members: ['UZB', 'KAZ', 'CHE']
      },
      { id: 'karachi-port', note: 'Handles 50% of the cargo \\ more.' },
      {
        id: 'khorgos_gate',
        kind: 'crossing',
        name: 'Қорғас',
        countries: ['KAZ'],
        latitude: 44.2,
        longitude: 80.4
      },
      { id: 'twin-crossing', kind: 'crossing', name: 'Twin Crossing', countries: ['KAZ', 'UZB'] }
    ]
  })
}

t.test('200 with every field, members in order', async (t) => {
  const test = await buildTestApp(t)
  await insertEntities(test)
  const response = await test.app.inject('/v1/entities?kind=corridor,crossing')
  t.equal(response.statusCode, 200)
  t.same(response.json(), {
    data: [
      {
        id: 'khorgos_gate',
        kind: 'crossing',
        name: 'Қорғас',
        countries: ['KAZ'],
        latitude: 44.2,
        longitude: 80.4,
        members: [],
        note: null
      },
      {
        id: 'middle-corridor',
        kind: 'corridor',
        name: 'Middle Corridor',
        countries: [],
        latitude: null,
        longitude: null,
        members: ['UZB', 'KAZ', 'CHE'],
        note: null
      },
      {
        id: 'twin-crossing',
        kind: 'crossing',
        name: 'Twin Crossing',
        countries: ['KAZ', 'UZB'],
        latitude: null,
        longitude: null,
        members: [],
        note: null
      }
    ],
    meta: {
      revision: 1,
      updated_at: RECORDED_AT,
      license: LICENSE,
      warnings: [],
      count: 3,
      total: null,
      next_cursor: null
    },
    links: { self: '/v1/entities?kind=corridor,crossing', next: null }
  })
})

t.test('200 empty where nothing matches', async (t) => {
  const test = await buildTestApp(t)
  await insertEntities(test)
  t.same((await test.app.inject('/v1/entities?kind=railway')).json(), {
    data: [],
    meta: {
      revision: 1,
      updated_at: RECORDED_AT,
      license: LICENSE,
      warnings: [],
      count: 0,
      total: null,
      next_cursor: null
    },
    links: { self: '/v1/entities?kind=railway', next: null }
  })
})

const ALL = [
  'CHE',
  'KAZ',
  'PAK',
  'UZB',
  'karachi-port',
  'khorgos_gate',
  'middle-corridor',
  'twin-crossing'
]
const KEPT: Record<string, string[]> = {
  '': ALL,
  'kind=country': ['CHE', 'KAZ', 'PAK', 'UZB'],
  'kind=port,crossing': ['karachi-port', 'khorgos_gate', 'twin-crossing'],
  'country=PAK': ['PAK', 'karachi-port'],
  'country=kz': ['KAZ', 'khorgos_gate', 'middle-corridor', 'twin-crossing'],
  'country=Uzb,pk': ['PAK', 'UZB', 'karachi-port', 'middle-corridor', 'twin-crossing'],
  'country=CHE&kind=crossing': [],
  'country=KAZ&kind=crossing,port': ['khorgos_gate', 'twin-crossing'],
  'q=KARACHI': ['karachi-port'],
  'q=middle': ['middle-corridor'],
  'q=cargo': ['karachi-port'],
  'q=ҚОРҒАС': ['khorgos_gate'],
  'q=Қазақстан': ['KAZ'],
  'q=%': ['karachi-port'],
  'q=_': ['khorgos_gate'],
  'q=\\': ['karachi-port'],
  'q=crossing&country=UZB': ['twin-crossing'],
  'q=zzz': []
}
testEvery('200 with what each filter keeps', async (t, every) => {
  const test = await buildTestApp(t)
  await insertEntities(test)
  for (const [query, ids] of Object.entries(KEPT)) {
    const { data } = (await test.app.inject(`/v1/entities?${encodeURI(query)}`)).json()
    every.same(
      data.map(({ id }: { id: string }) => id),
      ids
    )
  }
})

t.test('200 in pages, each entity once', async (t) => {
  const test = await buildTestApp(t)
  await insertEntities(test)
  const ids: string[] = []
  for (let next: string | null = '/v1/entities?limit=1'; next !== null; ) {
    const { data, links }: Page = (await test.app.inject(next)).json()
    ids.push(...data.map(({ id }) => id))
    next = links.next
  }
  t.same(ids, ALL)
})

t.test('200 with a warning where one country of the list is known', async (t) => {
  const test = await buildTestApp(t)
  await insertEntities(test)
  const { data, meta } = (await test.app.inject('/v1/entities?country=XX,pk')).json()
  t.equal(data.length, 2)
  t.same(meta.warnings, ['country: no country has the id XX; the answer is for PAK.'])
})

t.test('400 without near codes where no country of the list is known', async (t) => {
  const test = await buildTestApp(t)
  await insertEntities(test)
  const message = 'No country has the id "KAX".'
  expectProblem(t, await test.app.inject('/v1/entities?country=KAX'), 'unknown_id', {
    detail: `/query/country: ${message}`,
    errors: [{ pointer: '/query/country', message, allowed: ['an id from GET /v1/countries'] }]
  })
})

t.test('400 for a country that is none', async (t) => {
  const test = await buildTestApp(t)
  await insertEntities(test)
  t.equal((await test.app.inject('/v1/entities?country=karachi-port')).statusCode, 400)
})

const KINDS = [
  'country',
  'territory',
  'group',
  'port',
  'crossing',
  'corridor',
  'route',
  'railway',
  'city',
  'station',
  'pass',
  'strait',
  'leg',
  'commodity'
]
const LENGTH = '1 to 100 characters'
const AT_MOST_50 = 'at most 50 values separated by commas'
const REFUSED: Record<string, [message: string, allowed: string[]]> = {
  'kind=ports': [`"ports" is not one of ${KINDS.join(', ')}.`, KINDS],
  [`kind=${Array(51).fill('port').join(',')}`]: [
    'The list has 51 values; at most 50 are allowed.',
    [AT_MOST_50]
  ],
  'country=PAK,,KAZ': ['The list has an empty value.', ['ids separated by single commas']],
  [`country=${Array(51).fill('PAK').join(',')}`]: [
    'The list has 51 values; at most 50 are allowed.',
    [AT_MOST_50]
  ],
  'q=%20': [`Expected ${LENGTH}, found 0.`, [LENGTH]],
  [`q=${'x'.repeat(101)}`]: [`Expected ${LENGTH}, found 101.`, [LENGTH]]
}
testRefused('/v1/entities', REFUSED)

t.test('400 for a parameter that is not there', async (t) => {
  const { app } = await buildTestApp(t)
  const allowed = [
    'country',
    'cursor',
    'decimal',
    'dialect',
    'fields',
    'format',
    'kind',
    'limit',
    'q',
    'total'
  ]
  const message =
    'There is no parameter of this name. Did you mean country? The parameters are ' +
    `${allowed.join(', ')}.`
  expectProblem(t, await app.inject('/v1/entities?countries=PAK'), 'unknown_parameter', {
    detail: `/query/countries: ${message}`,
    errors: [{ pointer: '/query/countries', message, allowed }]
  })
})
