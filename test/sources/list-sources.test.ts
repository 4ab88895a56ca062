import t from 'tap'
import { buildTestApp, type TestApp } from '../helpers/app.ts'
import { expectProblem } from '../helpers/problem.ts'
import { insertRows, RECORDED_AT } from '../helpers/rows.ts'
import { testEvery } from '../helpers/test-every.ts'
import { testRefused } from '../helpers/test-refused.ts'

type Page = { data: { id: string }[]; links: { next: string | null } }

const LICENSE = 'Facts quoted with attribution: name the source of each figure.'

async function insertSources({ store }: TestApp): Promise<void> {
  await insertRows(store, {
    source: [
      {
        id: 'report-2023',
        publisher: 'Ministry of Trade',
        title: 'Yearbook 100%',
        kind: 'official_statistics',
        published: null,
        retrieved: null,
        url: null
      },
      { id: 'a-paper', published: '2024-08' },
      {
        id: 'news_a',
        publisher: 'Қазақпарат',
        title: 'Trade\\transit',
        kind: 'press',
        published: '2024'
      },
      { id: 'bank', publisher: 'State Bank', title: 'Balance of Ministries', kind: 'central_bank' }
    ]
  })
}

t.test('200 with every field, by id', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {
    source: [{ id: 'b-report', kind: 'academic', url: null, published: null }, { id: 'a-paper' }]
  })
  const response = await app.inject('/v1/sources')
  t.equal(response.statusCode, 200)
  t.same(response.json(), {
    data: [
      {
        id: 'a-paper',
        publisher: 'A Paper',
        title: 'Trade grows',
        url: 'https://example.org/trade',
        published: '2024-08-21',
        retrieved: null,
        kind: 'press',
        license: null,
        note: null
      },
      {
        id: 'b-report',
        publisher: 'A Paper',
        title: 'Trade grows',
        url: null,
        published: null,
        retrieved: null,
        kind: 'academic',
        license: null,
        note: null
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
    links: { self: '/v1/sources', next: null }
  })
})

t.test('200 empty where nothing matches', async (t) => {
  const test = await buildTestApp(t)
  await insertSources(test)
  t.same((await test.app.inject('/v1/sources?q=zzz')).json(), {
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
    links: { self: '/v1/sources?q=zzz', next: null }
  })
})

const KEPT: Record<string, string[]> = {
  'kind=press': ['a-paper', 'news_a'],
  'kind=official_statistics,central_bank': ['bank', 'report-2023'],
  'kind=opinion': [],
  'q=REPORT': ['report-2023'],
  'q=ministr': ['bank', 'report-2023'],
  'q=trade': ['a-paper', 'news_a', 'report-2023'],
  'q=қазақ': ['news_a'],
  'q=ҚАЗАҚПАРАТ': ['news_a'],
  'q=state  bank': ['bank'],
  'q= bank ': ['bank'],
  'q=%': ['report-2023'],
  'q=_': ['news_a'],
  'q=\\': ['news_a'],
  'q=a_p': [],
  'q=trade&kind=press': ['a-paper', 'news_a'],
  'q=ministr&kind=central_bank,press': ['bank']
}
testEvery('200 with what each filter keeps', async (t, every) => {
  const test = await buildTestApp(t)
  await insertSources(test)
  for (const [query, ids] of Object.entries(KEPT)) {
    const { data } = (await test.app.inject(`/v1/sources?${encodeURI(query)}`)).json()
    every.same(
      data.map(({ id }: { id: string }) => id),
      ids
    )
  }
})

t.test('200 in pages, each source once', async (t) => {
  const test = await buildTestApp(t)
  await insertSources(test)
  const pages: string[][] = []
  for (let next: string | null = '/v1/sources?limit=1&q=a'; next !== null; ) {
    const { data, links }: Page = (await test.app.inject(next)).json()
    pages.push(data.map(({ id }) => id))
    next = links.next
  }
  t.same(pages, [['a-paper'], ['bank'], ['news_a'], ['report-2023']])
})

const KINDS = [
  'official_statistics',
  'central_bank',
  'international_organisation',
  'government_statement',
  'company',
  'academic',
  'press',
  'encyclopedia',
  'dataset',
  'opinion'
]
const LENGTH = '1 to 100 characters'
const AT_MOST_50 = 'at most 50 values separated by commas'
const REFUSED: Record<string, [message: string, allowed: string[]]> = {
  'kind=press,blog': [`"blog" is not one of ${KINDS.join(', ')}.`, KINDS],
  [`kind=${Array(51).fill('press').join(',')}`]: [
    'The list has 51 values; at most 50 are allowed.',
    [AT_MOST_50]
  ],
  'q=%20': [`Expected ${LENGTH}, found 0.`, [LENGTH]],
  [`q=${'x'.repeat(101)}`]: [`Expected ${LENGTH}, found 101.`, [LENGTH]]
}
testRefused('/v1/sources', REFUSED)

t.test('200 for a text of 100 characters, counted as people do', async (t) => {
  const { app } = await buildTestApp(t)
  t.equal(
    (await app.inject(`/v1/sources?q=${encodeURIComponent('💠'.repeat(100))}`)).statusCode,
    200
  )
})

t.test('400 for a parameter that is not there', async (t) => {
  const { app } = await buildTestApp(t)
  const allowed = [
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
  const message = `There is no parameter of this name; the parameters are ${allowed.join(', ')}.`
  expectProblem(t, await app.inject('/v1/sources?publisher=A'), 'unknown_parameter', {
    detail: `/query/publisher: ${message}`,
    errors: [{ pointer: '/query/publisher', message, allowed }]
  })
})
