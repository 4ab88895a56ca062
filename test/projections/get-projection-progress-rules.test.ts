// Which figures of which author series a projection is held against, and what follows for its
// methods. See by-rule.test.ts for series by rule.
import t, { type Test } from 'tap'
import { buildTestApp, type TestApp } from '../helpers/app.ts'
import { pluck } from '../helpers/pluck.ts'
import { insertRows } from '../helpers/rows.ts'

type Rows = Parameters<typeof insertRows>[1]
type Claims = NonNullable<Rows['observation']>
type Assessment = {
  method: string
  value: number | null
  status: string | null
  reason: string | null
}
type Figure = {
  observation: string
  period: string
  value: number
  others: number
  is_own?: boolean
}
type Growth = {
  years: number | null
  annual_growth_percent: number | null
  annual_change: number | null
  reason: string | null
}
type Row = {
  series: {
    subject: string
    partner: string | null
    attributed_to: string | null
    calendar: string
  }
  base: Figure | null
  latest: Figure
  points: number
  observed: Growth
  required: Growth & { multiple: number | null }
  reached_percent: number | null
  reached_of_projection_percent: number | null
  outcome: string | null
  methods: Assessment[]
}

const FISCAL_2023 = '2022-07-01/P1Y'
const FISCAL_2024 = '2023-07-01/P1Y'

/** Claims with ids in the order given. */
const claims = (...rows: Claims): Claims =>
  rows.map((row, index) => ({ id: `C${String(index + 1).padStart(3, '0')}`, ...row }))
/** One claim a period. */
const figures = (values: Record<string, number>): Claims =>
  claims(...Object.entries(values).map(([period, value]) => ({ period, value })))

const progress = async ({ app }: Pick<TestApp, 'app'>, query = '') =>
  (await app.inject(`/v1/projections/P001/progress?by=author${query}`)).json().data

/**
 * The progress of one projection, 400 in 2023 to 2000 in 2030 unless told otherwise, as these
 * claims show it.
 */
async function shown(
  t: Test,
  rows: Pick<Rows, 'metric' | 'source' | 'observation'>,
  projection: object = {},
  query = ''
) {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {
    ...rows,
    projection: [{ base_value: 400, value: 2_000, ...projection }]
  })
  const data = await progress({ app }, query)
  return data as {
    direction: string
    target: { value: number }
    reason: string | null
    rows: Row[]
  }
}
const rowsOf = async (...given: Parameters<typeof shown>) => (await shown(...given)).rows
async function rowOf(...given: Parameters<typeof shown>): Promise<Row> {
  const [row, ...others] = await rowsOf(...given)
  if (!row || others.length > 0)
    throw new Error(`one row was expected, found ${others.length + (row ? 1 : 0)}`)
  return row
}
const reasonsOf = ({ methods }: Row) =>
  Object.fromEntries(methods.map(({ method, reason }) => [method, reason]))
const short = ({ series, latest }: Row) => [
  series.subject,
  series.partner,
  series.attributed_to,
  series.calendar,
  latest.period
]

t.test('authors that disagree give rows of their own, by name, the unnamed last', async (t) => {
  const observation = claims(
    { period: '2024', value: 520, attributed_to: null },
    { period: '2024', value: 380, attributed_to: 'Statistics B' },
    { period: '2024', value: 640, attributed_to: 'Minister A' },
    { period: '2023', value: 400, attributed_to: 'Statistics B' }
  )
  const rows = await rowsOf(t, { observation })
  t.same(
    rows.map(({ series, latest, base, points }) => [
      series.attributed_to,
      latest.value,
      base?.value,
      points
    ]),
    [
      ['Minister A', 640, 640, 1],
      ['Statistics B', 380, 400, 2],
      [null, 520, 520, 1]
    ]
  )
})

t.test('figures by mode or direction of traffic are series of their own', async (t) => {
  const observation = claims(
    { mode: 'rail', value: 1 },
    { mode: 'road', value: 2 },
    { direction: 'inbound', value: 3 },
    { value: 4 }
  )
  const rows = await rowsOf(t, { observation })
  t.same(
    rows.map(({ latest, latest: { others }, points }) => [latest.value, others, points]).sort(),
    [
      [1, 0, 1],
      [2, 0, 1],
      [3, 0, 1],
      [4, 0, 1]
    ]
  )
})

t.test('a symmetric metric is compared in both orders, its own first', async (t) => {
  const observation = claims(
    { subject: 'KAZ', partner: 'PAK' },
    {},
    { subject: 'KAZ', partner: 'UZB' },
    { subject: 'UZB', partner: 'PAK' }
  )
  const rows = await rowsOf(t, { observation })
  t.same(rows.map(short), [
    ['PAK', 'KAZ', 'A Ministry', 'P1Y-01', '2023'],
    ['KAZ', 'PAK', 'A Ministry', 'P1Y-01', '2023']
  ])
})

t.test(
  'a metric that is not symmetric is compared in the order of the projection only',
  async (t) => {
    const rows: Rows = {
      metric: [{ symmetric: false }],
      observation: claims({ subject: 'KAZ', partner: 'PAK' }, {})
    }
    t.same((await rowsOf(t, rows)).map(short), [['PAK', 'KAZ', 'A Ministry', 'P1Y-01', '2023']])
    t.same((await rowsOf(t, rows, { subject: 'KAZ', partner: 'PAK' })).map(short), [
      ['KAZ', 'PAK', 'A Ministry', 'P1Y-01', '2023']
    ])
  }
)

t.test('a projection without a partner is compared with figures without one', async (t) => {
  const observation = claims({ partner: null }, {}, { subject: 'KAZ', partner: 'PAK' })
  t.same((await rowsOf(t, { observation }, { partner: null })).map(short), [
    ['PAK', null, 'A Ministry', 'P1Y-01', '2023']
  ])
  t.same(
    (await rowsOf(t, { observation: claims({ partner: null }) })).map(short),
    [],
    'and one with a partner is not'
  )
})

t.test('calendar years, fiscal years and parts of years are never mixed', async (t) => {
  const observation = figures({
    [FISCAL_2023]: 90,
    [FISCAL_2024]: 100,
    '2023': 110,
    '2024-01-01/P8M': 120,
    '2024-01-01/P9M': 130,
    '2024-Q1': 140,
    '2024-04': 150,
    '2024-04-30': 160,
    '2020-01-01/P5Y': 170
  })
  const latest = async (projection: object) =>
    (await rowsOf(t, { observation }, projection)).map((row) => [row.latest.value, row.points])
  t.same(await latest({}), [[110, 1]], 'calendar years')
  t.same(
    await latest({ base_period: FISCAL_2023, target_period: '2029-07-01/P1Y' }),
    [[100, 2]],
    'fiscal years'
  )
  t.same(
    await latest({ base_period: null, target_period: '2030-07-01/P1Y' }),
    [[100, 2]],
    'the fiscal year of the target alone'
  )
  t.same(
    await latest({ base_period: FISCAL_2023, target_period: null }),
    [[100, 2]],
    'the fiscal year of the base alone'
  )
  t.same(
    await latest({ base_period: FISCAL_2023 }),
    [[110, 1]],
    'where they differ that of the target'
  )
  t.same(
    await latest({ base_period: '2023-01-01/P8M', target_period: '2030-01-01/P8M' }),
    [[120, 1]],
    'January to August'
  )
  t.same(await latest({ base_period: '2023-Q1', target_period: '2030-Q1' }), [[140, 1]], 'quarters')
  t.same(await latest({ base_period: '2023-04', target_period: '2030-04' }), [[150, 1]], 'months')
  t.same(
    await latest({ base_period: '2020-01-01/P4Y', target_period: '2030-01-01/P4Y' }),
    [],
    'four years are not five'
  )
})

t.test('a stock given for a day or a month stands for its year', async (t) => {
  const metric = [{ kind: 'stock' as const }]
  for (const [first, last] of [
    ['2023-12-31', '2025-05-30'],
    ['2023-02', '2025-05']
  ] as const) {
    const row = await rowOf(t, { metric, observation: figures({ [first]: 400, [last]: 600 }) })
    t.same(
      [row.base?.period, row.base?.is_own, row.latest.period, row.points],
      [first, true, last, 2],
      'it says which day'
    )
    t.same(
      [row.observed, row.required.years],
      [{ years: 2, annual_growth_percent: 22.47, annual_change: 100, reason: null }, 7],
      'and counts by years'
    )
    t.equal(row.methods[0]?.value, 0.869423, first)
  }
})

t.test(
  'a flow of a day or a month does not stand for its year, nor does a stock for a fiscal one ' +
    'or for months',
  async (t) => {
    const observation = figures({
      '2024-12-31': 400,
      '2025-05-30': 600,
      '2025-05': 500,
      '2025-01-01/P8M': 550,
      '2025-Q1': 540
    })
    t.same(await rowsOf(t, { observation }), [], 'a flow')
    const metric = [{ kind: 'stock' as const }]
    t.same(
      await rowsOf(
        t,
        { metric, observation },
        { base_period: FISCAL_2023, target_period: '2029-07-01/P1Y' }
      ),
      [],
      'a fiscal year'
    )
    const months = await rowsOf(
      t,
      { metric, observation },
      { base_period: '2023-05', target_period: '2030-05' }
    )
    t.same(
      months.map((row) => [row.latest.period, row.series.calendar]),
      [['2025-05', 'P1M']],
      'a month'
    )
    const years = await rowsOf(t, { metric, observation })
    t.same(
      years.map(({ series }) => series.calendar),
      ['P1D', 'P1M'],
      'parts of a year never do'
    )
  }
)

t.test('of several dates in a year the last that has passed stands for it', async (t) => {
  const rows = {
    metric: [{ kind: 'stock' as const }],
    observation: figures({ '2025-12-31': 700, '2025-05-30': 600, '2023-06-30': 400 })
  }
  const all = await rowOf(t, rows)
  t.same([all.latest.period, all.latest.value, all.points], ['2025-12-31', 700, 2])
  const before = await rowOf(t, rows, {}, '&measured_on=2025-12-30')
  t.same([before.latest.period, before.latest.value, before.points], ['2025-05-30', 600, 2])
})

t.test(
  'the newest published claim of a period counts, unknown dates last, then the id',
  async (t) => {
    const source = [
      {},
      { id: 'undated', published: null },
      { id: 'older', published: '2024-05' },
      { id: 'newer', published: '2024-05-02' }
    ]
    const at = (...sources: string[]) =>
      claims(...sources.map((one) => ({ period: '2024', source: one })))
    const cases: [string[], string][] = [
      [['undated', 'older', 'newer'], 'C003'],
      [['newer', 'older', 'undated'], 'C001'],
      [['undated', 'older'], 'C002'],
      [['older', 'newer', 'newer'], 'C002'],
      [['undated', 'undated'], 'C001']
    ]
    for (const [sources, wins] of cases) {
      const { latest, points } = await rowOf(t, { source, observation: at(...sources) })
      t.same(
        [latest.observation, latest.others, points],
        [wins, sources.length - 1, 1],
        sources.join(', ')
      )
    }
  }
)

t.test(
  'growth starts from the first later figure where the series has none of the base period',
  async (t) => {
    const row = await rowOf(t, {
      observation: figures({ '2020': 900, '2022': 800, '2024': 500, '2025': 600 })
    })
    t.same([row.base?.observation, row.base?.period, row.base?.is_own], ['C003', '2024', false])
    t.same(row.observed, { years: 1, annual_growth_percent: 20, annual_change: 100, reason: null })
    t.same(row.required, {
      years: 6,
      multiple: 4,
      annual_growth_percent: 25.99,
      annual_change: 250,
      reason: null
    })
    // 0.2 / (4^(1/6) - 1)
    t.equal(row.methods[0]?.value, 0.769464)
    // 100 of 1500; (600 - 400) of 1600
    t.same([row.reached_percent, row.reached_of_projection_percent], [6.67, 12.5])
  }
)

t.test('what was observed before the base says nothing of the promise', async (t) => {
  const row = await rowOf(t, {
    observation: figures({ '2019': 300, '2020': 330, '2021': 370, '2022': 3_000 })
  })
  t.same([row.base, row.latest.period, row.points], [null, '2022', 4])
  t.same(row.observed, {
    years: null,
    annual_growth_percent: null,
    annual_change: null,
    reason: 'no_later_observation'
  })
  t.same(row.required, {
    years: null,
    multiple: null,
    annual_growth_percent: null,
    annual_change: null,
    reason: 'no_base'
  })
  t.same([row.reached_percent, row.reached_of_projection_percent, row.outcome], [null, null, null])
  for (const { method, reason, value, status } of row.methods)
    t.same(
      { reason, value, status },
      { reason: 'no_later_observation', value: null, status: null },
      method
    )
})

t.test('a base alone is no progress, but says which pace is required', async (t) => {
  const row = await rowOf(t, { observation: figures({ '2023': 500 }) })
  t.same([row.base?.observation, row.latest.observation], ['C001', 'C001'])
  t.same(row.observed, {
    years: 0,
    annual_growth_percent: null,
    annual_change: null,
    reason: 'no_later_observation'
  })
  t.same(row.required, {
    years: 7,
    multiple: 4,
    annual_growth_percent: 21.9,
    annual_change: 214.2857,
    reason: null
  })
  // (500 - 400) of 1600
  t.same([row.reached_percent, row.reached_of_projection_percent], [null, 6.25])
  const later = 'no_later_observation'
  const expected = {
    growth_ratio: later,
    progress_chart: later,
    weather: 'too_few_points',
    current_status: later,
    anticipated_progress: later
  }
  t.same(reasonsOf(row), { ...expected, required_pace: later })
  // 4^(1/7) - 1
  t.same(row.methods.at(-1), {
    method: 'required_pace',
    value: 21.901365,
    projected: null,
    score: null,
    status: null,
    reason: 'no_later_observation'
  })
})

t.test('the target date past: reached or missed', async (t) => {
  const cases: [object, number, string][] = [
    [{ value: 600 }, 600, 'reached'],
    [{ value: 600 }, 599, 'missed'],
    [{ value: null, low: 500, high: 900, bound: 'range' }, 500, 'reached'],
    [{ value: null, low: 500, high: 900, bound: 'range' }, 499, 'missed']
  ]
  for (const [target, value, outcome] of cases) {
    const row = await rowOf(
      t,
      { observation: figures({ '2023': 400, '2025': value }) },
      { target_period: '2025', ...target }
    )
    t.equal(row.outcome, outcome, `${value} of ${JSON.stringify(target)}`)
  }
  const metric = [{ desired: 'decrease' as const }]
  for (const [value, outcome] of [
    [300, 'reached'],
    [301, 'missed']
  ] as const) {
    const row = await rowOf(
      t,
      { metric, observation: figures({ '2023': 400, '2025': value }) },
      { target_period: '2025', value: 300 }
    )
    t.equal(row.outcome, outcome, `${value} where less is better`)
  }
})

t.test('the target date past: figures after it do not count', async (t) => {
  const observation = figures({ '2022': 400, '2023': 450, '2024': 500, '2025': 900 })
  const row = await rowOf(
    t,
    { observation },
    { base_period: '2022', target_period: '2024', value: 800 }
  )
  t.same([row.latest.period, row.points, row.outcome], ['2024', 3, 'missed'])
  t.same(reasonsOf(row), {
    growth_ratio: 'target_date_past',
    progress_chart: null,
    weather: 'target_date_past',
    current_status: null,
    anticipated_progress: 'target_date_past',
    required_pace: 'target_date_past'
  })
  // 100 of 400, of which the chart makes a quarter and the index 2.5 of 10
  t.same([row.reached_percent, row.methods[1]?.value, row.methods[3]?.value], [25, 0.25, 2.5])
})

t.test(
  'the target date past without a figure: no outcome, and nothing to look ahead to',
  async (t) => {
    const rows = { observation: figures({ '2022': 400, '2023': 450 }) }
    const past = await rowOf(
      t,
      rows,
      { base_period: '2022', target_period: '2025' },
      '&measured_on=2026-01-01'
    )
    t.same(
      [past.outcome, reasonsOf(past)['growth_ratio'], reasonsOf(past)['required_pace']],
      [null, 'target_date_past', 'target_date_past']
    )
    const lastDay = await rowOf(
      t,
      rows,
      { base_period: '2022', target_period: '2025' },
      '&measured_on=2025-12-31'
    )
    t.same(
      [lastDay.outcome, reasonsOf(lastDay)['growth_ratio'], reasonsOf(lastDay)['required_pace']],
      [null, null, null],
      'its last day is not past'
    )
  }
)

t.test('a target given as a range is reached at its weakest end', async (t) => {
  const range = { value: null, low: 1_000, high: 2_000, bound: 'range' }
  const up = await shown(t, { observation: figures({ '2023': 400, '2025': 600 }) }, range)
  t.same(
    [up.direction, up.target],
    ['increase', { period: '2030', period_label: '2030', value: 1_000, bound: 'range' }]
  )
  t.same([up.rows[0]?.reached_percent, up.rows[0]?.required.multiple], [33.33, 2.5])

  const metric = [{ desired: 'decrease' as const }]
  const fall = figures({ '2023': 4_000, '2025': 3_000 })
  const down = await shown(t, { metric, observation: fall }, { ...range, base_value: 4_000 })
  t.same(
    [down.direction, down.target],
    ['decrease', { period: '2030', period_label: '2030', value: 2_000, bound: 'range' }]
  )
  t.same(
    [
      down.rows[0]?.reached_percent,
      down.rows[0]?.required.multiple,
      down.rows[0]?.methods[3]?.value
    ],
    [50, 0.5, 5]
  )
})

t.test('a claim given as a range counts by the end that promises less', async (t) => {
  const range = { value: null, low: 500, high: 700, bound: 'range' as const }
  const observation = claims({ period: '2023', value: 400 }, { period: '2025', ...range })
  t.equal((await rowOf(t, { observation })).latest.value, 500)
  const metric = [{ desired: 'decrease' as const }]
  t.equal((await rowOf(t, { metric, observation }, { value: 100 })).latest.value, 700)
})

t.test('a metric that desires nothing goes the way from base to target', async (t) => {
  const metric = [{ desired: 'none' as const }]
  const rows = { metric, observation: figures({ '2023': 2_000, '2025': 1_600 }) }
  const down = await shown(t, rows, { base_value: 2_000, value: 400, bound: 'about' })
  // The mirrored vector of model/progress.test.ts.
  t.same(
    [down.direction, down.rows[0]?.methods[0]?.value, down.rows[0]?.reached_percent],
    ['decrease', 0.51398, 25]
  )
  const up = await shown(t, rows, { base_value: 2_000, value: 4_000, bound: 'exact' })
  t.same([up.direction, up.rows[0]?.reached_percent], ['increase', -20])
  const floor = await shown(t, rows, { base_value: 2_000, value: 400, bound: 'at_least' })
  t.equal(floor.direction, 'increase', 'an open bound says what is promised, the base does not')
})

t.test(
  'a metric that desires nothing and a ceiling without a base: less keeps the promise',
  async (t) => {
    const rows = {
      metric: [{ desired: 'none' as const }],
      observation: figures({ '2023': 700, '2025': 600 })
    }
    const { direction, rows: found } = await shown(t, rows, {
      base_value: null,
      target_period: '2025',
      value: 500,
      bound: 'at_most'
    })
    t.same([direction, found[0]?.outcome], ['decrease', 'missed'], '600 are not at most 500')
  }
)

t.test(
  'less is better: growth towards a lower target counts, away from it is deterioration',
  async (t) => {
    const metric = [{ desired: 'decrease' as const }]
    const values = async (latest: number) => {
      const row = await rowOf(
        t,
        { metric, observation: figures({ '2023': 2_000, '2025': latest }) },
        { base_value: 2_000, value: 400 }
      )
      return row.methods.map(({ value, status }) => [value, status])
    }
    const few = [null, null]
    t.same(await values(1_250), [
      [1.01961, 'on_track'],
      [1.008737, 'met_or_on_track'],
      few,
      [4.6875, 'advancing'],
      [0, 'on_track'],
      [-20.378566, 'on_track']
    ])
    t.same(await values(2_100), [
      [-0.120228, 'deterioration'],
      [-0.232766, 'stagnation_or_regression'],
      few,
      [-0.625, 'regressing'],
      [121.875, 'reverse'],
      [-28.225837, 'turn']
    ])
  }
)

t.test('without a base value the series has its own', async (t) => {
  const row = await rowOf(
    t,
    { observation: figures({ '2023': 500, '2025': 600 }) },
    { base_value: null }
  )
  t.same([row.base?.value, row.base?.is_own], [500, true])
  t.same(
    [row.reached_percent, row.reached_of_projection_percent],
    [6.67, null],
    '100 of 1500; there is nothing else to compare with'
  )
  // (1.2^(1/2) - 1) / (4^(1/7) - 1) = 0.095445 / 0.219014
  t.same([row.methods[0]?.value, row.methods[0]?.status], [0.435795, 'limited'])
})

t.test('without a base period there is a pace from now on, and little else', async (t) => {
  const row = await rowOf(
    t,
    { observation: figures({ '2022': 300, '2023': 400, '2024': 500, '2025': 600 }) },
    { base_period: null }
  )
  const none = 'no_base_period'
  t.same(
    [row.base, row.observed],
    [null, { years: null, annual_growth_percent: null, annual_change: null, reason: none }]
  )
  t.same(
    [row.required.reason, row.reached_percent, row.reached_of_projection_percent],
    ['no_base', null, 12.5]
  )
  t.same(reasonsOf(row), {
    growth_ratio: none,
    progress_chart: none,
    weather: null,
    current_status: none,
    anticipated_progress: none,
    required_pace: none
  })
  // 100 a year lead to 1100: 900 of 1400 are missing
  t.same([row.methods[2]?.value, row.methods[2]?.status], [64.285714, 'cloudy'])
  t.same([row.methods[5]?.value, row.methods[5]?.status], [27.225964, null])
})

t.test('a base of another calendar is none', async (t) => {
  const row = await rowOf(
    t,
    { observation: figures({ '2023': 400, '2024': 500, '2025': 600 }) },
    { base_period: FISCAL_2023 }
  )
  const differ = 'calendars_differ'
  t.same([row.base, row.observed.reason, row.reached_of_projection_percent], [null, differ, null])
  t.same(reasonsOf(row), {
    growth_ratio: differ,
    progress_chart: differ,
    weather: 'too_few_points',
    current_status: differ,
    anticipated_progress: differ,
    required_pace: differ
  })
  t.equal(row.methods[5]?.value, 27.225964, 'the pace from now on needs no base')
})

t.test('without a target date only what is covered so far can be said', async (t) => {
  const row = await rowOf(
    t,
    { observation: figures({ '2022': 300, '2023': 400, '2024': 500, '2025': 600 }) },
    { target_period: null }
  )
  const none = 'no_target_period'
  t.same(
    [row.required.reason, row.required.multiple, row.reached_percent, row.outcome],
    [none, 5, 12.5, null]
  )
  t.same(reasonsOf(row), {
    growth_ratio: none,
    progress_chart: none,
    weather: none,
    current_status: null,
    anticipated_progress: none,
    required_pace: none
  })
  t.equal(row.methods[3]?.value, 1.25)
})

t.test('a base of zero has no growth but a way to go', async (t) => {
  const row = await rowOf(
    t,
    { observation: figures({ '2023': 0, '2025': 400 }) },
    { base_value: 0 }
  )
  t.same(
    [row.observed, row.required.reason],
    [
      { years: 2, annual_growth_percent: null, annual_change: 200, reason: 'base_zero' },
      'base_zero'
    ]
  )
  t.same([row.reached_percent, row.reached_of_projection_percent], [20, 20])
  const reasons = reasonsOf(row)
  t.same(
    [reasons['growth_ratio'], reasons['progress_chart'], reasons['required_pace']],
    ['base_zero', 'base_zero', 'base_zero']
  )
  t.same(
    [row.methods[3]?.value, row.methods[4]?.value],
    [2, 30],
    '400 of 2000; 200 a year leave 600 of 2000'
  )
})

t.test('values below zero have no growth rate but a way to go', async (t) => {
  const row = await rowOf(
    t,
    { observation: figures({ '2023': -400, '2025': 200 }) },
    { base_value: -400 }
  )
  t.same(
    [row.observed.reason, row.required.reason, row.reached_percent],
    ['opposite_signs', 'opposite_signs', 25]
  )
  const reasons = reasonsOf(row)
  t.same(
    [reasons['growth_ratio'], reasons['progress_chart'], reasons['required_pace']],
    ['opposite_signs', 'opposite_signs', 'opposite_signs']
  )
})

t.test(
  'values below zero on both sides: what growth of less than nothing means is not defined',
  async (t) => {
    const row = await rowOf(
      t,
      { observation: figures({ '2023': -400, '2025': -300 }) },
      { base_value: -400, value: -100 }
    )
    t.same(row.observed, {
      years: 2,
      annual_growth_percent: null,
      annual_change: 50,
      reason: 'negative_values'
    })
    t.equal(row.required.annual_growth_percent, null)
    t.equal(row.required.reason, 'negative_values', 'the growth required has the same reason')
    const reasons = reasonsOf(row)
    t.same(
      [reasons['growth_ratio'], reasons['progress_chart'], reasons['required_pace']],
      ['negative_values', 'negative_values', 'negative_values']
    )
    // 100 of 300
    t.equal(row.reached_percent, 33.33)
  }
)

t.test('a promise across zero has no growth rate, though what was observed has', async (t) => {
  const metric = [{ desired: 'decrease' as const }]
  const row = await rowOf(
    t,
    { metric, observation: figures({ '2023': 400, '2025': 100 }) },
    { value: -100 }
  )
  // (100 / 400)^(1/2) - 1
  t.same(row.observed, { years: 2, annual_growth_percent: -50, annual_change: -150, reason: null })
  t.same(row.required, {
    years: 7,
    multiple: -0.25,
    annual_growth_percent: null,
    annual_change: -71.4286,
    reason: 'opposite_signs'
  })
  const reasons = reasonsOf(row)
  t.same([reasons['growth_ratio'], reasons['required_pace']], ['opposite_signs', 'opposite_signs'])
  t.equal(row.reached_percent, 60, '300 of 500')
})

t.test('a target that equals the base is no way to go', async (t) => {
  const row = await rowOf(t, { observation: figures({ '2023': 400, '2025': 300 }) }, { value: 400 })
  t.same([row.reached_percent, row.reached_of_projection_percent], [null, null])
  const reasons = reasonsOf(row)
  t.same(
    ['growth_ratio', 'progress_chart', 'current_status', 'anticipated_progress'].map(
      (method) => reasons[method]
    ),
    Array(4).fill('target_is_base')
  )
})

t.test('ground lost from a base beyond the target is no share of the way', async (t) => {
  const row = await rowOf(t, { observation: figures({ '2023': 2_500, '2025': 1_900 }) })
  t.ok(
    (row.reached_percent ?? 0) <= 0,
    `a fall from 2500 to 1900 covers ${row.reached_percent} % of the way to 2000`
  )
  t.equal(row.methods[1]?.status, 'stagnation_or_regression', 'and leads away')
})

t.test('years are the same wherever they are counted', async (t) => {
  // From the last of January to the first of March are 29 days.
  const projection = { base_period: '2025-01-31', target_period: '2025-03-01' }
  const { observed, required } = await rowOf(
    t,
    { observation: figures({ '2025-01-31': 400, '2025-03-01': 500 }) },
    projection
  )
  t.same([observed.years, required.years], [0.0794, 0.0794])
})

t.test('a long series keeps its base', async (t) => {
  const months = Array.from(
    { length: 252 },
    (_, index) => `${2005 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`
  )
  const observation = figures(
    Object.fromEntries(months.map((month, index) => [month, 400 + index]))
  )
  const row = await rowOf(t, { observation }, { base_period: '2005-01', target_period: '2030-01' })
  t.same(
    [row.base?.period, row.base?.is_own, row.latest.period, row.points],
    ['2005-01', true, '2025-12', 252]
  )
})

t.test(
  'many claims of one period push out neither the base nor the newest published',
  async (t) => {
    const repeats = Array.from({ length: 200 }, () => ({ period: '2025', value: 600 }))
    const observation = claims({ period: '2023', value: 400 }, ...repeats, {
      period: '2025',
      value: 700,
      source: 'newer'
    })
    const row = await rowOf(t, {
      source: [{}, { id: 'newer', published: '2025-12-31' }],
      observation
    })
    t.same(
      [row.base?.period, row.latest.observation, row.latest.value, row.latest.others, row.points],
      ['2023', 'C202', 700, 200, 2]
    )
  }
)

t.test('a source filter finds its series among more than are shown', async (t) => {
  const { app, store } = await buildTestApp(t)
  const authors = Array.from({ length: 101 }, (_, index) => ({ attributed_to: `Author ${index}` }))
  await insertRows(store, { projection: [{}], observation: claims(...authors) })
  const [last] = await pluck(store, 'SELECT attributed_to FROM series ORDER BY id DESC LIMIT 1')
  const all = (await app.inject('/v1/projections/P001/progress?by=author')).json()
  t.equal(all.data.rows.length, 50)
  t.match(all.meta.warnings, [/50 series/], 'it says that there are more')
  const source = [{ id: 'b-paper' }]
  await insertRows(store, {
    source,
    observation: [{ id: 'D001', source: 'b-paper', attributed_to: last ?? null }]
  })
  const one = (await app.inject('/v1/projections/P001/progress?by=author&source=b-paper')).json()
  t.same(
    one.data.rows.map((row: Row) => row.latest.observation),
    ['D001'],
    'it is the only one that can be compared'
  )
  t.same(one.meta.warnings, [])
})

t.test(
  'ten years of daily figures of a stock stand for ten years, and keep their base',
  async (t) => {
    const { app, store } = await buildTestApp(t)
    const first = Date.UTC(2015, 0, 1)
    const days = Array.from({ length: 3_653 }, (_, index) =>
      new Date(first + index * 86_400_000).toISOString().slice(0, 10)
    )
    const observation = days.map((period, index) => ({
      id: `D${index}`,
      period,
      value: 1_000 + index
    }))
    await insertRows(store, {
      metric: [{ kind: 'stock', unit: 'person' }],
      observation,
      projection: [{ base_period: '2016', base_value: 1_000 }]
    })
    const [row] = (await app.inject('/v1/projections/P001/progress?by=author')).json().data.rows
    // The last day of 2016 is the 731st, that of 2024 the 3,653rd.
    t.same(
      [row.base.period, row.base.value, row.base.is_own, row.points],
      ['2016-12-31', 1_730, true, 10]
    )
    t.same([row.latest.period, row.latest.value, row.latest.others], ['2024-12-31', 4_652, 365])
    const [forecast] = (await app.inject('/v1/forecasts?metric=goods_trade&horizon=1')).json().data
    t.same([forecast.method, forecast.training.points, forecast.training.left_out], ['auto', 10, 0])
    t.same(
      forecast.points.map((point: { period: string }) => point.period),
      ['2025']
    )
    const { data: outlook, meta } = (
      await app.inject('/v1/projections/P001/outlook?by=author')
    ).json()
    t.same(outlook.series[0].training, {
      first_period: '2015',
      last_period: '2024',
      points: 10,
      left_out: 0,
      left_out_gap: 0,
      left_out_window: 0,
      left_out_break: 0,
      level_break: null,
      others: 3_643
    })
    t.same(meta.warnings, [])
  }
)

t.test('fifty rows at most, and no warning for exactly fifty', async (t) => {
  for (const [count, rows, warnings] of [
    [50, 50, []],
    [51, 50, ['More than 50 series can be compared; those with most claims are shown.']]
  ] as [number, number, string[]][]) {
    const { app, store } = await buildTestApp(t)
    const authors = Array.from({ length: count }, (_, index) => ({
      attributed_to: `Author ${index}`
    }))
    await insertRows(store, { projection: [{}], observation: claims(...authors) })
    const { data, meta } = (await app.inject('/v1/projections/P001/progress?by=author')).json()
    t.same([data.rows.length, meta.warnings], [rows, warnings], `${count} series`)
  }
})
