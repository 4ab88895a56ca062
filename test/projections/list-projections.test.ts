import t from 'tap'
import { buildTestApp, type TestApp } from '../helpers/app.ts'
import { insertRows, RECORDED_AT } from '../helpers/rows.ts'
import { testEvery } from '../helpers/test-every.ts'

type Page = { data: { id: string }[]; links: { next: string | null } }

const LICENSE = 'Facts quoted with attribution: name the source of each figure.'

t.test('200 with every field', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {
    projection: [{ condition: 'ties strengthened', issued_on: '2026-02', note: 'A note.' }]
  })
  const response = await app.inject('/v1/projections')
  t.equal(response.statusCode, 200)
  t.same(response.json(), {
    data: [
      {
        id: 'P001',
        metric: 'goods_trade',
        subject: 'PAK',
        partner: 'KAZ',
        scenario: 'official-target',
        kind: 'target',
        unit: 'USD',
        base: { period: '2023', period_label: '2023', value: 400000000 },
        target: {
          period: '2030',
          period_label: '2030',
          value: 2000000000,
          low: null,
          high: null,
          bound: 'at_least',
          text: '$2 Billion+'
        },
        required: {
          years: 7,
          multiple: 5,
          annual_growth_percent: 25.85,
          annual_change: 228571428.5714,
          reason: null
        },
        condition: 'ties strengthened',
        issued_on: '2026-02',
        attributed_to: 'A Ministry',
        source: {
          id: 'a-paper',
          publisher: 'A Paper',
          kind: 'press',
          url: 'https://example.org/trade',
          published: '2024-08-21'
        },
        note: 'A note.',
        recorded_at: RECORDED_AT,
        assessment: {
          status: 'not_assessable',
          reason: 'no_comparable_series',
          method: 'growth_ratio',
          ratio: null,
          series: null,
          base: null,
          latest: null,
          asked: null,
          gap: null,
          gap_percent: null,
          now: null,
          reached_percent: null,
          target_value: null,
          required: null,
          error: null
        }
      }
    ],
    meta: {
      revision: 1,
      updated_at: RECORDED_AT,
      license: LICENSE,
      warnings: [],
      count: 1,
      total: null,
      next_cursor: null
    },
    links: { self: '/v1/projections', next: null }
  })
})

t.test('200 empty where nothing is projected', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {})
  t.same((await app.inject('/v1/projections?subject=PAK')).json(), {
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
    links: { self: '/v1/projections?subject=PAK', next: null }
  })
})

t.test('200 with the three projections of the article in the starter data', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const { data } = (await app.inject('/v1/projections?scenario=strengthened-ties')).json()
  t.same(
    data.map(
      ({ id, metric, subject, partner, unit, base, target, required }: Record<string, unknown>) => {
        return { id, metric, subject, partner, unit, base, target, required }
      }
    ),
    [
      {
        id: 'P001',
        metric: 'goods_trade',
        subject: 'PAK',
        partner: 'KAZ',
        unit: 'USD',
        base: { period: '2023', period_label: '2023', value: 400_000_000 },
        target: {
          period: '2030',
          period_label: '2030',
          value: 2_000_000_000,
          low: null,
          high: null,
          bound: 'at_least',
          text: '$2 Billion+'
        },
        required: {
          years: 7,
          multiple: 5,
          annual_growth_percent: 25.85,
          annual_change: 228571428.5714,
          reason: null
        }
      },
      {
        id: 'P002',
        metric: 'transit_teu',
        subject: 'KAZ',
        partner: 'PAK',
        unit: 'TEU',
        base: { period: '2023', period_label: '2023', value: 10_000 },
        target: {
          period: '2030',
          period_label: '2030',
          value: 150_000,
          low: null,
          high: null,
          bound: 'at_least',
          text: '150,000+ TEUs'
        },
        required: {
          years: 7,
          multiple: 15,
          annual_growth_percent: 47.24,
          annual_change: 20_000,
          reason: null
        }
      },
      {
        id: 'P003',
        metric: 'students_abroad',
        subject: 'PAK',
        partner: 'KAZ',
        unit: 'person',
        base: { period: '2023', period_label: '2023', value: 500 },
        target: {
          period: '2030',
          period_label: '2030',
          value: 5_000,
          low: null,
          high: null,
          bound: 'at_least',
          text: '5,000+'
        },
        required: {
          years: 7,
          multiple: 10,
          annual_growth_percent: 38.95,
          annual_change: 642.8571,
          reason: null
        }
      }
    ]
  )
})

/** Projections that differ from the first in one way each. */
async function insertProjections({ store }: TestApp): Promise<void> {
  await insertRows(store, {
    metric: [{}, { id: 'tariffs' }],
    scenario: [{}, { id: 'forecast' }],
    source: [{}, { id: 'a-report' }],
    projection: [
      { id: 'P001' },
      { id: 'P002', subject: 'KAZ', partner: 'PAK' },
      { id: 'P003', metric: 'tariffs' },
      { id: 'P004', scenario: 'forecast', kind: 'forecast' },
      { id: 'P005', source: 'a-report' },
      { id: 'P006', subject: 'karachi-port', partner: null },
      { id: 'P007', target_period: '2026-Q1' },
      { id: 'P008', target_period: '2025-07-01/P1Y' },
      { id: 'P009', target_period: null },
      { id: 'P010', partner: 'UZB' }
    ]
  })
}

const KEPT: Record<string, string[]> = {
  '': ['P001', 'P002', 'P003', 'P004', 'P005', 'P006', 'P007', 'P008', 'P009', 'P010'],
  'metric=tariffs': ['P003'],
  'metric=tariffs,goods_trade&scenario=forecast': ['P004'],
  'subject=kz': ['P002'],
  'subject=KAZ,karachi-port': ['P002', 'P006'],
  'partner=Pak,uz': ['P002', 'P010'],
  'between=PAK,KAZ': ['P001', 'P002', 'P003', 'P004', 'P005', 'P007', 'P008', 'P009'],
  'between=kaz,pk&subject=KAZ': ['P002'],
  'between=UZB,KAZ': [],
  'country=uz,karachi-port': ['P006', 'P010'],
  'country=KAZ&subject=KAZ': ['P002'],
  'subject_kind=port': ['P006'],
  'partner_kind=country&metric=tariffs': ['P003'],
  'subject_kind=country&country=UZB': ['P010'],
  'partner_kind=group': [],
  'scenario=forecast': ['P004'],
  'scenario=forecast,official-target&metric=tariffs': ['P003'],
  'kind=forecast': ['P004'],
  'kind=forecast,target&metric=tariffs': ['P003'],
  'kind=target&country=UZB': ['P010'],
  'kind=forecast&subject=KAZ': [],
  'source=a-report': ['P005'],
  'source=a-report,a-paper&subject=KAZ': ['P002'],
  'target_from=2030': ['P001', 'P002', 'P003', 'P004', 'P005', 'P006', 'P010'],
  'target_from=2025': ['P001', 'P002', 'P003', 'P004', 'P005', 'P006', 'P007', 'P008', 'P010'],
  'target_from=2025-07-02&target_to=2029': ['P007'],
  'target_from=2025&target_to=2025': [],
  'target_from=2025&target_to=2026': ['P007', 'P008'],
  'target_to=2026-03': ['P007'],
  'target_to=2026-06-30': ['P007', 'P008'],
  'metric=goods_trade&subject=PAK&partner=KAZ&between=PAK,KAZ&scenario=official-target&source=a-paper&target_to=2029':
    ['P007', 'P008']
}
testEvery('200 with what each filter keeps', async (t, every) => {
  const test = await buildTestApp(t)
  await insertProjections(test)
  for (const [query, ids] of Object.entries(KEPT)) {
    const { data } = (await test.app.inject(`/v1/projections?${query}`)).json()
    every.same(
      data.map(({ id }: { id: string }) => id),
      ids
    )
  }
})

t.test('200 in pages, each projection once', async (t) => {
  const test = await buildTestApp(t)
  await insertProjections(test)
  const pages: string[][] = []
  for (let next: string | null = '/v1/projections?limit=3&metric=goods_trade'; next !== null; ) {
    const { data, links }: Page = (await test.app.inject(next)).json()
    pages.push(data.map(({ id }) => id))
    next = links.next
  }
  t.same(pages, [
    ['P001', 'P002', 'P004'],
    ['P005', 'P006', 'P007'],
    ['P008', 'P009', 'P010']
  ])
})

t.test('200 with warnings where one of the list is known', async (t) => {
  const test = await buildTestApp(t)
  await insertProjections(test)
  const { data, meta } = (
    await test.app.inject(
      '/v1/projections?scenario=dream,forecast&source=x,a-paper&subject=XYZ,PAK'
    )
  ).json()
  t.equal(data.length, 1)
  t.same(meta.warnings, [
    'subject: no entity has the id XYZ; the answer is for PAK.',
    'scenario: no scenario has the id dream; the answer is for forecast.',
    'source: no source has the id x; the answer is for a-paper.'
  ])
})
