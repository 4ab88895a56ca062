import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { buildTestApp, type TestApp } from '../helpers/app.ts'
import { expectProblem } from '../helpers/problem.ts'
import { insertRows } from '../helpers/rows.ts'
import { testEvery } from '../helpers/test-every.ts'

type Page = { data: { id: string }[]; links: { next: string | null } }

/** The ids of every page from the first to `next: null`. */
async function walk(app: FastifyInstance, url: string): Promise<string[][]> {
  const pages: string[][] = []
  for (let next: string | null = url; next !== null; ) {
    const { data, links }: Page = (await app.inject(next)).json()
    pages.push(data.map((row) => row.id))
    next = links.next
  }
  return pages
}

const RANGE = { value: null, low: 1, high: 9, bound: 'range' } as const

/**
 * Ten claims of two imports: ties, periods of unlike length that end on one day, missing periods,
 * missing values.
 */
async function insertClaims({ store }: TestApp): Promise<void> {
  await insertRows(store, {
    observation: [
      { id: 'C0004', period: '2023', value: 30 },
      { id: 'C0002', period: '2023-Q4', value: 30 },
      { id: 'C0009', period: null, value: -5 },
      { id: 'C0001', period: '2022', ...RANGE },
      { id: 'C0007', period: null, ...RANGE }
    ]
  })
  const later = {
    observation: [
      { id: 'C0005', period: '2024-07-01/P1Y', value: 1000 },
      { id: 'C0003', period: '2024', ...RANGE },
      { id: 'C0010', period: null, value: 0.5 },
      { id: 'C0006', period: '1999-12-31', value: 0 },
      { id: 'C0008', period: '2023-12-31', value: 9 }
    ]
  }
  await insertRows(store, later, { time: '2026-02-03T04:05:06Z' })
}

const ORDERS = {
  '-period': [
    'C0005',
    'C0003',
    'C0008',
    'C0004',
    'C0002',
    'C0001',
    'C0006',
    'C0010',
    'C0009',
    'C0007'
  ],
  period: [
    'C0006',
    'C0001',
    'C0002',
    'C0004',
    'C0008',
    'C0003',
    'C0005',
    'C0007',
    'C0009',
    'C0010'
  ],
  '-recorded_at': [
    'C0010',
    'C0008',
    'C0006',
    'C0005',
    'C0003',
    'C0009',
    'C0007',
    'C0004',
    'C0002',
    'C0001'
  ],
  recorded_at: [
    'C0001',
    'C0002',
    'C0004',
    'C0007',
    'C0009',
    'C0003',
    'C0005',
    'C0006',
    'C0008',
    'C0010'
  ],
  '-value': [
    'C0005',
    'C0004',
    'C0002',
    'C0008',
    'C0010',
    'C0006',
    'C0009',
    'C0007',
    'C0003',
    'C0001'
  ],
  value: ['C0009', 'C0006', 'C0010', 'C0008', 'C0002', 'C0004', 'C0005', 'C0001', 'C0003', 'C0007'],
  '-id': ['C0010', 'C0009', 'C0008', 'C0007', 'C0006', 'C0005', 'C0004', 'C0003', 'C0002', 'C0001'],
  id: ['C0001', 'C0002', 'C0003', 'C0004', 'C0005', 'C0006', 'C0007', 'C0008', 'C0009', 'C0010']
}

testEvery('200 in each order in pages of any size, each claim once', async (t, every) => {
  const test = await buildTestApp(t)
  await insertClaims(test)
  for (const [sort, order] of Object.entries(ORDERS)) {
    // Page sizes that end before, on and after the place where missing values begin.
    for (const limit of [1, 2, 3, 7, 10, 11]) {
      const url = `/v1/observations?metric=goods_trade&sort=${sort}&limit=${limit}`
      const pages = await walk(test.app, url)
      every.same(pages.flat(), order, url)
      every.equal(pages.length, Math.ceil(order.length / limit), url)
      every.ok(
        pages.slice(0, -1).every((page) => page.length === limit),
        url
      )
    }
  }
})

t.test('200 with the newest period first unless told', async (t) => {
  const test = await buildTestApp(t)
  await insertClaims(test)
  t.same(await walk(test.app, '/v1/observations'), [ORDERS['-period']])
  t.same((await walk(test.app, '/v1/observations?limit=1')).flat(), ORDERS['-period'])
})

t.test('200 sorted within what the filters keep', async (t) => {
  const test = await buildTestApp(t)
  await insertClaims(test)
  const kept = (url: string) => walk(test.app, url)
  t.same(await kept('/v1/observations?metric=goods_trade&sort=-value&from=2023&limit=1'), [
    ['C0005'],
    ['C0004'],
    ['C0002'],
    ['C0008'],
    ['C0003']
  ])
  t.same(await kept('/v1/observations?bound=range&sort=period&limit=1'), [
    ['C0001'],
    ['C0003'],
    ['C0007']
  ])
  t.same(await kept('/v1/observations?bound=range&sort=period&to=2022&limit=1'), [['C0001']])
})

t.test('200 sorted by value where the one metric is given twice', async (t) => {
  const test = await buildTestApp(t)
  await insertClaims(test)
  t.same(await walk(test.app, '/v1/observations?metric=goods_trade,goods_trade&sort=value'), [
    ORDERS.value
  ])
})

testEvery(
  '400 for a sort by values of unlike metrics, which cannot be compared',
  async (t, every) => {
    const { app, store } = await buildTestApp(t)
    await insertRows(store, { metric: [{}, { id: 'tariffs' }] })
    for (const query of ['sort=value', 'sort=-value', 'metric=goods_trade,tariffs&sort=value']) {
      const message = 'Values can be sorted only within one metric: give exactly one metric.'
      expectProblem(every, await app.inject(`/v1/observations?${query}`), 'invalid_parameter', {
        detail: `/query/sort: ${message}`,
        errors: [
          {
            pointer: '/query/sort',
            message,
            allowed: ['sort by value together with exactly one metric']
          }
        ]
      })
    }
  }
)
