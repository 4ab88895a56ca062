import t from 'tap'
import { buildTestApp } from '../helpers/app.ts'
import { expectProblem } from '../helpers/problem.ts'
import { insertRows, RECORDED_AT } from '../helpers/rows.ts'
import { testEvery } from '../helpers/test-every.ts'

const NO_NAMES = {
  ru: null,
  ur: null,
  kk: null,
  uz: null,
  ky: null,
  tg: null,
  tk: null,
  fa: null,
  zh: null,
  ps: null,
  az: null,
  ka: null,
  mn: null,
  tr: null,
  ar: null,
  hi: null
}

t.test('200 with its groups, and its metrics by id and role', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {
    metric: [{}, { id: 'tariffs' }, { id: 'students' }],
    entity: [
      { id: 'carec', kind: 'group', name: 'CAREC', countries: [], members: ['PAK', 'KAZ'] },
      { id: 'CAS5', kind: 'group', name: 'Central Asia', countries: [], members: ['KAZ', 'UZB'] },
      { id: 'eco', kind: 'group', name: 'ECO', countries: [], members: ['PAK', 'UZB'] },
      {
        id: 'middle-corridor',
        kind: 'corridor',
        name: 'Middle Corridor',
        countries: [],
        members: ['KAZ']
      }
    ],
    observation: [
      { id: 'C0001', metric: 'tariffs' },
      { id: 'C0002', subject: 'KAZ', partner: null },
      { id: 'C0003', subject: 'KAZ', partner: 'UZB', period: '2020' },
      { id: 'C0004', subject: 'KAZ', partner: 'UZB', period: '2021' },
      { id: 'C0005', subject: 'UZB', partner: 'KAZ' },
      { id: 'C0006', metric: 'students', subject: 'PAK', partner: 'UZB' }
    ]
  })

  const response = await app.inject('/v1/countries/KAZ')

  t.equal(response.statusCode, 200)
  t.same(response.json(), {
    data: {
      code: 'KAZ',
      iso2: 'KZ',
      numeric: '398',
      name: 'Kazakhstan',
      official_name: 'Republic of Kazakhstan',
      capital: 'Astana',
      names: { ...NO_NAMES, en: 'Kazakhstan', kk: 'Қазақстан' },
      region: 'Asia',
      subregion: 'Central Asia',
      landlocked: true,
      area_km2: 1000,
      latitude: 40,
      longitude: 60,
      borders: ['UZB'],
      currencies: ['KZT'],
      groups: ['CAS5', 'carec'],
      key_figures: [],
      metrics: [
        { id: 'goods_trade', role: 'subject', observations: 3 },
        { id: 'goods_trade', role: 'partner', observations: 1 },
        { id: 'tariffs', role: 'partner', observations: 1 }
      ]
    },
    meta: {
      revision: 1,
      updated_at: RECORDED_AT,
      license: 'ODbL-1.0 (world-countries) and MIT (i18n-iso-countries): name both.',
      warnings: []
    }
  })
})

t.test('200 with its newest yearly key figures, in a fixed order', async (t) => {
  const { app, store } = await buildTestApp(t)
  const people = { metric: 'population', subject: 'KAZ', partner: null }
  const exports = { metric: 'goods_exports', subject: 'KAZ', partner: 'WLD' }
  await insertRows(store, {
    metric: [
      { id: 'goods_exports', name: 'Goods exports' },
      { id: 'population', name: 'Population', short_name: 'People', unit: 'person', kind: 'stock' },
      { id: 'tariffs' }
    ],
    entity: [{ id: 'WLD', kind: 'group', name: 'World', countries: [] }],
    source: [{ id: 'a-paper' }, { id: 'an-office', kind: 'official_statistics' }],
    observation: [
      { ...people, id: 'older', period: '2022', value: 19_600_000, source: 'an-office' },
      { ...people, id: 'press', period: '2023', value: 20_000_000, source: 'a-paper' },
      { ...people, id: 'office', period: '2023', value: 19_900_000, source: 'an-office' },
      { ...people, id: 'day', period: '2024-07-01', value: 20_100_000, source: 'an-office' },
      { ...exports, id: 'fiscal', period: '2023-07-01/P1Y', value: 7 },
      { ...exports, id: 'calendar', period: '2023', value: 6 },
      { ...exports, id: 'part', period: '2025-01-01/P5M', value: 3 },
      { ...exports, id: 'pair', partner: 'UZB', period: '2025', value: 1 },
      { id: 'other', metric: 'tariffs', subject: 'KAZ', partner: null, period: '2025' }
    ]
  })
  const figures = (await app.inject('/v1/countries/KAZ')).json().data.key_figures
  t.same(figures[0], {
    metric: 'population',
    name: 'Population',
    short_name: 'People',
    unit: 'person',
    period: '2023',
    period_label: '2023',
    value: 19_900_000,
    low: null,
    high: null,
    bound: 'exact',
    status: 'A',
    note: null,
    observation: 'office',
    series: 'population~KAZ~~~~~P1Y-01',
    attributed_to: 'A Ministry',
    source: {
      id: 'an-office',
      publisher: 'A Paper',
      kind: 'official_statistics',
      url: 'https://example.org/trade',
      published: '2024-08-21'
    }
  })
  t.match(figures.slice(1), [
    {
      metric: 'goods_exports',
      short_name: null,
      period_label: 'FY2024 (Jul–Jun)',
      observation: 'fiscal'
    }
  ])
  t.equal(figures.length, 2)
})

t.test('200 without groups and metrics where there are none', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {})
  const { data } = (await app.inject('/v1/countries/CHE')).json()
  t.same(
    { groups: data.groups, metrics: data.metrics, capital: data.capital },
    { groups: [], metrics: [], capital: null }
  )
})

testEvery('200 with the alpha-3 form for any code', async (t, every) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {})
  for (const code of ['KAZ', 'kaz', 'kAz', 'KZ', 'kz', 'Kz']) {
    const response = await app.inject(`/v1/countries/${code}`)
    every.equal(response.statusCode, 200)
    every.equal(response.json().data.code, 'KAZ')
  }
})

t.test('200 with the same country for kz and KAZ in the starter data', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const [short, long] = [
    await app.inject('/v1/countries/kz'),
    await app.inject('/v1/countries/KAZ')
  ]
  t.equal(short.statusCode, 200)
  t.equal(short.body, long.body)
  const { name, names, groups, metrics } = short.json().data
  t.same(
    { name, kk: names.kk, groups },
    { name: 'Kazakhstan', kk: 'Қазақстан', groups: ['CAS5', 'carec', 'cas5-afg-aze'] }
  )
  t.ok(
    metrics.some(
      ({ id, role }: { id: string; role: string }) => id === 'goods_trade' && role === 'subject'
    )
  )
})

t.test('404 without near codes for an unknown one: each is that of another country', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { entity: [{ id: 'kax-port' }] })
  const message = 'No country has the id "KAX".'
  expectProblem(t, await app.inject('/v1/countries/KAX'), 'not_found', {
    detail: message,
    errors: [{ pointer: '/path/code', message, allowed: ['an id from GET /v1/countries'] }]
  })
})

t.test('404 with codes of countries only, not with ids that look like one', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {
    entity: [{ id: 'KAS', kind: 'group', name: 'Kazakhstanians', countries: [] }]
  })
  t.same((await app.inject('/v1/countries/Kazakhstana')).json().errors[0].allowed, ['KAZ'])
})

t.test('404 for a code nothing is near to', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {})
  const message = 'No country has the id "Kazakhstan-and-more".'
  expectProblem(t, await app.inject('/v1/countries/Kazakhstan-and-more'), 'not_found', {
    detail: message,
    errors: [{ pointer: '/path/code', message, allowed: ['an id from GET /v1/countries'] }]
  })
})

t.test('404 for an entity that is no country, with its address', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {})
  const message =
    'Karachi Port (karachi-port) is no country of ISO 3166-1: see /v1/entities/karachi-port.'
  expectProblem(t, await app.inject('/v1/countries/karachi-port'), 'not_found', {
    detail: message,
    errors: [{ pointer: '/path/code', message, allowed: ['/v1/entities/karachi-port'] }]
  })
})

t.test('200 for the numeric code', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {})
  t.equal((await app.inject('/v1/countries/398')).json().data.code, 'KAZ')
})

t.test('308 to the list for an empty code', async (t) => {
  const { app } = await buildTestApp(t)
  const { statusCode, headers } = await app.inject('/v1/countries/')
  t.same([statusCode, headers.location], [308, '/v1/countries'])
})

t.test('400 for any parameter', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {})
  const message = 'This operation has no parameters.'
  expectProblem(t, await app.inject('/v1/countries/KAZ?lang=kk'), 'unknown_parameter', {
    detail: `/query/lang: ${message}`,
    errors: [{ pointer: '/query/lang', message, allowed: [] }]
  })
})

t.test('200 for the name, in any language', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {})
  for (const name of ['kazakhstan', 'Қазақстан', 'Kasachstan'])
    t.equal((await app.inject(`/v1/countries/${encodeURIComponent(name)}`)).json().data.code, 'KAZ')
})
