import t from 'tap'
import { buildTestApp, type TestApp } from '../helpers/app.ts'
import { expectProblem } from '../helpers/problem.ts'
import { insertRows, RECORDED_AT } from '../helpers/rows.ts'
import { testEvery } from '../helpers/test-every.ts'
import { testRefused } from '../helpers/test-refused.ts'

type Page = { data: { code: string }[]; links: { next: string | null } }

const LICENSE = 'ODbL-1.0 (world-countries) and MIT (i18n-iso-countries): name both.'
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

/**
 * Switzerland, Kazakhstan, Pakistan and Uzbekistan, two groups, and claims that name two of them.
 */
async function insertCountries({ store }: TestApp): Promise<void> {
  await insertRows(store, {
    entity: [
      { id: 'CAS5', kind: 'group', name: 'Central Asia', countries: [], members: ['UZB', 'KAZ'] },
      { id: 'carec', kind: 'group', name: 'CAREC', countries: [], members: ['PAK', 'KAZ'] },
      {
        id: 'middle-corridor',
        kind: 'corridor',
        name: 'Middle Corridor',
        countries: [],
        members: ['CHE', 'KAZ']
      },
      { id: 'karachi-port' }
    ],
    observation: [{ id: 'C0001' }, { id: 'C0002', subject: 'karachi-port', partner: null }]
  })
}

t.test('200 with every field, by code', async (t) => {
  const test = await buildTestApp(t)
  await insertCountries(test)
  const response = await test.app.inject('/v1/countries?group=carec')
  t.equal(response.statusCode, 200)
  t.same(response.json(), {
    data: [
      {
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
        groups: ['CAS5', 'carec']
      },
      {
        code: 'PAK',
        iso2: 'PK',
        numeric: '586',
        name: 'Pakistan',
        official_name: 'Republic of Pakistan',
        capital: 'Islamabad',
        names: { ...NO_NAMES, en: 'Pakistan' },
        region: 'Asia',
        subregion: 'Southern Asia',
        landlocked: false,
        area_km2: 1000,
        latitude: 40,
        longitude: 60,
        borders: [],
        currencies: [],
        groups: ['carec']
      }
    ],
    meta: {
      revision: 1,
      updated_at: RECORDED_AT,
      license: LICENSE,
      warnings: [],
      count: 2,
      total: null,
      next_cursor: null
    },
    links: { self: '/v1/countries?group=carec', next: null }
  })
})

t.test('200 empty where nothing matches', async (t) => {
  const test = await buildTestApp(t)
  await insertCountries(test)
  t.same((await test.app.inject('/v1/countries?region=Oceania')).json(), {
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
    links: { self: '/v1/countries?region=Oceania', next: null }
  })
})

const KEPT: Record<string, string[]> = {
  '': ['CHE', 'KAZ', 'PAK', 'UZB'],
  'group=CAS5': ['KAZ', 'UZB'],
  'landlocked=true': ['CHE', 'KAZ', 'UZB'],
  'landlocked=false': ['PAK'],
  'region=Europe': ['CHE'],
  'region=Europe,Asia': ['CHE', 'KAZ', 'PAK', 'UZB'],
  'region=Africa': [],
  'has_data=true': ['KAZ', 'PAK'],
  'has_data=false': ['CHE', 'UZB'],
  'q=kaz': ['KAZ'],
  'q=ҚАЗАҚСТАН': ['KAZ'],
  'q=STAN': ['KAZ', 'PAK', 'UZB'],
  'q=republic of p': ['PAK'],
  'q=pk': ['PAK'],
  'q=%': [],
  'q=_': [],
  'q=\\': [],
  'q=stan&landlocked=true': ['KAZ', 'UZB'],
  'q=stan&landlocked=true&has_data=false&group=CAS5&region=Asia': ['UZB'],
  'region=Europe&group=CAS5': []
}
testEvery('200 with what each filter keeps', async (t, every) => {
  const test = await buildTestApp(t)
  await insertCountries(test)
  for (const [query, codes] of Object.entries(KEPT)) {
    const { data } = (await test.app.inject(`/v1/countries?${encodeURI(query)}`)).json()
    every.same(
      data.map(({ code }: { code: string }) => code),
      codes
    )
  }
})

t.test('200 with all countries as those without data where there is no claim', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {})
  t.equal((await app.inject('/v1/countries?has_data=true')).json().meta.count, 0)
  t.equal((await app.inject('/v1/countries?has_data=false')).json().meta.count, 4)
})

t.test('200 in pages, each country once', async (t) => {
  const test = await buildTestApp(t)
  await insertCountries(test)
  const pages: string[][] = []
  for (let next: string | null = '/v1/countries?limit=1&q=stan'; next !== null; ) {
    const { data, links }: Page = (await test.app.inject(next)).json()
    pages.push(data.map(({ code }) => code))
    next = links.next
  }
  t.same(pages, [['KAZ'], ['PAK'], ['UZB']])
})

t.test('200 with the 249 countries of ISO 3166-1 in the starter data', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const { data, links } = (await app.inject('/v1/countries?limit=1000')).json()
  t.equal(data.length, 249)
  t.equal(links.next, null)
})

testEvery('400 with the groups there are for what is none', async (t, every) => {
  const test = await buildTestApp(t)
  await insertCountries(test)
  for (const value of ['cas', 'middle-corridor', 'kz']) {
    const { data: groups } = (await test.app.inject('/v1/entities?kind=group')).json()
    const message = `No group has the id "${value}".`
    expectProblem(every, await test.app.inject(`/v1/countries?group=${value}`), 'unknown_id', {
      detail: `/query/group: ${message}`,
      errors: [
        { pointer: '/query/group', message, allowed: groups.map(({ id }: { id: string }) => id) }
      ]
    })
  }
})

const REGIONS = ['Africa', 'Americas', 'Antarctic', 'Asia', 'Europe', 'Oceania']
const FLAG = ['true', 'false']
const LENGTH = '1 to 100 characters'
const AT_MOST_50 = 'at most 50 values separated by commas'
const REFUSED: Record<string, [message: string, allowed: string[]]> = {
  [`group=${'x'.repeat(101)}`]: ['An id has at most 100 characters.', ['at most 100 characters']],
  'landlocked=yes': ['"yes" is not one of true, false.', FLAG],
  'landlocked=1': ['"1" is not one of true, false.', FLAG],
  'has_data=TRUE': ['"TRUE" is not one of true, false.', FLAG],
  'region=asia': [`"asia" is not one of ${REGIONS.join(', ')}.`, REGIONS],
  [`region=${Array(51).fill('Asia').join(',')}`]: [
    'The list has 51 values; at most 50 are allowed.',
    [AT_MOST_50]
  ],
  'q=%20': [`Expected ${LENGTH}, found 0.`, [LENGTH]],
  [`q=${'x'.repeat(101)}`]: [`Expected ${LENGTH}, found 101.`, [LENGTH]]
}
testRefused('/v1/countries', REFUSED)

t.test('400 for a parameter that is not there', async (t) => {
  const { app } = await buildTestApp(t)
  const allowed = [
    'cursor',
    'decimal',
    'dialect',
    'fields',
    'format',
    'group',
    'has_data',
    'landlocked',
    'limit',
    'q',
    'region',
    'total'
  ]
  const message = `There is no parameter of this name; the parameters are ${allowed.join(', ')}.`
  expectProblem(t, await app.inject('/v1/countries?code=KAZ'), 'unknown_parameter', {
    detail: `/query/code: ${message}`,
    errors: [{ pointer: '/query/code', message, allowed }]
  })
})

t.test('400 for several groups, with the first one that there is', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {
    entity: [{ id: 'CAS5', kind: 'group', name: 'Central Asia', countries: [], members: ['KAZ'] }]
  })
  const message = 'This parameter takes one group, and the value is a list.'
  const response = await app.inject('/v1/countries?group=KAZ,CAS5')
  expectProblem(t, response, 'invalid_parameter', {
    detail: `/query/group: ${message}`,
    errors: [{ pointer: '/query/group', message, allowed: ['CAS5'] }]
  })
  t.equal(response.json().try, '/v1/countries?group=CAS5')
})
