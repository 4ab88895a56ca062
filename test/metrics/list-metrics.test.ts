import t from 'tap'
import { buildTestApp, type TestApp } from '../helpers/app.ts'
import { expectProblem } from '../helpers/problem.ts'
import { insertRows, RECORDED_AT } from '../helpers/rows.ts'
import { testEvery } from '../helpers/test-every.ts'
import { testRefused } from '../helpers/test-refused.ts'

type Page = { data: { id: string }[]; links: { next: string | null } }

const LICENSE = 'MIT: names and definitions are the words of this project.'

async function insertMetrics({ store }: TestApp): Promise<void> {
  await insertRows(store, {
    metric: [
      { id: 'goods_trade' },
      {
        id: 'border-time',
        name: 'Time at the border',
        definition: 'Hours, 50% of lorries.',
        topic: 'logistics',
        kind: 'duration'
      },
      {
        id: 'students',
        name: 'Students',
        definition: 'Of Türkiye \\ all, at the end of a year.',
        topic: 'education',
        kind: 'stock'
      },
      { id: 'imports', name: 'Imports', definition: 'What is bought abroad.' }
    ]
  })
}

t.test('200 with every field and the coverage, by id', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {
    metric: [
      {
        id: 'imports',
        short_name: 'Imports',
        partnered: 'yes',
        symmetric: false,
        aggregation: 'none',
        by_product: 'no',
        desired: 'none',
        subject_kinds: ['port']
      },
      {}
    ],
    source: [{}, { id: 'a-report' }],
    observation: [
      { id: 'C0001', period: '2022' },
      { id: 'C0002', period: '2023-Q1', source: 'a-report' },
      { id: 'C0003', period: null, subject: 'UZB' }
    ]
  })
  const response = await app.inject('/v1/metrics')
  t.equal(response.statusCode, 200)
  t.same(response.json(), {
    data: [
      {
        id: 'goods_trade',
        name: 'Goods trade turnover',
        short_name: null,
        definition: 'Exports plus imports.',
        unit: 'USD',
        topic: 'trade',
        kind: 'flow',
        desired: 'increase',
        subject_kinds: ['country', 'group', 'port'],
        partnered: 'optional',
        symmetric: true,
        aggregation: 'sum',
        by_product: 'no',
        minimum: null,
        maximum: null,
        coverage: {
          observations: 3,
          first_period: '2022',
          last_period: '2023-Q1',
          sources: 2,
          subjects: 2
        }
      },
      {
        id: 'imports',
        name: 'Goods trade turnover',
        short_name: 'Imports',
        definition: 'Exports plus imports.',
        unit: 'USD',
        topic: 'trade',
        kind: 'flow',
        desired: 'none',
        subject_kinds: ['port'],
        partnered: 'yes',
        symmetric: false,
        aggregation: 'none',
        by_product: 'no',
        minimum: null,
        maximum: null,
        coverage: {
          observations: 0,
          first_period: null,
          last_period: null,
          sources: 0,
          subjects: 0
        }
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
    links: { self: '/v1/metrics', next: null }
  })
})

t.test('200 empty where nothing matches', async (t) => {
  const test = await buildTestApp(t)
  await insertMetrics(test)
  t.same((await test.app.inject('/v1/metrics?topic=transit')).json(), {
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
    links: { self: '/v1/metrics?topic=transit', next: null }
  })
})

const KEPT: Record<string, string[]> = {
  '': ['border-time', 'goods_trade', 'imports', 'students'],
  'topic=trade': ['goods_trade', 'imports'],
  'topic=logistics,education': ['border-time', 'students'],
  'kind=stock': ['students'],
  'kind=stock,duration': ['border-time', 'students'],
  'kind=ratio': [],
  'topic=trade&kind=stock': [],
  'topic=trade,education&kind=stock': ['students'],
  'q=GOODS_TRADE': ['goods_trade'],
  'q=turnover': ['goods_trade'],
  'q=bought': ['imports'],
  'q=imports': ['goods_trade', 'imports'],
  'q=turkiye': ['students'],
  'q=TÜRKİYE': ['students'],
  'q=at  the': ['border-time', 'students'],
  'q=%': ['border-time'],
  'q=_': ['goods_trade'],
  'q=\\': ['students'],
  'q=goods%trade': [],
  'q=imports&topic=trade': ['goods_trade', 'imports'],
  'q=at the&kind=stock': ['students']
}
testEvery('200 with what each filter keeps', async (t, every) => {
  const test = await buildTestApp(t)
  await insertMetrics(test)
  for (const [query, ids] of Object.entries(KEPT)) {
    const { data } = (await test.app.inject(`/v1/metrics?${encodeURI(query)}`)).json()
    every.same(
      data.map(({ id }: { id: string }) => id),
      ids
    )
  }
})

t.test('200 in pages, each metric once', async (t) => {
  const test = await buildTestApp(t)
  await insertMetrics(test)
  const pages: string[][] = []
  for (let next: string | null = '/v1/metrics?limit=1'; next !== null; ) {
    const { data, links }: Page = (await test.app.inject(next)).json()
    pages.push(data.map(({ id }) => id))
    next = links.next
  }
  t.same(pages, [['border-time'], ['goods_trade'], ['imports'], ['students']])
})

const TOPICS = [
  'trade',
  'transit',
  'logistics',
  'education',
  'infrastructure',
  'economy',
  'prices',
  'people',
  'finance'
]
const KINDS = ['flow', 'stock', 'index', 'ratio', 'duration', 'distance']
const LENGTH = '1 to 100 characters'
const AT_MOST_50 = 'at most 50 values separated by commas'
const REFUSED: Record<string, [message: string, allowed: string[]]> = {
  'topic=trade,weather': [`"weather" is not one of ${TOPICS.join(', ')}.`, TOPICS],
  [`topic=${Array(51).fill('trade').join(',')}`]: [
    'The list has 51 values; at most 50 are allowed.',
    [AT_MOST_50]
  ],
  'kind=Flow': [`"Flow" is not one of ${KINDS.join(', ')}.`, KINDS],
  'kind=flow,': [`"" is not one of ${KINDS.join(', ')}.`, KINDS],
  'q=%20%20': [`Expected ${LENGTH}, found 0.`, [LENGTH]],
  [`q=${'x'.repeat(101)}`]: [`Expected ${LENGTH}, found 101.`, [LENGTH]]
}
testRefused('/v1/metrics', REFUSED)

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
    'topic',
    'total',
    'unit'
  ]
  const message =
    'There is no parameter of this name. Did you mean fields? The parameters are ' +
    `${allowed.join(', ')}.`
  expectProblem(t, await app.inject('/v1/metrics?columns=id'), 'unknown_parameter', {
    detail: `/query/columns: ${message}`,
    errors: [{ pointer: '/query/columns', message, allowed }]
  })
})
