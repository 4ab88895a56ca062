// What a projection is compared with by a rule: series joined from all authors, and those made of
// other series; and the base from which progress is measured.
import { parse } from 'csv-parse/sync'
import t, { type Test } from 'tap'
import type { ProjectionProgress } from '../../src/projections/progress-schemas.ts'
import { buildTestApp, type TestApp } from '../helpers/app.ts'
import { expectProblem } from '../helpers/problem.ts'
import { insertRows } from '../helpers/rows.ts'

type Rows = Parameters<typeof insertRows>[1]
type Claims = NonNullable<Rows['observation']>
type Row = ProjectionProgress['rows'][number]

const PROGRESS = '/v1/projections/P001/progress'
const OWN = 'goods_trade~PAK~KAZ~~~~P1Y-01'
const MIRROR = 'goods_trade~KAZ~PAK~~~~P1Y-01'
const KAZAKH = { subject: 'KAZ', partner: 'PAK' }

/** One claim a period, with ids in the order given. */
const figures = (values: Record<string, number>, over: Claims[number] = {}, name = 'C'): Claims =>
  Object.entries(values).map(([period, value], index) => ({
    id: `${name}${index + 1}`,
    period,
    value,
    ...over
  }))

/** The months or quarters of a stretch: 1, 2, 3 … in order. */
const parts = (periods: string[], over: Claims[number] = {}) =>
  figures(Object.fromEntries(periods.map((period, index) => [period, index + 1])), over)
const months = (first: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => {
    const [year = 0, month = 0] = first.split('-').map(Number)
    return new Date(Date.UTC(year, month - 1 + index)).toISOString().slice(0, 7)
  })

/** An app with one projection, 400 in 2023 to 2000 in 2030 unless told otherwise. */
async function served(t: Test, rows: Rows, projection: object = {}): Promise<TestApp> {
  const test = await buildTestApp(t)
  await insertRows(test.store, {
    ...rows,
    projection: [{ base_value: 400, value: 2_000, ...projection }]
  })
  return test
}
const ask = async ({ app }: TestApp, query = ''): Promise<ProjectionProgress> =>
  (await app.inject(`${PROGRESS}${query}`)).json().data
const rowsOf = async (t: Test, rows: Rows, projection: object = {}): Promise<Row[]> =>
  (await ask(await served(t, rows, projection))).rows
async function rowOf(t: Test, rows: Rows, projection: object = {}): Promise<Row> {
  const [row, ...others] = await rowsOf(t, rows, projection)
  if (!row || others.length > 0) throw new Error(`one row was expected, not ${others.length}`)
  return row
}
const short = ({ series, made, latest, points }: Row) => [
  series.id,
  made.join(' '),
  latest.observation,
  latest.value,
  points
]
const baseOf = ({ base }: Row) =>
  base && [base.basis, base.period, base.value, base.scale, base.observation]

t.test('the claims of two authors join into one series', async (t) => {
  const observation = [
    ...figures({ '2023': 400 }),
    ...figures({ '2025': 600 }, { attributed_to: 'A Bureau' }, 'B')
  ]
  const test = await served(t, { observation })
  const source = {
    id: 'a-paper',
    publisher: 'A Paper',
    kind: 'press',
    url: 'https://example.org/trade',
    published: '2024-08-21'
  }
  const { rows } = await ask(test, '?method=growth_ratio')
  t.same(rows, [
    {
      series: {
        id: OWN,
        subject: 'PAK',
        partner: 'KAZ',
        direction: null,
        mode: null,
        product: null,
        attributed_to: null,
        calendar: 'P1Y-01'
      },
      rule: 'preferred',
      made: [],
      made_from: [],
      base: {
        observation: 'C1',
        computed_from: [],
        period: '2023',
        period_label: '2023',
        value: 400,
        bound: 'exact',
        others: 0,
        source,
        is_own: true,
        basis: 'stated',
        scale: 1
      },
      latest: {
        observation: 'B1',
        computed_from: [],
        period: '2025',
        period_label: '2025',
        value: 600,
        bound: 'exact',
        others: 0,
        source
      },
      points: 2,
      observed: { years: 2, annual_growth_percent: 22.47, annual_change: 100, reason: null },
      required: {
        years: 7,
        multiple: 5,
        annual_growth_percent: 25.85,
        annual_change: 228.5714,
        reason: null
      },
      reached_percent: 12.5,
      reached_of_projection_percent: 12.5,
      outcome: null,
      methods: [
        {
          method: 'growth_ratio',
          value: 0.869423,
          projected: 1653.4056,
          score: 1.9244,
          status: 'moderate',
          reason: null
        }
      ]
    }
  ])
  t.same((await ask(test, '?by=rule&rule=preferred&method=growth_ratio')).rows, rows)
  t.equal((await ask(test, '?by=author')).rows.length, 2, 'by author they stay apart')
})

t.test('the other order of a symmetric pair stays apart', async (t) => {
  const observation = [
    ...figures({ '2024': 50 }, KAZAKH, 'K'),
    ...figures({ '2023': 400, '2024': 500 })
  ]
  const rows = await rowsOf(t, { observation })
  t.same(rows.map(short), [
    [OWN, '', 'C2', 500, 2],
    [MIRROR, 'mirror', 'K1', 50, 1]
  ])
  t.same(rows.map(baseOf), [
    ['stated', '2023', 400, 1, 'C1'],
    ['stated', '2023', 400, 1, null]
  ])
  const metric = [{ symmetric: false }]
  t.same((await rowsOf(t, { metric, observation })).map(short), [[OWN, '', 'C2', 500, 2]])
})

t.test('series of one direction or mode come after those of all traffic', async (t) => {
  const observation = [
    ...figures({ '2024': 1 }, { mode: 'rail' }, 'R'),
    ...figures({ '2024': 2 }, { ...KAZAKH }, 'K')
  ]
  t.same((await rowsOf(t, { observation })).map(short), [
    [MIRROR, 'mirror', 'K1', 2, 1],
    ['goods_trade~PAK~KAZ~~rail~~P1Y-01', '', 'R1', 1, 1]
  ])
})

t.test('months that fill a year are summed, eleven are not', async (t) => {
  const monthly = 'goods_trade~PAK~KAZ~~~~P1M'
  const row = await rowOf(t, { observation: parts(months('2024-01', 14)) })
  t.same(
    [short(row), row.made_from, row.latest.period],
    [[`${OWN}=${monthly}`, 'sum_of_periods', null, 78, 1], [monthly], '2024']
  )
  t.same([row.latest.source, row.latest.computed_from.length], [null, 12])
  t.same(await rowsOf(t, { observation: parts(months('2024-01', 11)) }), [])
  t.same(await rowsOf(t, { observation: parts(months('2024-02', 12)) }), [], 'no whole year')
})

t.test('months and quarters fill a fiscal year', async (t) => {
  const fiscal = { base_period: '2022-07-01/P1Y', target_period: '2029-07-01/P1Y' }
  const ofMonths = await rowOf(t, { observation: parts(months('2023-07', 12)) }, fiscal)
  t.same([ofMonths.latest.period, ofMonths.latest.value], ['2023-07-01/P1Y', 78])
  const quarters = parts(['2023-Q3', '2023-Q4', '2024-Q1', '2024-Q2'])
  const ofQuarters = await rowOf(t, { observation: quarters }, fiscal)
  t.same(
    [ofQuarters.latest.period, ofQuarters.latest.value, ofQuarters.latest.computed_from],
    ['2023-07-01/P1Y', 10, ['C1', 'C2', 'C3', 'C4']]
  )
  t.same(await rowsOf(t, { observation: quarters }), [], 'they fill no calendar year')
})

t.test('a metric that does not add up is not summed', async (t) => {
  const metric = [{ kind: 'index' as const, aggregation: 'mean' as const }]
  t.same(await rowsOf(t, { metric, observation: parts(months('2024-01', 12)) }), [])
})

t.test('exports and imports add up to trade where both are known', async (t) => {
  const metric = [
    {},
    { id: 'goods_exports', symmetric: false },
    { id: 'goods_imports', symmetric: false }
  ]
  const observation = [
    ...figures({ '2023': 300, '2024': 350, '2025': 360 }, { metric: 'goods_exports' }, 'E'),
    ...figures({ '2023': 100, '2025': 140 }, { metric: 'goods_imports', bound: 'about' }, 'I')
  ]
  const row = await rowOf(t, { metric, observation })
  const from = ['goods_exports~PAK~KAZ~~~~P1Y-01', 'goods_imports~PAK~KAZ~~~~P1Y-01']
  t.same(
    [row.series.id, row.made, row.made_from],
    [`${OWN}=${from.join('+')}`, ['sum_of_metrics'], from]
  )
  t.same(row.latest, {
    observation: null,
    computed_from: ['E3', 'I2'],
    period: '2025',
    period_label: '2025',
    value: 500,
    bound: 'about',
    others: 0,
    source: null
  })
  t.same([row.points, baseOf(row)], [2, ['stated', '2023', 400, 1, null]])
  const direct = figures({ '2024': 700 })
  const both = await rowsOf(t, { metric, observation: [...observation, ...direct] })
  t.equal(new Set(both.map(({ series }) => series.id)).size, 2, 'the claims of trade stay apart')
})

t.test('the dates of a stock stand for years without a claim', async (t) => {
  const metric = [{ kind: 'stock' as const, aggregation: 'none' as const }]
  const observation = figures({
    '2023': 400,
    '2023-12-31': 1,
    '2025-03': 500,
    '2025-05-30': 600
  })
  const row = await rowOf(t, { metric, observation })
  t.same(
    [row.series.id, row.made, row.made_from],
    [OWN, ['dates_as_years'], [OWN, 'goods_trade~PAK~KAZ~~~~P1D']]
  )
  t.same(
    [row.base?.observation, row.latest.observation, row.latest.period, row.points],
    ['C1', 'C4', '2025-05-30', 2]
  )
  t.same([row.observed.years, row.observed.annual_growth_percent], [2, 22.47])
  t.same((await rowsOf(t, { observation })).map(short), [[OWN, '', 'C1', 400, 1]], 'not of a flow')
})

t.test('the students of the article are on track', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const { data } = (await app.inject('/v1/projections/P003/progress?method=growth_ratio')).json()
  const [row, ...others] = data.rows as Row[]
  if (!row) throw new Error('there is no row')
  t.same(others, [])
  t.same([row.made, row.latest.period, row.latest.value], [['dates_as_years'], '2025-05-30', 1_000])
  t.same([baseOf(row)?.slice(0, 4), row.observed.years], [['stated', '2023', 500, 1], 2])
  // (2^(1/2) - 1) / (10^(1/7) - 1)
  t.same([row.methods[0]?.value, row.methods[0]?.status], [1.063462, 'on_track'])
})

t.test('each base from which progress is measured', async (t) => {
  const base = async (values: Record<string, number>, projection: object = {}) => {
    const row = await rowOf(t, { observation: figures(values) }, projection)
    return [baseOf(row), row.observed.annual_change]
  }
  const unstated = { base_value: null }
  const undated = { base_period: null, base_value: null, issued_on: '2024-06' }
  t.same(await base({ '2023': 408, '2025': 600 }), [['stated', '2023', 400, 1, 'C1'], 100])
  t.same(await base({ '2024': 500, '2025': 600 }), [['stated', '2023', 400, 1, null], 100])
  // 640 · 400 / 320 = 800
  t.same(await base({ '2023': 320, '2025': 640 }), [['rescaled', '2023', 400, 1.25, 'C1'], 200])
  t.same(await base({ '2023': 319, '2025': 639 }), [['series', '2023', 319, 1, 'C1'], 160])
  t.same(await base({ '2023': 52.5, '2024': 53.7 }), [['series', '2023', 52.5, 1, 'C1'], 1.2])
  t.same(await base({ '2023': 52.5, '2024': 53.7 }, unstated), [
    ['series', '2023', 52.5, 1, 'C1'],
    1.2
  ])
  t.same(await base({ '2022': 1, '2024': 500, '2025': 600 }, unstated), [
    ['later', '2024', 500, 1, 'C2'],
    100
  ])
  t.same(await base({ '2022': 300, '2023': 400, '2025': 600 }, undated), [
    ['issued', '2023', 400, 1, 'C2'],
    100
  ])
  t.same(await base({ '2017': 1, '2018': 200, '2023': 400 }), [
    ['recent', '2018', 200, 1, 'C2'],
    40
  ])
})

t.test('a revised series begins where the projection begins', async (t) => {
  const row = await rowOf(
    t,
    { observation: figures({ '2023': 226.9, '2025': 250 }) },
    {
      base_value: 201,
      value: 402
    }
  )
  const scale = 201 / 226.9
  t.same(baseOf(row), ['rescaled', '2023', 201, scale, 'C1'])
  t.same([row.latest.value, row.required.multiple], [250, 2], 'shown as it was published')
  // 250 · 201 / 226.9 - 201 = 20.46 in two years, of 201
  t.same([row.observed.annual_change, row.reached_percent], [10.2316, 10.18])
  t.equal(row.observed.annual_growth_percent, 4.97, '(250 / 226.9)^(1/2) - 1')
})

t.test('rates are compared by differences', async (t) => {
  const metric = [{ unit: 'percent', desired: 'decrease' as const, symmetric: false }]
  const rows = { metric, observation: figures({ '2023': 12, '2025': 9 }) }
  const row = await rowOf(t, rows, { base_value: 12, value: 5, bound: 'at_most' })
  t.same(row.observed, {
    years: 2,
    annual_growth_percent: null,
    annual_change: -1.5,
    reason: 'rate'
  })
  t.same(row.required, {
    years: 7,
    multiple: null,
    annual_growth_percent: null,
    annual_change: -1,
    reason: 'rate'
  })
  t.same(
    row.methods.map(({ method, value, projected, status }) => [method, value, projected, status]),
    [
      // 9 - 5 · 1.5 is less than 5
      ['growth_ratio', 1.5, 1.5, 'on_track'],
      ['progress_chart', 1.5, 1.5, 'met_or_on_track'],
      ['weather', null, null, null],
      ['current_status', 4.285714, null, 'advancing'],
      ['anticipated_progress', 0, 1.5, 'on_track'],
      // 4 points in five years
      ['required_pace', -0.8, null, 'on_track']
    ]
  )
})

t.test('a rate whose direction nobody set is not judged', async (t) => {
  const metric = [{ unit: 'percent', desired: 'none' as const }]
  const rows = { metric, observation: figures({ '2023': 12, '2025': 5 }) }
  const projection = { base_value: 12, value: 5, bound: 'exact', target_period: '2025' }
  const { direction, rows: found } = await ask(await served(t, rows, projection))
  t.same([direction, found[0]?.outcome, found[0]?.observed.annual_change], [null, null, -3.5])
  t.same(
    found[0]?.methods.map(({ value, status, reason }) => [value, status, reason]),
    Array(6).fill([null, null, 'no_direction'])
  )
  const open = await ask(await served(t, rows, { ...projection, bound: 'at_most' }))
  t.same([open.direction, open.rows[0]?.outcome], ['decrease', 'reached'])
})

const THREE_SOURCES: Rows = {
  source: [
    {},
    { id: 'b-paper', published: '2025-01-01' },
    { id: 'bureau', kind: 'official_statistics', published: '2023' }
  ],
  observation: [
    ...figures({ '2023': 400, '2024': 450 }),
    ...figures({ '2024': 470 }, { source: 'b-paper' }, 'B'),
    ...figures({ '2024': 460 }, { source: 'bureau' }, 'S')
  ]
}

t.test('the rule takes the claims, and source limits them', async (t) => {
  const test = await served(t, THREE_SOURCES)
  const taken = async (query: string) =>
    (await ask(test, query)).rows.map(({ rule, latest, points }) => [
      rule,
      latest.observation,
      latest.others,
      points
    ])
  t.same(await taken(''), [['preferred', 'S1', 2, 2]])
  t.same(await taken('?rule=latest_published'), [['latest_published', 'B1', 2, 2]])
  t.same(await taken('?rule=median'), [['median', 'S1', 2, 2]])
  t.same(await taken('?rule=source:b-paper'), [['source:b-paper', 'B1', 2, 1]])
  t.same(await taken('?source=a-paper,b-paper'), [['preferred', 'B1', 1, 2]])
  t.same(await taken('?source=bureau&rule=source:b-paper'), [])
})

t.test('400 for a rule without a series to make, and for an unknown source', async (t) => {
  const { app } = await served(t, THREE_SOURCES)
  for (const aspect of ['progress', 'outlook']) {
    const url = `/v1/projections/P001/${aspect}`
    expectProblem(t, await app.inject(`${url}?by=author&rule=median`), 'invalid_parameter', {
      errors: [
        {
          pointer: '/query/rule',
          message: 'A series of one author (by=author) is made without a rule.',
          allowed: ['Leave out `rule`, or ask with by=rule.']
        }
      ]
    })
    expectProblem(t, await app.inject(`${url}?rule=source:c-paper`), 'unknown_id', {
      errors: [
        {
          pointer: '/query/rule',
          message: 'No source has the id "c-paper". Similar ids: a-paper, b-paper.',
          allowed: ['source:a-paper', 'source:b-paper']
        }
      ]
    })
    expectProblem(t, await app.inject(`${url}?by=nobody`), 'invalid_parameter', {
      errors: [
        {
          pointer: '/query/by',
          message: '"nobody" is not one of rule, author.',
          allowed: ['rule', 'author']
        }
      ]
    })
  }
})

t.test('CSV says how each series was made, and from what', async (t) => {
  const { app } = await served(t, {
    observation: [
      ...figures({ '2023': 400 }),
      ...parts(['2024-Q1', '2024-Q2', '2024-Q3', '2024-Q4'], KAZAKH).map((one, index) => ({
        ...one,
        id: `Q${index}`
      }))
    ]
  })
  const rows: Record<string, string>[] = parse(
    (await app.inject(`${PROGRESS}.csv?method=weather`)).body,
    { columns: true }
  )
  const quarterly = 'goods_trade~KAZ~PAK~~~~P3M'
  t.same(
    rows.map((row) => [
      row['series_id'],
      row['rule'],
      row['made'],
      row['made_from'],
      row['base_basis'],
      row['latest_computed_from'],
      row['latest_value']
    ]),
    [
      [OWN, 'preferred', '', '', 'stated', '', '400'],
      [
        `${MIRROR}=${quarterly}`,
        'preferred',
        'mirror|sum_of_periods',
        quarterly,
        'stated',
        'Q0|Q1|Q2|Q3',
        '10'
      ]
    ]
  )
})

t.test('an outlook tells the claims of a pair from a sum for the same pair', async (t) => {
  const observation = [
    ...figures({ '2023': 400, '2024': 500 }),
    ...parts(['2024-Q1', '2024-Q2', '2024-Q3', '2024-Q4']).map((one, index) => ({
      ...one,
      id: `Q${index}`
    }))
  ]
  const { app } = await served(t, { observation })
  const { data } = (await app.inject('/v1/projections/P001/outlook')).json()
  const sum = `${OWN}=goods_trade~PAK~KAZ~~~~P3M`
  t.same(
    data.series.map(({ id, made }: { id: string; made: string[] }) => [id, made]),
    [
      [OWN, []],
      [sum, ['sum_of_periods']]
    ]
  )
  const year = data.periods.find(({ period }: { period: string }) => period === '2024')
  t.same(
    year.observations.map((one: Record<string, unknown>) => [
      one['series'],
      one['observation'],
      one['computed_from'],
      one['value']
    ]),
    [
      [OWN, 'C2', [], 500],
      [sum, null, ['Q0', 'Q1', 'Q2', 'Q3'], 10]
    ]
  )
})
