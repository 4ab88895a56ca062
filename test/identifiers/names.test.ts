// Names and codes as people have them, in parameters, paths and searches: the cases of people who
// asked other services for countries, and every name of a list that many data sets use.
import { existsSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { buildTestApp } from '../helpers/app.ts'
import { expectProblem } from '../helpers/problem.ts'
import { someOf } from '../helpers/random.ts'
import { insertRows } from '../helpers/rows.ts'
import { type Checks, testEvery } from '../helpers/test-every.ts'
import { COUNTRY_NAMES, OWID_FILE, owidNames } from './country-names.ts'

/** A value is taken for the entity: it and the id give the same rows. */
async function expectMeant(app: FastifyInstance, every: Checks, value: string, id: string) {
  const query = encodeURIComponent(value)
  const [byName, byId] = [
    await app.inject(`/v1/observations?limit=1&subject=${query}`),
    await app.inject(`/v1/observations?limit=1&subject=${id}`)
  ]
  const found = [byName.statusCode, byName.json().data, byName.json().meta?.warnings]
  every.same(found, [200, byId.json().data, byId.json().meta.warnings], value)
  const thing = await app.inject(`/v1/entities/${query}`)
  every.equal(thing.json().data?.id, id, `/v1/entities/${value}`)
}

testEvery('codes, common, former and statisticians’ names mean a country', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  for (const [id, names] of someOf(Object.entries(COUNTRY_NAMES), 10))
    for (const name of names) await expectMeant(app, every, name, id)
})

testEvery('the first row of /v1/countries?q= is the country named', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  for (const [id, names] of someOf(Object.entries(COUNTRY_NAMES), 10)) {
    for (const name of id === 'XKX' ? [] : names) {
      const found = await app.inject(`/v1/countries?limit=1&q=${encodeURIComponent(name)}`)
      every.equal(found.json().data[0]?.code, id, name)
    }
  }
})

if (existsSync(OWID_FILE))
  testEvery('each of the 193 names of Our World in Data is taken', async (t, every) => {
    const { app } = await buildTestApp(t, { data: 'starter' })
    const names = owidNames()
    every.equal(names.length, 193)
    for (const { name, code } of someOf(names, 20)) {
      const query = encodeURIComponent(name)
      const found = await app.inject(`/v1/countries?limit=1&q=${query}`)
      every.equal(found.json().data[0]?.code, code, `q=${name}`)
      await expectMeant(app, every, name, code)
      const path = await app.inject(`/v1/countries/${query}`)
      every.equal(path.json().data?.code, code, `/v1/countries/${name}`)
    }
  })
else {
  console.error(`NOT TESTED with the names of Our World in Data: ${OWID_FILE} is not there`)
  t.pass('not tested', { skip: `${OWID_FILE} is not there` })
}

t.test('numeric codes with and without zeros, in the path', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const codes = []
  for (const code of ['586', '398', '004', '4', 'pk', 'PAK'])
    codes.push((await app.inject(`/v1/countries/${code}`)).json().data.code)
  t.same(codes, ['PAK', 'KAZ', 'AFG', 'AFG', 'PAK', 'PAK'])
})

t.test('letters of Arabic, Urdu and Persian keyboards find the same', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  for (const [q, id] of [
    ['پاكستان', 'PAK'],
    ['پاکستان', 'PAK'],
    ['تركيه', 'TUR'],
    ['طورخم', 'torkham'],
    ['کراچی', 'karachi-port'],
    ['Карачи', 'karachi-port'],
    ['گوادر', 'gwadar-port'],
    ['Turkey', 'TUR'],
    ['398', 'KAZ']
  ] as const) {
    const response = await app.inject(`/v1/search?q=${encodeURIComponent(q)}`)
    t.ok(
      response.json().data.some((one: { id: string }) => one.id === id),
      `/v1/search?q=${q} finds ${id}`
    )
    const entities = await app.inject(`/v1/entities?q=${encodeURIComponent(q)}`)
    t.equal(entities.json().data[0].id, id, `/v1/entities?q=${q}`)
  }
})

t.test('Kosovo is an entity, not a 250th country', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  t.equal((await app.inject('/v1/countries?limit=1000')).json().meta.count, 249)
  const { data, meta } = (await app.inject('/v1/countries?q=Kosovo')).json()
  t.same(
    [data, meta.warnings],
    [[], ['q: Kosovo is not in ISO 3166-1: see /v1/entities/XKX.']],
    'the list says where it is'
  )
  const path = await app.inject('/v1/countries/Kosovo')
  const message = 'Kosovo (XKX) is no country of ISO 3166-1: see /v1/entities/XKX.'
  expectProblem(t, path, 'not_found', {
    detail: message,
    errors: [{ pointer: '/path/code', message, allowed: ['/v1/entities/XKX'] }]
  })
  t.equal(path.json().try, '/v1/entities/XKX')
  t.equal((await app.inject('/v1/entities/XK')).json().data.kind, 'territory')
})

t.test('a name with a comma is one value of a list', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  for (const [list, ids] of [
    ['Korea, Rep.', 'KOR'],
    ['PAK,Iran, Islamic Rep.,KAZ', 'PAK,IRN,KAZ'],
    ['Congo, Dem. Rep.', 'COD'],
    ['Pakistan,Turkey', 'PAK,TUR'],
    ['China,Hong Kong', 'CHN,HKG']
  ] as const) {
    const rows = async (value: string) =>
      (await app.inject(`/v1/observations?partner=${encodeURIComponent(value)}`)).json()
    const [byName, byId] = [await rows(list), await rows(ids)]
    // A cursor belongs to the request, and so to its spelling.
    for (const { meta } of [byName, byId]) meta.next_cursor = null
    t.same([byName.data, byName.meta], [byId.data, byId.meta], list)
  }
})

t.test('a name of several entities is an error that names each', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const message =
    '"Korea" is a name of several entities: KOR (South Korea), PRK (North Korea). Name one by ' +
    'its id.'
  const errors = [{ pointer: '/query/subject', message, allowed: ['KOR', 'PRK'] }]
  const response = await app.inject('/v1/observations?subject=Korea')
  expectProblem(t, response, 'unknown_id', { detail: `/query/subject: ${message}`, errors })
  t.equal(response.json().try, null, 'nobody can tell which is meant')
  const some = await app.inject('/v1/observations?subject=Korea,PAK&limit=1')
  t.same(some.json().meta.warnings, [
    'subject: Korea is a name of KOR and of PRK; the answer is for PAK.'
  ])
  const path = await app.inject('/v1/countries/Korea')
  t.same([path.statusCode, path.json().detail, path.json().try], [404, message, null])
})

testEvery('no suggestion leads to another country', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  for (const [query, works] of [
    ['subject=PAX', null],
    ['subject=XX', null],
    ['subject=all', null],
    ['partner=none', null],
    ['partner=All', null],
    ['subject=Guin', null],
    ['subject=Kazakhstn', '/v1/observations?subject=KAZ'],
    ['subject=Uzbekistn', '/v1/observations?subject=UZB'],
    ['subject=Nigerria', '/v1/observations?subject=NGA']
  ] as const) {
    const response = await app.inject(`/v1/observations?${query}`)
    const { code, try: tried } = response.json()
    every.same([response.statusCode, code, tried], [400, 'unknown_id', works], query)
  }
})

t.test('`none` and `all` are told for what they are', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const message =
    'No entity has the id "none". Leave the parameter out to get everything; the group WLD ' +
    'stands for the world. `all` and `none` are values of direction and mode.'
  const allowed = ['the parameter left out', 'WLD for the world']
  expectProblem(t, await app.inject('/v1/observations?partner=none'), 'unknown_id', {
    detail: `/query/partner: ${message}`,
    errors: [{ pointer: '/query/partner', message, allowed }]
  })
})

t.test('an exact id comes before every name', async (t) => {
  const { app, store } = await buildTestApp(t, { data: 'starter' })
  await insertRows(store, {
    entity: [{ id: 'Karachi', kind: 'route', name: 'A route', countries: [] }]
  })
  t.equal((await app.inject('/v1/entities/Karachi')).json().data.kind, 'route')
  t.equal(
    (await app.inject('/v1/entities/karachi')).json().data.kind,
    'route',
    'its id in any case'
  )
})

t.test('an alias is understood as soon as it is there', async (t) => {
  const { app, store } = await buildTestApp(t, { data: 'starter' })
  t.same((await app.inject('/v1/entities/Marco%20Polo%20Gate')).statusCode, 404)
  await insertRows(store, {
    alias: [{ id: 'gate', entity: 'khunjerab', name: 'Marco Polo Gate', source: null }]
  })
  t.equal((await app.inject('/v1/entities/marco-polo-gate')).json().data.id, 'khunjerab')
  t.equal((await app.inject('/v1/entities?q=marco%20polo')).json().data[0].id, 'khunjerab')
  t.equal((await app.inject('/v1/search?q=Marco')).json().data[0].matched, 'Marco Polo Gate')
})
