import { parse } from 'csv-parse/sync'
import t from 'tap'
import { eq } from '../../src/db/orm.ts'
import type { ProblemCode } from '../../src/http/problems.ts'
import { buildTestApp, type TestApp } from '../helpers/app.ts'
import { withdrawAll } from '../helpers/changes.ts'
import { expectProblem } from '../helpers/problem.ts'
import { insertRows, RECORDED_AT } from '../helpers/rows.ts'
import { testEvery } from '../helpers/test-every.ts'

type Conflict = {
  id: string
  kind: string
  holds: boolean
  ratio: number | null
  claims: { id: string; role: string }[]
}
type Page = {
  data: Conflict[]
  meta: { warnings: string[]; count: number }
  links: { next: string | null }
}

const LICENSE = 'Facts quoted with attribution: name the source of each figure.'
const SOURCE = {
  id: 'a-paper',
  publisher: 'A Paper',
  kind: 'press',
  url: 'https://example.org/trade',
  published: '2024-08-21'
}

/** A metric that cannot be told from both sides, so that only what a test plants is found. */
const METRIC = [{ symmetric: false }]

async function insertClaims({ store }: TestApp): Promise<void> {
  await insertRows(store, {
    metric: METRIC,
    observation: [
      // Twice as much for the same year, by two authors.
      { id: 'C0001', value: 100, text: '100' },
      { id: 'C0002', value: 200, text: '200', attributed_to: 'Another Ministry' },
      // Within rounding of each other.
      { id: 'C0003', partner: 'UZB', value: 1_500_000, text: '$1.5 million' },
      { id: 'C0004', partner: 'UZB', value: 1_520_000, text: '$1.52 million' },
      // Ten times as much.
      { id: 'C0005', subject: 'KAZ', partner: 'UZB', value: 10, text: '10' },
      { id: 'C0006', subject: 'KAZ', partner: 'UZB', value: 100, text: '100' },
      {
        id: 'C0007',
        subject: 'KAZ',
        partner: 'UZB',
        value: 40,
        text: 'about 40',
        bound: 'about'
      },
      // Nothing to be held against.
      { id: 'C0008', subject: 'UZB', partner: 'KAZ', value: 10, text: '10' }
    ]
  })
}

async function conflicts({ app }: TestApp, query: string): Promise<Conflict[]> {
  const response = await app.inject(`/v1/conflicts?${query}`)
  return (response.json() as Page).data
}

t.test('200 with rule, claims and how far apart they are', async (t) => {
  const test = await buildTestApp(t)
  await insertClaims(test)
  const response = await test.app.inject('/v1/conflicts?subject=PAK')
  t.equal(response.statusCode, 200)
  const claim = {
    metric: 'goods_trade',
    subject: 'PAK',
    partner: 'KAZ',
    product: null,
    period: '2023',
    low: null,
    high: null,
    bound: 'exact',
    unit: 'USD',
    note: null
  }
  const { data, meta, links } = response.json()
  t.match(data[0].id, /^[0-9a-f]{28}$/)
  t.same(data, [
    {
      id: data[0].id,
      kind: 'contradicts',
      rule: 'Claims about the same thing and the same period agree within their bounds and rounding.',
      holds: false,
      metric: 'goods_trade',
      subject: 'PAK',
      partner: 'KAZ',
      direction: null,
      mode: null,
      product: null,
      period: '2023',
      starts_on: '2023-01-01',
      ends_on: '2023-12-31',
      unit: 'USD',
      stated: { low: 99.5, high: 100.5 },
      expected: { low: 199.5, high: 200.5 },
      periods: 'equal',
      growth_percent: null,
      difference: 99,
      ratio: 2,
      remark:
        'One claim may revise the other, or they may use different definitions: see the notes ' +
        'and the authors.',
      claims_count: 2,
      claims: [
        {
          ...claim,
          id: 'C0001',
          role: 'stated',
          value: 100,
          text: '100',
          attributed_to: 'A Ministry',
          source: SOURCE
        },
        {
          ...claim,
          id: 'C0002',
          role: 'compared',
          value: 200,
          text: '200',
          attributed_to: 'Another Ministry',
          source: SOURCE
        }
      ],
      recorded_at: RECORDED_AT
    }
  ])
  t.same(meta, {
    revision: 1,
    updated_at: RECORDED_AT,
    license: LICENSE,
    warnings: [],
    count: 1,
    total: null,
    next_cursor: null
  })
  t.same(links, { self: '/v1/conflicts?subject=PAK', next: null })
})

t.test(
  '200 with those that do not hold, farthest apart first; the others where asked',
  async (t) => {
    const test = await buildTestApp(t)
    await insertClaims(test)
    const failing = await conflicts(test, '')
    t.same(
      failing.map(({ ratio, claims }) => [ratio, ...claims.map(({ id, role }) => `${id} ${role}`)]),
      [
        [10, 'C0005 stated', 'C0007 between', 'C0006 compared'],
        [2, 'C0001 stated', 'C0002 compared']
      ]
    )
    t.same(await conflicts(test, 'holds=false'), failing)
    const holding = await conflicts(test, 'holds=true')
    t.match(holding, [
      {
        kind: 'contradicts',
        holds: true,
        difference: 0,
        claims: [{ id: 'C0004' }, { id: 'C0003' }]
      }
    ])
    t.equal(holding.length, 1)
  }
)

const KEPT: Record<string, string[]> = {
  'metric=goods_trade': ['C0005', 'C0001'],
  'subject=kz': ['C0005'],
  'subject=PAK,KAZ': ['C0005', 'C0001'],
  'partner=KAZ': ['C0001'],
  'between=KAZ,PAK': ['C0001'],
  'between=UZB,KAZ': ['C0005'],
  'country=UZB': ['C0005'],
  'country=uzb,PAK': ['C0005', 'C0001'],
  'country=UZB&subject=PAK': [],
  'partner=KAZ&subject=UZB': [],
  'between=PAK,UZB': [],
  'subject=KAZ&partner=KAZ': [],
  'kind=contradicts': ['C0005', 'C0001'],
  'kind=growth,mirror_of': [],
  'min_ratio=2': ['C0005', 'C0001'],
  'min_ratio=2.1': ['C0005'],
  'min_ratio=10.5': [],
  'subject=UZB': []
}
testEvery('200 with what each filter keeps', async (t, every) => {
  const test = await buildTestApp(t)
  await insertClaims(test)
  for (const [query, first] of Object.entries(KEPT)) {
    every.same(
      (await conflicts(test, query)).map(({ claims }) => claims[0]?.id),
      first
    )
  }
})

t.test('200 in pages: each check once, in one order', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  for (const holds of [true, false]) {
    const all = (await app.inject(`/v1/conflicts.csv?holds=${holds}`)).body
    const ids = [
      ...new Set((parse(all, { columns: true }) as { id: string }[]).map(({ id }) => id))
    ]
    t.ok(ids.length > 50, `${ids.length} checks`)
    const walked: string[] = []
    for (let url: string | null = `/v1/conflicts?holds=${holds}&limit=13`; url; ) {
      const page: Page = (await app.inject(url)).json()
      walked.push(...page.data.map(({ id }) => id))
      url = page.links.next
    }
    t.same(walked, ids)
  }
})

t.test('a table has one row a claim of a check, with every field', async (t) => {
  const test = await buildTestApp(t)
  await insertClaims(test)
  const response = await test.app.inject('/v1/conflicts.csv?subject=KAZ')
  const rows = parse(response.body, { columns: true })
  t.match(rows, [
    {
      ratio: '10',
      holds: 'false',
      claim_id: 'C0005',
      claim_role: 'stated',
      claim_value: '10',
      claim_source_id: 'a-paper'
    },
    { claim_id: 'C0007', claim_role: 'between', claim_bound: 'about' },
    {
      claim_id: 'C0006',
      claim_role: 'compared',
      claims_count: '3',
      stated_low: '9.5',
      expected_high: '100.5'
    }
  ])
  t.equal(rows.length, 3)
})

t.test('200 for a ratio, in the unit of the figure that it was computed from', async (t) => {
  const test = await buildTestApp(t)
  const alone = { partner: null, subject: 'KAZ' }
  await insertRows(test.store, {
    metric: [
      { id: 'gdp_constant', unit: 'USD_2015' },
      { id: 'population', unit: 'person', kind: 'stock', aggregation: 'none' },
      { id: 'gdp_per_capita_constant', unit: 'USD_2015', kind: 'ratio', aggregation: 'none' }
    ],
    observation: [
      { ...alone, id: 'G', metric: 'gdp_constant', value: 300, text: '300' },
      { ...alone, id: 'P', metric: 'population', value: 20, text: '20' },
      { ...alone, id: 'H', metric: 'gdp_per_capita_constant', value: 10, text: '10' }
    ]
  })
  t.match(await conflicts(test, 'kind=ratio_of'), [
    {
      kind: 'ratio_of',
      holds: false,
      metric: 'gdp_per_capita_constant',
      unit: 'USD_2015',
      stated: { low: 185.25, high: 215.25 },
      expected: { low: 299.5, high: 300.5 },
      difference: 84.25,
      ratio: 1.5,
      claims: [
        { id: 'H', role: 'stated', unit: 'USD_2015' },
        { id: 'P', role: 'total', unit: 'person' },
        { id: 'G', role: 'part', unit: 'USD_2015' }
      ]
    }
  ])
})

t.test(
  'the claims of the article: 15 percent of 80 billion, and trade with Kazakhstan',
  async (t) => {
    const test = await buildTestApp(t, { data: 'starter' })
    t.match(await conflicts(test, 'kind=share_of&metric=trade_share&subject=PAK'), [
      {
        kind: 'share_of',
        metric: 'trade_share',
        unit: 'USD',
        stated: { low: 11527500000, high: 12477500000 },
        claims: [
          { id: 'C0005', role: 'stated', unit: 'percent' },
          { id: 'C0004', role: 'total', unit: 'USD' }
        ]
      }
    ])
    const trade = await conflicts(
      test,
      'kind=mirror_of&between=PAK,KAZ&metric=goods_trade&min_ratio=7'
    )
    t.match(trade, [{ ratio: 7.619, claims: [{ id: 'C0392' }, { id: 'C0001' }] }])
  }
)

const REFUSED: [query: string, pointer: string, allowed: RegExp][] = [
  ['kind=contradict', '/query/kind', /contradicts/],
  ['min_ratio=0.5', '/query/min_ratio', /from 1/],
  ['min_ratio=2e3', '/query/min_ratio', /a number/],
  ['holds=yes', '/query/holds', /true/],
  ['between=PAK', '/query/between', /two different ids/],
  ['limit=201', '/query/limit', /1 to 200/],
  ['metric=good_trade', '/query/metric', /^goods_trade$/],
  ['ratio=2', '/query/ratio', /min_ratio/]
]
const CODES: Record<string, ProblemCode> = {
  '/query/ratio': 'unknown_parameter',
  '/query/metric': 'unknown_id'
}
testEvery('400 for parameters that are wrong', async (t, every) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { observation: [{}] })
  for (const [query, pointer, allowed] of REFUSED) {
    const response = await app.inject(`/v1/conflicts?${query}`)
    const { errors } = response.json()
    expectProblem(every, response, CODES[pointer] ?? 'invalid_parameter', { errors })
    every.match(errors, [{ pointer }])
    every.match(errors[0].allowed.join(' '), allowed)
  }
})

t.test('200 as it was: before a correction, after it, and once the claim is gone', async (t) => {
  const test = await buildTestApp(t)
  const at = (day: string) => ({ kind: `of ${day}`, time: `${day}T12:00:00Z` })
  const claims = (value: number) => ({
    metric: METRIC,
    observation: [{ value: 100 }, { id: 'C0002', value }]
  })
  await insertRows(test.store, claims(300), at('2026-01-01'))
  await insertRows(test.store, claims(200), at('2026-02-01'))
  await withdrawAll(test.store, { observation: ['C0002'] }, { time: '2026-03-01T12:00:00Z' })
  const seen = async (query: string) => {
    const { data, meta } = (await test.app.inject(`/v1/conflicts?${query}`)).json()
    return [
      meta.revision,
      ...data.map((row: Conflict) => [row.ratio, ...row.claims.map(({ id }) => id)])
    ]
  }
  t.same(await seen(''), [3])
  t.same(await seen('as_of=2026-02-28'), [2, [2, 'C0001', 'C0002']])
  t.same(await seen('as_of=2026-01-31&subject=PAK&min_ratio=3'), [1, [3, 'C0001', 'C0002']])
  t.same(await seen('as_of=2026-01-31&subject=KAZ'), [1])
  const early = await test.app.inject('/v1/conflicts?as_of=2025-12-31')
  expectProblem(t, early, 'invalid_parameter', { errors: early.json().errors })
  t.match(early.json().errors, [
    { pointer: '/query/as_of', allowed: ['a time of 2026-01-01T12:00:00Z or later'] }
  ])
})

t.test('200 with a warning for a time before claims were checked', async (t) => {
  const test = await buildTestApp(t)
  const at = (day: string) => ({ kind: `of ${day}`, time: `${day}T12:00:00Z` })
  await insertRows(test.store, { metric: METRIC, observation: [{ value: 100 }] }, at('2026-01-01'))
  await insertRows(test.store, { observation: [{}, { id: 'C0002', value: 200 }] }, at('2026-02-01'))
  await test.store.transaction(async ({ db, tables: { imports } }) => {
    await db.update(imports).set({ detector: null }).where(eq(imports.revision, 1))
  })
  const warnings = async (query: string) =>
    ((await test.app.inject(`/v1/conflicts?${query}`)).json() as Page).meta.warnings
  t.same(await warnings('as_of=2026-01-31'), [
    'as_of: claims were not checked before 2026-02-01T12:00:00Z, so an empty list does not mean ' +
      'that they agreed.'
  ])
  t.same(await warnings('as_of=2026-02-28'), [])
  t.same(await warnings(''), [])
})
