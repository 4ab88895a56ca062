import t from 'tap'
import { buildTestApp, type TestApp } from '../helpers/app.ts'
import { pluck } from '../helpers/pluck.ts'
import { expectProblem } from '../helpers/problem.ts'
import { insertRows, RECORDED_AT } from '../helpers/rows.ts'
import { testEvery } from '../helpers/test-every.ts'

type Rows = Parameters<typeof insertRows>[1]
type Claims = NonNullable<Rows['observation']>
type Row = {
  series: Record<string, unknown>
  base: Figure | null
  latest: Figure
  points: number
  methods: Assessment[]
}
type Assessment = {
  method: string
  value: number | null
  projected: number | null
  score: number | null
  status: string | null
  reason: string | null
}
type Figure = {
  observation: string | null
  period: string
  value: number
  others: number
  is_own?: boolean
}

const METHODS = [
  'growth_ratio',
  'progress_chart',
  'weather',
  'current_status',
  'anticipated_progress',
  'required_pace'
]
const SOURCE = {
  id: 'a-paper',
  publisher: 'A Paper',
  kind: 'press',
  url: 'https://example.org/trade',
  published: '2024-08-21'
}
// A series for each author: see by-rule.test.ts for series by rule.
const PROGRESS = '/v1/projections/P001/progress?by=author'

/** Claims with ids in the order given. */
const claims = (...rows: Claims): Claims =>
  rows.map((row, index) => ({ id: `C${index + 1}`, ...row }))
const TRADE = claims({ period: '2023', value: 400_000_000 }, { period: '2025', value: 600_000_000 })
const progress = async ({ app }: TestApp, query = '') =>
  (await app.inject(`${PROGRESS}${query}`)).json().data
const rowsOf = async (test: TestApp, query = ''): Promise<Row[]> =>
  (await progress(test, query)).rows

t.test('200 with what each series and each method shows', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { projection: [{}], observation: TRADE })
  const response = await app.inject(PROGRESS)
  const { data, meta } = response.json()
  t.equal(response.statusCode, 200)
  t.same(meta, {
    revision: 1,
    updated_at: RECORDED_AT,
    license: 'Facts quoted with attribution: name the source of each figure.',
    warnings: []
  })
  const { methods, ...known } = data
  t.same(
    methods.map(({ id }: { id: string }) => id),
    METHODS
  )
  t.same(known, {
    projection: 'P001',
    unit: 'USD',
    measured_on: '2026-01-02',
    direction: 'increase',
    target: { period: '2030', period_label: '2030', value: 2_000_000_000, bound: 'at_least' },
    reason: null,
    rows: [
      {
        series: {
          id: (await pluck(store, 'SELECT id FROM series'))[0],
          subject: 'PAK',
          partner: 'KAZ',
          direction: null,
          mode: null,
          product: null,
          attributed_to: 'A Ministry',
          calendar: 'P1Y-01'
        },
        rule: null,
        made: [],
        made_from: [],
        base: {
          observation: 'C1',
          computed_from: [],
          period: '2023',
          period_label: '2023',
          value: 400_000_000,
          bound: 'exact',
          others: 0,
          source: SOURCE,
          is_own: true,
          basis: 'series',
          scale: 1
        },
        latest: {
          observation: 'C2',
          computed_from: [],
          period: '2025',
          period_label: '2025',
          value: 600_000_000,
          bound: 'exact',
          others: 0,
          source: SOURCE
        },
        points: 2,
        // 1.5^(1/2) - 1 and 5^(1/7) - 1
        observed: {
          years: 2,
          annual_growth_percent: 22.47,
          annual_change: 100_000_000,
          reason: null
        },
        // 1.6 billion in seven years
        required: {
          years: 7,
          multiple: 5,
          annual_growth_percent: 25.85,
          annual_change: 228571428.5714,
          reason: null
        },
        reached_percent: 12.5,
        reached_of_projection_percent: 12.5,
        outcome: null,
        methods: [
          // 400 million · 1.5^3.5; (0.869423 - 0.6) / 0.14
          {
            method: 'growth_ratio',
            value: 0.869423,
            projected: 1653405576.3786,
            score: 1.9244,
            status: 'moderate',
            reason: null
          },
          {
            method: 'progress_chart',
            value: 0.783378,
            projected: 1653405576.3786,
            score: 2,
            status: 'fair_progress',
            reason: null
          },
          {
            method: 'weather',
            value: null,
            projected: null,
            score: null,
            status: null,
            reason: 'too_few_points'
          },
          {
            method: 'current_status',
            value: 1.25,
            projected: null,
            score: null,
            status: 'advancing',
            reason: null
          },
          // 100 million a year lead to 1100 in 2030: 900 of 1600 are missing
          {
            method: 'anticipated_progress',
            value: 56.25,
            projected: 1_100_000_000,
            score: null,
            status: 'accelerate',
            reason: null
          },
          // (2000 / 600)^(1/5) - 1
          {
            method: 'required_pace',
            value: 27.225964,
            projected: null,
            score: null,
            status: 'faster',
            reason: null
          }
        ]
      }
    ]
  })
})

testEvery('200 with the name and the source of each method', async (t, every) => {
  const test = await buildTestApp(t)
  await insertRows(test.store, { projection: [{}] })
  const { methods } = await progress(test)
  every.same(
    methods.map(({ id, name }: Record<string, string>) => [id, name]),
    [
      ['growth_ratio', 'Ratio of growth rates'],
      ['progress_chart', 'SDG Progress Chart'],
      ['weather', 'Linear trend as weather'],
      ['current_status', 'Current Status Index'],
      ['anticipated_progress', 'Anticipated Progress Index'],
      ['required_pace', 'Required growth from now on']
    ]
  )
  for (const { id, measures, source, url } of methods) {
    every.match(measures, /value: /, `${id} says what its value is`)
    every.match(
      source,
      /Eurostat|United Nations|Germany|UNESCAP|arithmetic/,
      `${id} names who published it`
    )
    every.equal(url === null || URL.canParse(url), true, `${id} has an address, or none`)
  }
})

t.test('200 with the methods asked for alone', async (t) => {
  const test = await buildTestApp(t)
  await insertRows(test.store, { projection: [{}], observation: TRADE })
  const { methods, rows } = await progress(test, '&method=current_status,growth_ratio')
  t.same(
    methods.map(({ id }: { id: string }) => id),
    ['current_status', 'growth_ratio']
  )
  t.same(
    rows.map((row: Row) => row.methods.map(({ method }) => method)),
    [['current_status', 'growth_ratio']]
  )
})

testEvery('400 for an unknown method', async (t, every) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { projection: [{}] })
  for (const method of ['eurostat', 'growth_ratio,eurostat']) {
    const message = `"eurostat" is not one of ${METHODS.join(', ')}.`
    expectProblem(every, await app.inject(`${PROGRESS}&method=${method}`), 'invalid_parameter', {
      errors: [{ pointer: '/query/method', message, allowed: METHODS }]
    })
  }
})

testEvery('400 for a measured_on that is no date', async (t, every) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { projection: [{}] })
  const form =
    'a year, month, day or period such as 2024, 2024-10, 2024-10-07, 2024-Q3, ' +
    '2023-07-01/P1Y or FY2024'
  for (const measuredOn of ['2025-13', '2025-Q5', 'today', '2025-02-30'])
    expectProblem(
      every,
      await app.inject(`${PROGRESS}&measured_on=${measuredOn}`),
      'invalid_parameter',
      {
        errors: [
          {
            pointer: '/query/measured_on',
            message: `Expected ${form}, found "${measuredOn}".`,
            allowed: [form]
          }
        ]
      }
    )
})

testEvery('404 with near ids for an unknown projection', async (t, every) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { projection: [{ id: 'P001' }, { id: 'P002' }] })
  const message = 'No projection has the id "P003". Similar ids: P001, P002.'
  for (const query of ['', '?source=no-paper'])
    expectProblem(every, await app.inject(`/v1/projections/P003/progress${query}`), 'not_found', {
      detail: message,
      errors: [{ pointer: '/path/id', message, allowed: ['P001', 'P002'] }]
    })
})

testEvery('200 as of a day: only periods that had ended count', async (t, every) => {
  const test = await buildTestApp(t)
  const observation = claims(
    { period: '2023', value: 100 },
    { period: '2024', value: 150 },
    { period: '2025', value: 200 }
  )
  await insertRows(test.store, { projection: [{}], observation })
  const cases: [measuredOn: string, day: string, latest: string | undefined][] = [
    ['2022', '2022-12-31', undefined],
    ['2024-12-30', '2024-12-30', '2023'],
    ['2024-12-31', '2024-12-31', '2024'],
    ['2024-12', '2024-12-31', '2024'],
    ['2025-11', '2025-11-30', '2024'],
    ['2025', '2025-12-31', '2025'],
    ['2099', '2099-12-31', '2025']
  ]
  for (const [measuredOn, day, latest] of cases) {
    const { measured_on, rows } = await progress(test, `&measured_on=${measuredOn}`)
    every.same([measured_on, rows[0]?.latest.period], [day, latest], measuredOn)
  }
})

t.test('200 as of the day of the newest revision, unless another is asked for', async (t) => {
  const test = await buildTestApp(t)
  const observation = claims(
    { period: '2023', value: 100 },
    { period: '2026-01-01/P1Y', value: 200 }
  )
  await insertRows(test.store, { projection: [{}], observation }, { time: '2026-12-30T23:59:59Z' })
  const before = await progress(test)
  t.same(
    [before.measured_on, before.rows[0].points],
    ['2026-12-30', 1],
    'a year that has not ended is left out'
  )
  await insertRows(
    test.store,
    { source: [{}, { id: 'b-paper' }] },
    { time: '2026-12-31T00:00:00Z' }
  )
  const after = (await test.app.inject(PROGRESS)).json()
  t.same(
    [after.meta.revision, after.data.measured_on, after.data.rows[0].points],
    [2, '2026-12-31', 2]
  )
})

const TWO_SOURCES: Rows = {
  source: [{}, { id: 'b-paper', published: '2025-01-01' }],
  projection: [{}],
  observation: claims(
    { period: '2023', value: 400_000_000 },
    { period: '2024', value: 450_000_000 },
    { period: '2024', value: 440_000_000, source: 'b-paper' },
    { period: '2025', value: 600_000_000, source: 'b-paper' }
  )
}

t.test('200 with the claims of one source alone', async (t) => {
  const test = await buildTestApp(t)
  await insertRows(test.store, TWO_SOURCES)
  const short = async (query: string) =>
    (await rowsOf(test, query)).map(({ base, latest, points }) => [
      base?.observation,
      base?.is_own,
      base?.others,
      latest.observation,
      points
    ])
  t.same(await short(''), [['C1', true, 0, 'C4', 3]])
  t.same(await short('&source=a-paper,b-paper'), [['C1', true, 0, 'C4', 3]])
  t.same(await short('&source=a-paper'), [['C1', true, 0, 'C2', 2]])
  t.same(
    await short('&source=b-paper'),
    [['C3', false, 0, 'C4', 2]],
    'nothing else counts, not even among others'
  )
})

t.test('200 with a warning where one source is known and one is not', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, TWO_SOURCES)
  const { data, meta } = (await app.inject(`${PROGRESS}&source=no-such-thing,b-paper`)).json()
  t.same(meta.warnings, ['source: no source has the id no-such-thing; the answer is for b-paper.'])
  t.same(
    data.rows.map((row: Row) => row.latest.observation),
    ['C4']
  )
})

t.test('400 with near ids where no source is known', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, TWO_SOURCES)
  const pointer = '/query/source'
  expectProblem(t, await app.inject(`${PROGRESS}&source=c-paper,qwertyuiop`), 'unknown_id', {
    errors: [
      {
        pointer,
        message: 'No source has the id "c-paper". Similar ids: a-paper, b-paper.',
        allowed: ['a-paper', 'b-paper']
      },
      {
        pointer,
        message: 'No source has the id "qwertyuiop".',
        allowed: ['an id from GET /v1/sources']
      }
    ]
  })
})

t.test('200 with no rows and the reason', async (t) => {
  const without = async (
    projection: NonNullable<Rows['projection']>[number],
    observation: Claims,
    query = ''
  ) => {
    const fresh = await buildTestApp(t)
    await insertRows(fresh.store, {
      source: [{}, { id: 'b-paper' }],
      projection: [projection],
      observation
    })
    const { reason, rows } = await progress(fresh, query)
    return { reason, rows }
  }
  const nothing = { reason: 'no_comparable_series', rows: [] }
  t.same(await without({}, []), nothing, 'nothing is observed')
  t.same(
    await without({ base_period: null, target_period: null }, TRADE),
    { reason: 'no_period', rows: [] },
    'no period is named'
  )
  t.same(await without({}, claims({ period: null })), nothing, 'a claim without a period')
  t.same(await without({}, claims({ subject: 'UZB' })), nothing, 'another subject')
  t.same(await without({}, claims({ partner: 'UZB' })), nothing, 'another partner')
  t.same(await without({}, TRADE, '&source=b-paper'), nothing, 'another source')
  const late = { reason: 'no_observation_in_time', rows: [] }
  t.same(await without({}, TRADE, '&measured_on=2022'), late, 'all of it later')
  t.same(
    await without({}, claims({ period: '2031' }), '&measured_on=2040'),
    late,
    'all of it after the target date'
  )
  t.same(
    await without(
      {},
      claims({ period: '2031' }, { period: '2025', subject: 'UZB' }),
      '&measured_on=2040'
    ),
    late,
    'another has one in time'
  )
  // What names no period at all cannot be late.
  t.same(await without({ base_period: null, target_period: null }, TRADE, '&measured_on=2022'), {
    reason: 'no_period',
    rows: []
  })
})

t.test(
  '200 for the article: a Kazakh series stands far lower and grows far slower than promised',
  async (t) => {
    const test = await buildTestApp(t, { data: 'starter' })
    const { measured_on, rows } = await progress(test)
    t.equal(measured_on, '2026-11-23')
    const { series, base, latest, observed, required, methods, ...row } = rows.find(
      (one: Row) => one.series['attributed_to'] === 'Kazakh official statistics'
    )
    t.same([series.subject, series.partner, series.calendar], ['KAZ', 'PAK', 'P1Y-01'])
    t.same(
      [base.observation, base.period, base.value, base.is_own],
      ['C0392', '2023', 52_500_000, true]
    )
    t.same([latest.observation, latest.period, latest.value], ['C0393', '2024', 53_700_000])
    t.same(observed, {
      years: 1,
      annual_growth_percent: 2.29,
      annual_change: 1_200_000,
      reason: null
    })
    // 1947.5 million in seven years
    t.same(required, {
      years: 7,
      multiple: 38.0952,
      annual_growth_percent: 68.2,
      annual_change: 278214285.7143,
      reason: null
    })
    // 1.2 of 1947.5 million; (53.7 - 400) of 1600 million
    t.same(
      [row.reached_percent, row.reached_of_projection_percent, row.outcome],
      [0.06, -21.64, null]
    )
    t.same(
      methods.map(({ method, value, status, reason }: Record<string, unknown>) => [
        method,
        value,
        status,
        reason
      ]),
      [
        // (53.7 / 52.5 - 1) / ((2000 / 52.5)^(1/7) - 1) = 0.0228571 / 0.6820491
        ['growth_ratio', 0.033512, 'limited', null],
        // (53.7 · 1.0228571^6 - 52.5) / 1947.5
        ['progress_chart', 0.004621, 'stagnation_or_regression', null],
        ['weather', null, null, 'too_few_points'],
        ['current_status', 0.006162, 'advancing', null],
        // 53.7 + 6 · 1.2 = 60.9: 1939.1 of 1947.5 are missing
        ['anticipated_progress', 99.568678, 'accelerate', null],
        ['required_pace', 82.743786, 'faster', null]
      ]
    )
  }
)

testEvery('200 for each projection of the starter data, and each row adds up', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const { data: projections } = (await app.inject('/v1/projections?limit=1000')).json()
  every.equal(projections.length, 98)
  const seen = { rows: 0, assessed: 0 }
  for (const { id, target } of projections) {
    const response = await app.inject(`/v1/projections/${id}/progress`)
    every.equal(response.statusCode, 200, id)
    const { data } = response.json()
    every.equal(data.rows.length === 0, data.reason !== null, `${id} has rows or a reason`)
    every.equal(
      data.target.value,
      target.value ?? (data.direction === 'decrease' ? target.high : target.low),
      `${id} has a target`
    )
    const wrong = data.rows.flatMap(({ base, latest, points, methods }: Row) =>
      methods.filter(({ value, projected, score, status, reason }) => {
        const unclear =
          (status === null) === (reason === null) || (value === null && projected !== null)
        const isOther = base !== null && base.observation !== null
        const few = points < (isOther && base.observation !== latest.observation ? 2 : 1)
        return (
          unclear ||
          few ||
          [value, projected, score].some((number) => typeof number !== 'number' && number !== null)
        )
      })
    )
    every.same(wrong, [], `${id}: each method has numbers, and a class or a reason`)
    seen.rows += data.rows.length
    seen.assessed += data.rows.filter((row: Row) =>
      row.methods.some(({ status }) => status !== null)
    ).length
  }
  every.ok(seen.rows > 50, `${seen.rows} rows`)
  every.ok(seen.assessed > 10, `${seen.assessed} of them assessed by some method`)
})
