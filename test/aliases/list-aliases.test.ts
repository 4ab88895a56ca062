import t from 'tap'
import { buildTestApp, type TestApp } from '../helpers/app.ts'
import { expectProblem } from '../helpers/problem.ts'
import { insertRows, RECORDED_AT } from '../helpers/rows.ts'
import { testEvery } from '../helpers/test-every.ts'
import { testRefused } from '../helpers/test-refused.ts'

type Page = { data: { id: string }[]; links: { next: string | null } }

const LICENSE = 'Facts quoted with attribution: name the source of each figure.'

async function insertAliases({ store }: TestApp): Promise<void> {
  await insertRows(store, {
    alias: [
      { id: 'karachi-port-ur' },
      { id: 'PAK-old', entity: 'PAK', name: 'West Pakistan', language: 'en', note: 'To 1970.' },
      { id: 'PAK-code', entity: 'PAK', name: 'PK1', language: null, scheme: 'A list', source: null }
    ]
  })
}

t.test('200 with every field, by id', async (t) => {
  const test = await buildTestApp(t)
  await insertAliases(test)
  const response = await test.app.inject('/v1/aliases')
  t.equal(response.statusCode, 200)
  t.same(response.json(), {
    data: [
      {
        id: 'PAK-code',
        entity: 'PAK',
        name: 'PK1',
        language: null,
        scheme: 'A list',
        source: null,
        note: null
      },
      {
        id: 'PAK-old',
        entity: 'PAK',
        name: 'West Pakistan',
        language: 'en',
        scheme: null,
        source: 'a-paper',
        note: 'To 1970.'
      },
      {
        id: 'karachi-port-ur',
        entity: 'karachi-port',
        name: 'کراچی بندرگاہ',
        language: 'ur',
        scheme: null,
        source: 'a-paper',
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
    links: { self: '/v1/aliases', next: null }
  })
})

const KEPT: Record<string, string[]> = {
  'entity=PAK': ['PAK-code', 'PAK-old'],
  'entity=Pakistan,karachi-port': ['PAK-code', 'PAK-old', 'karachi-port-ur'],
  'entity=West%20Pakistan': ['PAK-code', 'PAK-old'],
  'entity=KAZ': [],
  'q=west': ['PAK-old'],
  'q=pak': ['PAK-code', 'PAK-old'],
  'q=%DA%A9%D8%B1%D8%A7%DA%86%D9%8A': ['karachi-port-ur'],
  'entity=PAK&q=pk1': ['PAK-code']
}

testEvery('200 with the aliases that each filter keeps', async (t, every) => {
  const test = await buildTestApp(t)
  await insertAliases(test)
  for (const [query, ids] of Object.entries(KEPT)) {
    const { data }: Page = (await test.app.inject(`/v1/aliases?${query}`)).json()
    every.same(
      data.map(({ id }) => id),
      ids,
      query
    )
  }
})

t.test('200 in pages, each alias once', async (t) => {
  const test = await buildTestApp(t)
  await insertAliases(test)
  const ids: string[] = []
  for (let next: string | null = '/v1/aliases?limit=1'; next !== null; ) {
    const { data, links }: Page = (await test.app.inject(next)).json()
    ids.push(...data.map(({ id }) => id))
    next = links.next
  }
  t.same(ids, ['PAK-code', 'PAK-old', 'karachi-port-ur'])
})

t.test('200 as CSV', async (t) => {
  const test = await buildTestApp(t)
  await insertAliases(test)
  t.equal(
    (await test.app.inject('/v1/aliases.csv?entity=PAK')).body,
    'id,entity,name,language,scheme,source,note\n' +
      'PAK-code,PAK,PK1,,A list,,\n' +
      'PAK-old,PAK,West Pakistan,en,,a-paper,To 1970.\n'
  )
})

t.test('400 for an entity that is not there', async (t) => {
  const test = await buildTestApp(t)
  await insertAliases(test)
  const message = 'No entity has the id "XX".'
  expectProblem(t, await test.app.inject('/v1/aliases?entity=XX'), 'unknown_id', {
    detail: `/query/entity: ${message}`,
    errors: [{ pointer: '/query/entity', message, allowed: ['an id from GET /v1/entities'] }]
  })
})

const LENGTH = '1 to 100 characters'
testRefused('/v1/aliases', {
  'q=%20': [`Expected ${LENGTH}, found 0.`, [LENGTH]],
  'entity=PAK,,KAZ': ['The list has an empty value.', ['ids separated by single commas']]
})
