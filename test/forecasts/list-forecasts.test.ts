import { parse } from 'csv-parse/sync'
import type { LightMyRequestResponse } from 'fastify'
import t from 'tap'
import { CALIBRATION, CALIBRATION_LEVELS } from '../../src/forecasts/model/calibration.ts'
import type { Method } from '../../src/forecasts/model/index.ts'
import { parsePeriod } from '../../src/periods/read-period.ts'
import { buildTestApp, type TestApp } from '../helpers/app.ts'
import { pluck } from '../helpers/pluck.ts'
import { someOf } from '../helpers/random.ts'
import { insertExtremes, insertRows as insertRowsAt } from '../helpers/rows.ts'
import { spreadByHand } from './model/oracles.ts'

type Rows = Parameters<typeof insertRowsAt>[1]
type Claims = NonNullable<Rows['observation']>
type Interval = { level: number; lower: number; upper: number }
type Point = { period: string; step: number; mean: number; intervals: Interval[] }
type Training = {
  first_period: string
  last_period: string
  points: number
  left_out: number
  left_out_gap: number
  left_out_window: number
  others: number
}
type Backtest = {
  origins: number
  forecasts: number
  smape: number
  mase: number | null
  coverage: { level: number; percent: number }[]
}
type Forecast = {
  metric: string
  unit: string
  series: { id: string; calendar: string; attributed_to: string | null }
  rule: string | null
  ends_on: string
  method: string | null
  reason: string | null
  parameters: Record<string, number>
  training: Training | null
  points: Point[]
  backtest: Backtest | null
  backtest_reason: string | null
}
type Answer = {
  data: Forecast[]
  meta: { count: number; warnings: string[] }
  links: { self: string; next: string | null }
}

/** Before most of the series could be stale. */
const RECORDED_AT = '2022-01-02T03:04:05Z'
const LICENSE = 'Facts quoted with attribution: name the source of each figure.'
/** The series of single authors; by-rule.test.ts has those by rule. */
const FORECASTS = '/v1/forecasts?metric=goods_trade&by=author'
/** Four differences: 2, 1, -1, 4; their mean size is 2. */
const FIVE = [10, 12, 13, 12, 16]
const HEADER = [
  'metric',
  'unit',
  'series_id',
  'series_subject',
  'series_partner',
  'series_direction',
  'series_mode',
  'series_product',
  'series_attributed_to',
  'series_calendar',
  'rule',
  'ends_on',
  'method',
  'reason',
  'season_length',
  'season_form',
  'season_factors',
  'season_clarity',
  'season_reason',
  'training_first_period',
  'training_last_period',
  'training_points',
  'training_left_out',
  'training_left_out_gap',
  'training_left_out_window',
  'training_left_out_break',
  'training_level_break_period',
  'training_level_break_kind',
  'training_level_break_observation',
  'training_others',
  'likely_break_period',
  'likely_break_period_label',
  'likely_break_observation',
  'likely_break_multiple',
  'likely_break_difference',
  'period',
  'period_label',
  'step',
  'mean',
  'level',
  'lower',
  'upper',
  'parameters',
  'backtest_origins',
  'backtest_forecasts',
  'backtest_smape',
  'backtest_mase',
  'backtest_coverage_percent',
  'backtest_reason'
]

const insertRows = (store: TestApp['store'], rows: Rows) =>
  insertRowsAt(store, rows, { time: RECORDED_AT })
/** One claim a year from `first` on. */
const yearly = (values: readonly number[], first = 2019, over: Claims[number] = {}): Claims =>
  periods(
    values.map((_, index) => String(first + index)),
    values,
    over
  )
const periods = (
  names: readonly string[],
  values: readonly number[],
  over: Claims[number] = {}
): Claims =>
  values.map((value, index) => ({
    id: `${over.attributed_to ?? 'C'}${index + 1}`,
    period: names[index] ?? '',
    value,
    ...over
  }))
const ask = async ({ app }: TestApp, query = ''): Promise<Answer> =>
  (await app.inject(`${FORECASTS}${query}`)).json()
async function only(test: TestApp, query = ''): Promise<Forecast> {
  const { data } = await ask(test, query)
  const [one] = data
  if (!one || data.length > 1) throw new Error(`${data.length} forecasts where one was expected`)
  return one
}
const withoutSeries = ({ metric: _, unit: __, series: ___, rule: ____, ...rest }: Forecast) => {
  const { ends_on: _____, ...forecast } = rest
  return forecast
}
const means = ({ points }: Forecast) => points.map(({ mean }) => mean)
const names = ({ points }: Forecast) => points.map(({ period }) => period)
const round = (value: number, decimals = 4) => Number(value.toFixed(decimals))

/**
 * The spread of the values, times the calibrated miss, times the power of the step: the formula
 * of intervals.ts by hand.
 */
function around(
  mean: number,
  step: number,
  method: Method,
  values: readonly number[],
  levels = [80, 95]
): Interval[] {
  const { growth, misses } = CALIBRATION[method]
  return levels.map((level) => {
    const half =
      spreadByHand(values) *
      (misses[CALIBRATION_LEVELS.indexOf(level)] ?? Number.NaN) *
      step ** growth
    return { level, lower: round(Math.max(0, mean - half)), upper: round(mean + half) }
  })
}

t.test(
  '200 with forecast, intervals, training window and backtest, by methods that can be ' +
    'reckoned by hand',
  async (t) => {
    const test = await buildTestApp(t)
    await insertRows(test.store, { observation: yearly(FIVE) })
    const series = {
      id: (await pluck(test.store, 'SELECT id FROM series'))[0],
      subject: 'PAK',
      partner: 'KAZ',
      direction: null,
      mode: null,
      product: null,
      attributed_to: 'A Ministry',
      calendar: 'P1Y-01'
    }
    // Backtest: 16 from 10, 12, 13, 12, whose differences have a mean size of 4/3. Naive 12: 800 /
    // 28, 4 / (4/3). Drift 12 + 2/3: 200 · (10/3) / (86/3). Line 11.75 + 0.7 · 2.5 = 13.5: 500 /
    // 29.5. The median of naive 12, drift 12.67, robust 13, damped 13.14 and Holt 13.21 is 13: 600
    // / 29. The recent mean of the steps 2, 1, 1 is 1.2775, of their logarithms 0.10843; the spread
    // is √(1.2775 · 12 · 0.10843) · (1 + 4/4) = 2.5785. At 70 % naive reaches 1.277 · 2.5785 = 3.29
    // < 4, drift 2.66 < 3.33, robust 2.70 < 3, auto 2.60 < 3, and only the line 3.43 > 2.5; at 80 %
    // they reach 4.22, 3.46, 3.50, 3.42, 4.37.
    const cases: [
      Method,
      number[],
      Record<string, number>,
      [smape: number, mase: number],
      number[]
    ][] = [
      ['naive', [16, 16], {}, [28.5714, 3], [0, 100]],
      ['drift', [17.5, 19], { slope: 1.5 }, [23.2558, 2.5], [0, 100]],
      ['robust', [17.5, 19], { slope: 1.5 }, [20.6897, 2.25], [0, 100]],
      // Mean 12.6 in the middle; Σ(t - 2)(y - 12.6) / Σ(t - 2)² = 12 / 10.
      ['linear', [16.2, 17.4], { intercept: 10.2, slope: 1.2 }, [16.9492, 1.875], [100, 100]],
      [
        'auto',
        // At both steps Holt is the third of the five: damped 16.02, 16.98 and naive below, drift
        // and robust above.
        [17.4801, 18.9801],
        {
          drift_slope: 1.5,
          robust_slope: 1.5,
          holt_alpha: 0.01,
          holt_beta: 0,
          holt_level: 15.980101,
          holt_trend: 1.5,
          damped_alpha: 0.01,
          damped_beta: 0,
          damped_phi: 0.927646,
          damped_level: 14.990929,
          damped_trend: 1.110763
        },
        [20.6897, 2.25],
        [0, 100]
      ]
    ]
    for (const [
      method,
      [first = 0, second = 0],
      parameters,
      [smape, mase],
      [inside70, inside80]
    ] of cases) {
      const query = `&level=70,80${method === 'auto' ? '' : `&method=${method}`}`
      const { app } = test
      const response = await app.inject(`${FORECASTS}&horizon=2${query}`)
      t.equal(response.statusCode, 200)
      const exact = method === 'auto' ? [17.480101495, 18.980101495] : [first, second]
      t.same(
        response.json(),
        {
          data: [
            {
              metric: 'goods_trade',
              unit: 'USD',
              series,
              rule: null,
              ends_on: '2023-12-31',
              method,
              reason: null,
              parameters,
              season: null,
              training: {
                first_period: '2019',
                last_period: '2023',
                points: 5,
                left_out: 0,
                left_out_gap: 0,
                left_out_window: 0,
                left_out_break: 0,
                level_break: null,
                others: 0
              },
              likely_break: null,
              points: [
                {
                  period: '2024',
                  period_label: '2024',
                  step: 1,
                  mean: first,
                  intervals: around(exact[0] ?? 0, 1, method, FIVE, [70, 80])
                },
                {
                  period: '2025',
                  period_label: '2025',
                  step: 2,
                  mean: second,
                  intervals: around(exact[1] ?? 0, 2, method, FIVE, [70, 80])
                }
              ],
              backtest: {
                origins: 1,
                forecasts: 1,
                smape,
                mase,
                coverage: [
                  { level: 70, percent: inside70 },
                  { level: 80, percent: inside80 }
                ]
              },
              backtest_reason: null
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
          links: { self: `${FORECASTS}&horizon=2${query}`, next: null }
        },
        method
      )
    }
  }
)

t.test('200 with a line that goes on, by auto', async (t) => {
  const test = await buildTestApp(t)
  await insertRows(test.store, { observation: yearly([10, 20, 30, 40, 50]) })
  const forecast = await only(test, '&horizon=2')
  t.same(means(forecast), [60, 70], 'three of five members agree on it')
  // Every weight fits a line equally well: Holt keeps the first of its grid, the damped trend is
  // pressed to its ends. Logarithms of a line slow down: growth keeps its first trend, ln(50/10) /
  // 4 = 0.402359, and damps it four times: 0.402359 · 0.93834^4 = 0.311928. A grid of 101 × 101 ×
  // 101 weights is best at 1, 0, 0.9386.
  t.same(forecast.parameters, {
    drift_slope: 10,
    robust_slope: 10,
    holt_alpha: 0.0925,
    holt_beta: 0.083333,
    holt_level: 50,
    holt_trend: 10,
    damped_alpha: 1,
    damped_beta: 1,
    damped_phi: 0.98,
    damped_level: 50,
    damped_trend: 10,
    growth_alpha: 1,
    growth_beta: 0,
    growth_phi: 0.93834,
    growth_level: 0,
    growth_trend: 0.311928
  })
  t.same([forecast.backtest?.smape, forecast.backtest?.mase], [0, 0])
})

t.test('200 with figures of the backtest over several origins', async (t) => {
  const test = await buildTestApp(t)
  await insertRows(test.store, { observation: yearly([10, 12, 11, 13, 16, 14], 2018) })
  const { backtest, backtest_reason } = await only(test, '&method=naive&horizon=2&level=50,80')
  // From 13 (scale 5/3): 16 and 14, missed by 3 and 1; from 16 (scale 2): 14, missed by 2. (600/29
  // + 200/27 + 400/30) / 3; (1.8 + 0.6 + 1) / 3. Half widths at 50 %, with spreads of 3.5469 and
  // 4.2294: 0.823 · 3.5469 = 2.92 < 3; 2.92 · 2^0.6 = 4.42 > 1; 0.823 · 4.2294 = 3.48 > 2.
  t.same(backtest, {
    origins: 2,
    forecasts: 3,
    smape: 13.8101,
    mase: 1.1333,
    coverage: [
      { level: 50, percent: 66.67 },
      { level: 80, percent: 100 }
    ]
  })
  t.equal(backtest_reason, null)
})

t.test(
  '200 with no scaled error and no interval where the values never change: nothing is known ' +
    'of how they move',
  async (t) => {
    const test = await buildTestApp(t)
    await insertRows(test.store, { observation: yearly([7, 7, 7, 7, 7, 7]) })
    for (const method of ['auto', 'naive', 'theta', 'simple']) {
      const { points, backtest } = await only(test, `&method=${method}&horizon=1`)
      t.same(
        points,
        [
          {
            period: '2025',
            period_label: '2025',
            step: 1,
            mean: 7,
            intervals: []
          }
        ],
        method
      )
      t.same([backtest?.smape, backtest?.mase], [0, null], method)
    }
  }
)

t.test(
  '200 without intervals where the few values are alike, and with them once one value differs',
  async (t) => {
    for (const [values, intervals] of [
      [[7, 7], []],
      [[7, 7, 7], []],
      [[0, 0, 0, 0], []],
      // Values before a gap are no part of the training: all that is left is alike.
      [[9, Number.NaN, 7, 7, 7, 7], []],
      [[7, 7, 7, 7, 11], around(11, 1, 'naive', [7, 7, 7, 7, 11])]
    ] as [number[], Interval[]][]) {
      const test = await buildTestApp(t)
      await insertRows(test.store, {
        observation: yearly(values).filter(({ value }) => !Number.isNaN(value))
      })
      const { points } = await only(test, '&method=naive&horizon=1')
      t.same(
        points.map((point) => point.intervals),
        [intervals],
        values.join(', ')
      )
    }
  }
)

t.test('200 with as many periods as asked for, five unless told', async (t) => {
  const test = await buildTestApp(t)
  await insertRows(test.store, { observation: yearly(FIVE) })
  t.same(names(await only(test)), ['2024', '2025', '2026', '2027', '2028'])
  t.same(names(await only(test, '&horizon=1')), ['2024'])
  const thirty = await only(test, '&horizon=30&method=drift')
  t.same(
    thirty.points.map(({ period, step, mean }) => [period, step, mean]),
    Array.from({ length: 30 }, (_, index) => [String(2024 + index), index + 1, 17.5 + 1.5 * index])
  )
})

t.test('200 with the levels asked for, in order and each once', async (t) => {
  const test = await buildTestApp(t)
  await insertRows(test.store, { observation: yearly(FIVE) })
  const levels = async (query: string) => {
    const { points, backtest } = await only(test, `&method=naive&horizon=1${query}`)
    t.same(
      backtest?.coverage.map(({ level }) => level),
      points[0]?.intervals.map(({ level }) => level),
      'the backtest is of the same levels'
    )
    return points[0]?.intervals
  }
  t.same(await levels(''), around(16, 1, 'naive', FIVE), '80 and 95 unless told')
  t.same(await levels('&level=50,99'), around(16, 1, 'naive', FIVE, [50, 99]))
  t.same(await levels('&level=99,50'), around(16, 1, 'naive', FIVE, [50, 99]), 'in order of size')
  t.same(await levels('&level=90,60,90,60'), around(16, 1, 'naive', FIVE, [60, 90]), 'each once')
  t.same(await levels('&level=70'), around(16, 1, 'naive', FIVE, [70]))
  t.same(
    (await levels('&level=50,55,60,65,70,75,80,85,90,95'))?.map(({ level }) => level),
    [50, 55, 60, 65, 70, 75, 80, 85, 90, 95],
    'ten at most'
  )
})

t.test('200 with intervals of short series as wide as so few values tell, by hand', async (t) => {
  const intervals = async (values: number[]) => {
    const test = await buildTestApp(t)
    await insertRows(test.store, { observation: yearly(values) })
    return (await only(test, '&method=drift&horizon=1')).points
  }
  // Naive of two values. The step is 200, and as a share of the last value 202.027; the geometric
  // mean is 201.011, and (1 + 4/2) times that 603.0329: 603.0329 · 1.635 and 603.0329 · 2.949.
  t.same(await intervals([9_800, 10_000]), [
    {
      period: '2021',
      period_label: '2021',
      step: 1,
      mean: 10_000,
      intervals: [
        { level: 80, lower: 9_014.0411, upper: 10_985.9589 },
        { level: 95, lower: 8_221.6558, upper: 11_778.3442 }
      ]
    }
  ])
  // Of three: both steps are 100, or 0.01005034 of logarithms, which is 99.4983 of 9,900. The
  // spread is √(100 · 99.4983) · (1 + 4/3) = 232.7473.
  t.same(await intervals([9_900, 10_000, 9_900]), [
    {
      period: '2022',
      period_label: '2022',
      step: 1,
      mean: 9_900,
      intervals: [
        { level: 80, lower: 9_519.4581, upper: 10_280.5419 },
        { level: 95, lower: 9_213.6282, upper: 10_586.3718 }
      ]
    }
  ])
  // Drift of four: steps of 100, and logarithms of 0.0102565, 0.0101524, 0.0100503, whose mean with
  // weights 2^(-1/2), 2^(-1/4), 1 is 0.0101412. The spread is √(100 · 101.412) · (1 + 4/4) =
  // 201.4073: times 1.34 and 2.604.
  t.same(await intervals([9_700, 9_800, 9_900, 10_000]), [
    {
      period: '2023',
      period_label: '2023',
      step: 1,
      mean: 10_100,
      intervals: [
        { level: 80, lower: 9_830.1142, upper: 10_369.8858 },
        { level: 95, lower: 9_575.5354, upper: 10_624.4646 }
      ]
    }
  ])
})

t.test('200 with each method under its own name', async (t) => {
  const test = await buildTestApp(t)
  await insertRows(test.store, { observation: yearly([3, 5, 9, 20, 18, 26]) })
  const keys: Record<string, string[]> = {
    naive: [],
    drift: ['slope'],
    robust: ['slope'],
    linear: ['intercept', 'slope'],
    simple: ['alpha', 'level'],
    holt: ['alpha', 'beta', 'level', 'trend'],
    damped: ['alpha', 'beta', 'level', 'phi', 'trend'],
    theta: ['alpha', 'drift', 'level']
  }
  for (const [method, parameters] of Object.entries(keys)) {
    const forecast = await only(test, `&method=${method}`)
    t.same(
      [forecast.method, forecast.reason, Object.keys(forecast.parameters).sort()],
      [method, null, parameters]
    )
  }
})

t.test(
  '200 with the last value and the reason where there are fewer than four values',
  async (t) => {
    for (const values of [
      [7, 9],
      [7, 9, 14]
    ]) {
      const test = await buildTestApp(t)
      await insertRows(test.store, { observation: yearly(values) })
      const last = values.at(-1) ?? 0
      for (const method of ['auto', 'linear']) {
        const forecast = await only(test, `&method=${method}&horizon=2`)
        t.same(
          [forecast.method, forecast.reason, forecast.parameters],
          ['naive', 'too_few_points', {}],
          `${method} of ${values}`
        )
        t.same(
          forecast.points.map(({ mean, intervals }) => ({ mean, intervals })),
          [1, 2].map((step) => ({
            mean: last,
            intervals: around(last, step, 'naive', values)
          }))
        )
        t.same([forecast.backtest, forecast.backtest_reason], [null, 'too_few_points'])
      }
      t.same((await only(test, '&method=naive')).reason, null, 'naive is what was asked for')
    }
  }
)

t.test('200 with a trend from four values, and a backtest from five', async (t) => {
  for (const count of [4, 5]) {
    const test = await buildTestApp(t)
    await insertRows(test.store, { observation: yearly(FIVE.slice(0, count)) })
    const { method, reason, backtest, backtest_reason } = await only(test, '&method=drift')
    t.same([method, reason], ['drift', null])
    t.same(
      [backtest?.origins, backtest_reason],
      count === 4 ? [undefined, 'too_few_points'] : [1, null]
    )
  }
})

t.test(
  '200 without intervals where a single value tells nothing of how the series moves',
  async (t) => {
    const test = await buildTestApp(t)
    await insertRows(test.store, { observation: yearly([7]) })
    const { method, reason, points, training } = await only(test, '&horizon=2')
    t.same([method, reason], ['naive', 'too_few_points'])
    t.same(points, [
      { period: '2020', period_label: '2020', step: 1, mean: 7, intervals: [] },
      { period: '2021', period_label: '2021', step: 2, mean: 7, intervals: [] }
    ])
    t.same(training, {
      first_period: '2019',
      last_period: '2019',
      points: 1,
      left_out: 0,
      left_out_gap: 0,
      left_out_window: 0,
      left_out_break: 0,
      level_break: null,
      others: 0
    })
  }
)

t.test('200 from the values after the last gap alone', async (t) => {
  const test = await buildTestApp(t)
  await insertRows(test.store, {
    observation: periods(
      ['2012', '2013', '2015', '2017', '2018', '2019', '2020'],
      [900, 800, 700, 10, 12, 14, 16]
    )
  })
  const { training, points, parameters } = await only(test, '&method=drift&horizon=1')
  t.same(training, {
    first_period: '2017',
    last_period: '2020',
    points: 4,
    left_out: 3,
    left_out_gap: 3,
    left_out_window: 0,
    left_out_break: 0,
    level_break: null,
    others: 0
  })
  t.same(parameters, { slope: 2 })
  t.same([points[0]?.period, points[0]?.mean], ['2021', 18])
})

t.test('200 from the newest sixty values at most', async (t) => {
  const test = await buildTestApp(t)
  await insertRows(test.store, {
    observation: yearly(
      [...Array(10).fill(0), ...Array.from({ length: 60 }, (_, year) => 100 + year)],
      1950
    )
  })
  const { training, parameters } = await only(test, '&method=drift')
  t.same(training, {
    first_period: '1960',
    last_period: '2019',
    points: 60,
    left_out: 10,
    left_out_gap: 0,
    left_out_window: 10,
    left_out_break: 0,
    level_break: null,
    others: 0
  })
  t.same(parameters, { slope: 1 })
})

t.test('200 from the newest published claim of a repeated period', async (t) => {
  const test = await buildTestApp(t)
  const { store } = test
  await insertRows(store, {
    source: [
      { id: 'old', published: '2024' },
      { id: 'new', published: '2025-03' },
      { id: 'undated', published: null },
      { id: 'a-paper' }
    ],
    observation: [
      ...yearly([10, 12, 14], 2019, { source: 'old' }),
      { id: 'A1', period: '2022', value: 99, source: 'undated' },
      { id: 'A2', period: '2022', value: 16, source: 'new' },
      { id: 'A3', period: '2022', value: 98, source: 'old' },
      // The same year written in another way.
      { id: 'A4', period: '2021-01-01/P12M', value: 97, source: 'undated' }
    ]
  })
  const { training, points } = await only(test, '&method=drift&horizon=1')
  t.same(training, {
    first_period: '2019',
    last_period: '2022',
    points: 4,
    left_out: 0,
    left_out_gap: 0,
    left_out_window: 0,
    left_out_break: 0,
    level_break: null,
    others: 3
  })
  t.equal(points[0]?.mean, 18)

  const old = await only(test, '&method=drift&horizon=1&source=old')
  t.same(
    old.training,
    {
      first_period: '2019',
      last_period: '2022',
      points: 4,
      left_out: 0,
      left_out_gap: 0,
      left_out_window: 0,
      left_out_break: 0,
      level_break: null,
      others: 0
    },
    'claims of other sources are not there'
  )
  // slope (98 - 10) / 3
  t.equal(old.points[0]?.mean, 127.3333)
})

t.test('200 in steps of the calendar of the series', async (t) => {
  const cases: Record<string, [known: string[], next: string[]]> = {
    'P1Y-07': [
      ['2020-07-01/P1Y', '2021-07-01/P1Y', '2022-07-01/P1Y', '2023-07-01/P1Y'],
      ['2024-07-01/P1Y', '2025-07-01/P1Y']
    ],
    P1M: [
      ['2023-09', '2023-10', '2023-11', '2023-12'],
      ['2024-01', '2024-02']
    ],
    P3M: [
      ['2023-Q1', '2023-04-01/P3M', '2023-Q3', '2023-Q4'],
      ['2024-Q1', '2024-Q2']
    ],
    'P8M-01': [
      ['2021-01-01/P8M', '2022-01-01/P8M', '2023-01-01/P8M', '2024-01-01/P8M'],
      ['2025-01-01/P8M', '2026-01-01/P8M']
    ],
    'P5Y-01': [
      ['2000-01-01/P5Y', '2005-01-01/P5Y', '2010-01-01/P5Y', '2015-01-01/P5Y'],
      ['2020-01-01/P5Y', '2025-01-01/P5Y']
    ]
  }
  for (const [calendar, [known, next]] of Object.entries(cases)) {
    const test = await buildTestApp(t)
    await insertRows(test.store, { observation: periods(known, [10, 12, 14, 16]) })
    const forecast = await only(test, '&horizon=2&method=drift')
    t.same(
      [forecast.series.calendar, names(forecast), means(forecast)],
      [calendar, next, [18, 20]],
      calendar
    )
    t.same([forecast.training?.points, forecast.training?.left_out], [4, 0], calendar)
  }
})

t.test('200 where months, quarters and years of one subject are series of their own', async (t) => {
  const test = await buildTestApp(t)
  await insertRows(test.store, {
    observation: [
      ...periods(['2023-01', '2023-02', '2023-03'], [1, 2, 3]),
      ...periods(['2023-Q1', '2023-Q2'], [6, 7]).map((row) => ({ ...row, id: `Q${row.id}` })),
      { id: 'Y1', period: '2023', value: 30 }
    ]
  })
  const { data } = await ask(test, '&horizon=1')
  t.same(
    data.map((forecast) => [forecast.series.calendar, names(forecast), means(forecast)]),
    [
      ['P1M', ['2023-04'], [3]],
      ['P3M', ['2023-Q3'], [7]],
      ['P1Y-01', ['2024'], [30]]
    ]
  )
})

t.test('200 with periods that exist, each after the one before', async (t) => {
  // The end of the range of years, and days that the next year or month does not have.
  const lasts = [
    '9998',
    '9999',
    '9999-Q4',
    '9999-12',
    '9999-07-01/P5M',
    '2024-02-29/P1Y',
    '2023-01-31/P1M',
    '2023-11-30/P3M'
  ]
  for (const last of lasts) {
    const test = await buildTestApp(t)
    await insertRows(test.store, { observation: [{ period: last }] })
    const starts = names(await only(test)).map(
      (name) => parsePeriod(name)?.starts_on ?? `${name} is no period`
    )
    const inOrder = [parsePeriod(last)?.starts_on, ...starts]
    t.same(inOrder, [...new Set(inOrder)].sort(), last)
    t.same(
      starts.filter((start) => start.endsWith('no period')),
      [],
      last
    )
  }
})

t.test('200 by year for a stock that is given at dates', async (t) => {
  const test = await buildTestApp(t)
  await insertRows(test.store, {
    metric: [{ kind: 'stock', unit: 'person' }],
    observation: periods(
      ['2019-12-31', '2020-03-01', '2020-09-01', '2021-06-30', '2022-01-01', '2023-10-15'],
      [100, 1, 110, 120, 130, 140]
    )
  })
  const { series, training, points, backtest } = await only(test, '&method=drift&horizon=2')
  t.equal(series.calendar, 'P1D')
  t.same(
    training,
    {
      first_period: '2019',
      last_period: '2023',
      points: 5,
      left_out: 0,
      left_out_gap: 0,
      left_out_window: 0,
      left_out_break: 0,
      level_break: null,
      others: 1
    },
    'the last date of a year stands for it'
  )
  t.same(
    points.map(({ period, mean }) => [period, mean]),
    [
      ['2024', 150],
      ['2025', 160]
    ]
  )
  t.same([backtest?.origins, backtest?.smape], [1, 0])
})

t.test('200 without points, and why, for a flow that is given for single days', async (t) => {
  const test = await buildTestApp(t)
  await insertRows(test.store, {
    observation: periods(
      ['2024-05-01', '2024-05-02', '2024-05-03', '2024-05-04', '2024-05-05'],
      FIVE
    )
  })
  t.same(withoutSeries(await only(test)), {
    method: null,
    reason: 'no_fixed_step',
    parameters: {},
    season: null,
    training: null,
    likely_break: null,
    points: [],
    backtest: null,
    backtest_reason: 'no_forecast'
  })
})

t.test('200 without points, and why, for values too large to reckon with', async (t) => {
  const test = await buildTestApp(t)
  // Five values would have a backtest.
  await insertExtremes(test.store, { observation: yearly([1e200, 2e200, 3e200, 4e200, 5e200]) })
  t.same(withoutSeries(await only(test)), {
    method: null,
    reason: 'not_finite',
    parameters: {},
    season: null,
    training: null,
    likely_break: null,
    points: [],
    backtest: null,
    backtest_reason: 'no_forecast'
  })
})

t.test('200 within the bounds of the metric, and not below 0 without any', async (t) => {
  const bounds = (forecast: Forecast) =>
    forecast.points.flatMap(({ mean, intervals }) => [
      mean,
      ...intervals.flatMap(({ lower, upper }) => [lower, upper])
    ])
  const share = { metric: [{ unit: 'percent' as const, kind: 'ratio' as const, maximum: 100 }] }

  const rising = await buildTestApp(t)
  await insertRows(rising.store, { ...share, observation: yearly([80, 88, 94, 99]) })
  const up = await only(rising, '&method=drift')
  t.same(means(up), [100, 100, 100, 100, 100])
  t.same([Math.max(...bounds(up)), Math.min(...bounds(up)) >= 0], [100, true], 'bounds too')
  // Steps 8, 6, 5 with a recent mean of 6.1624, and 99 times that of their logarithms, 6.7873: the
  // spread is √(6.1624 · 6.7873) · (1 + 4/4) = 12.9346, and 100 - 1.34 · 12.9346 = 82.668. Around
  // 100 lower ends fall; around the line they would rise from the third to the fifth.
  const lowers = up.points.map(({ intervals }) => intervals[0]?.lower ?? 0)
  t.equal(lowers[0], around(100, 1, 'drift', [80, 88, 94, 99])[0]?.lower, 'around what can be')
  t.equal(round(lowers[0] ?? 0, 3), 82.668)
  t.same(
    lowers,
    lowers.toSorted((a, b) => b - a),
    'the further ahead, the less is known'
  )
  t.equal(new Set(lowers).size, 5)

  const falling = await buildTestApp(t)
  await insertRows(falling.store, { ...share, observation: yearly([90, 60, 30, 1]) })
  const down = await only(falling, '&method=drift&level=99')
  t.same(means(down), [0, 0, 0, 0, 0])
  t.same([Math.min(...bounds(down)), Math.max(...bounds(down)) <= 100], [0, true])

  const trade = await buildTestApp(t)
  await insertRows(trade.store, { observation: yearly([900, 600, 300, 100]) })
  const less = await only(trade, '&method=drift&horizon=1')
  t.same(means(less), [0], '100 - 800 / 3')
  t.ok(
    less.points[0]?.intervals.every(({ lower, upper }) => lower === 0 && upper > 100),
    'other units have no upper bound'
  )
})

t.test('200 from ranges by the end that promises less', async (t) => {
  const ranges = [10, 12, 14, 16].map((low, index) => ({
    id: `C${index}`,
    period: String(2020 + index),
    value: null,
    low,
    high: low + 100,
    bound: 'range' as const
  }))
  for (const [desired, mean] of [
    ['increase', 18],
    ['none', 18],
    ['decrease', 118]
  ] as const) {
    const test = await buildTestApp(t)
    await insertRows(test.store, { metric: [{ desired }], observation: ranges })
    t.same(means(await only(test, '&method=drift&horizon=1')), [mean], desired)
  }
})

t.test('200 leaves out series whose claims name no period', async (t) => {
  const test = await buildTestApp(t)
  await insertRows(test.store, {
    observation: [
      { id: 'C1', period: null },
      { id: 'C2', period: '2023', value: 5 }
    ]
  })
  t.same(means(await only(test, '&horizon=1')), [5])
})

t.test('200 for subjects, partners and sources asked for, country codes in any form', async (t) => {
  const test = await buildTestApp(t)
  await insertRows(test.store, {
    source: [{ id: 'a-paper' }, { id: 'b-paper' }],
    observation: [
      { id: 'C1', subject: 'PAK', partner: 'KAZ', value: 1 },
      { id: 'C2', subject: 'PAK', partner: 'UZB', value: 2 },
      { id: 'C3', subject: 'KAZ', partner: 'PAK', value: 3, source: 'b-paper' },
      { id: 'C4', subject: 'karachi-port', partner: null, value: 4 }
    ]
  })
  const found = async (query: string) => {
    const { data, meta } = await ask(test, `&horizon=1${query}`)
    return { values: data.flatMap(means).sort(), warnings: meta.warnings }
  }
  t.same(await found(''), { values: [1, 2, 3, 4], warnings: [] })
  t.same(await found('&subject=pk'), { values: [1, 2], warnings: [] })
  t.same(await found('&subject=PAK,kaz'), { values: [1, 2, 3], warnings: [] })
  t.same(await found('&partner=KZ,uzb'), { values: [1, 2], warnings: [] })
  t.same(await found('&country=UZB,karachi-port'), { values: [2, 4], warnings: [] })
  t.same(await found('&country=kz&subject=PAK'), { values: [1], warnings: [] })
  t.same(await found('&calendar=year&subject=KAZ'), { values: [3], warnings: [] })
  t.same(await found('&calendar=P1Y-01,month&country=KAZ'), { values: [1, 3], warnings: [] })
  t.same(await found('&subject=karachi-port'), { values: [4], warnings: [] })
  t.same(await found('&source=b-paper'), { values: [3], warnings: [] })
  t.same(await found('&subject=PAK,XXX&partner=KAZ,nowhere&source=a-paper,c-paper'), {
    values: [1],
    warnings: [
      'subject: no entity has the id XXX; the answer is for PAK.',
      'partner: no entity has the id nowhere; the answer is for KAZ.',
      'source: no source has the id c-paper; the answer is for a-paper.'
    ]
  })
})

/** So many series with one to three claims each. */
const series = (count: number): Claims =>
  Array.from({ length: count }, (_, index) =>
    yearly([5, 6, 7].slice(0, 1 + (index % 3)), 2021, { attributed_to: `Body ${index}` })
  )
    .flat()
    .map((row, index) => ({ ...row, id: `C${index}` }))
const idsInOrder = ({ store }: TestApp) =>
  pluck(store, 'SELECT id FROM series ORDER BY observations DESC, id')

async function walk(test: TestApp, query: string): Promise<string[]> {
  const ids: string[] = []
  for (let url: string | null = `${FORECASTS}&horizon=1${query}`; url !== null; ) {
    const { data, meta, links }: Answer = (await test.app.inject(url)).json()
    if (meta.count !== data.length) throw new Error(`count is ${meta.count} of ${data.length}`)
    ids.push(...data.map((forecast) => forecast.series.id))
    url = links.next
  }
  return ids
}

t.test(
  '200 with most claims first, then by id, twenty a page unless told, each series once',
  async (t) => {
    const test = await buildTestApp(t)
    await insertRows(test.store, { observation: series(25) })
    const expected = await idsInOrder(test)
    t.equal(expected.length, 25)
    const first = await ask(test, '&horizon=1')
    t.equal(first.data.length, 20)
    t.same(
      first.data.map((forecast) => forecast.series.id),
      expected.slice(0, 20)
    )
    for (const limit of ['', '&limit=1', '&limit=7', '&limit=24', '&limit=25', '&limit=100'])
      t.same(await walk(test, limit), expected, limit)
    const exact = await ask(test, '&horizon=1&limit=25')
    t.equal(exact.links.next, null, 'no empty page after the last row')
  }
)

t.test('200 from a cursor with another limit', async (t) => {
  const test = await buildTestApp(t)
  await insertRows(test.store, { observation: series(5) })
  const { links } = await ask(test, '&limit=2')
  const rest: Answer = (
    await test.app.inject(`${links.next?.replace('limit=2', 'limit=100')}`)
  ).json()
  t.same(
    rest.data.map((forecast) => forecast.series.id),
    (await idsInOrder(test)).slice(2)
  )
})

t.test('200 with the same answer every time', async (t) => {
  const test = await buildTestApp(t)
  await insertRows(test.store, {
    observation: [...yearly(FIVE, 2019, { attributed_to: 'Another' }), ...series(4)]
  })
  const [one, other] = [await test.app.inject(FORECASTS), await test.app.inject(FORECASTS)]
  t.equal(one.statusCode, 200)
  t.equal(one.body, other.body)
  t.equal(one.headers.etag, other.headers.etag)
})

t.test('200 as a tidy table: one row a period and level', async (t) => {
  const test = await buildTestApp(t)
  await insertRows(test.store, { observation: yearly(FIVE) })
  const response = await test.app.inject(
    `/v1/forecasts.csv?metric=goods_trade&by=author&method=drift&horizon=2&level=70,80`
  )
  t.equal(response.statusCode, 200)
  t.match(response.headers['content-type'], /^text\/csv; charset=utf-8/)
  const [id] = await pluck(test.store, 'SELECT id FROM series')
  const start = `goods_trade,USD,${id},PAK,KAZ,,,,A Ministry,P1Y-01,,2023-12-31,drift,,,,,,,2019,2023,5,0,0,0,0,,,,0,,,,,`
  const [one, two] = [
    around(17.5, 1, 'drift', FIVE, [70, 80]),
    around(19, 2, 'drift', FIVE, [70, 80])
  ]
  // From 10, 12, 13, 12 drift expects 12.67 and finds 16: missed by 3.33, with a scale of 4/3. With
  // a spread of 2.5785 it is outside at 70 %, 1.031 · 2.5785 = 2.66, and inside at 80 %, 3.46.
  const tested = (coverage: number) => `,slope=1.5,1,1,23.2558,2.5,${coverage},`
  t.equal(
    response.body,
    [
      HEADER.join(','),
      `${start},2024,2024,1,17.5,70,${one[0]?.lower},${one[0]?.upper}${tested(0)}`,
      `${start},2024,2024,1,17.5,80,${one[1]?.lower},${one[1]?.upper}${tested(100)}`,
      `${start},2025,2025,2,19,70,${two[0]?.lower},${two[0]?.upper}${tested(0)}`,
      `${start},2025,2025,2,19,80,${two[1]?.lower},${two[1]?.upper}${tested(100)}`,
      ''
    ].join('\n')
  )
  const { app } = test
  const url = `${FORECASTS}&method=drift&horizon=2&level=70,80`
  t.equal((await app.inject(`${url}&format=csv`)).body, response.body, 'by parameter')
  t.equal(
    (await app.inject({ url, headers: { accept: 'text/csv' } })).body,
    response.body,
    'by header'
  )
})

t.test('200 as a table that keeps rows for what has no intervals or no points', async (t) => {
  const test = await buildTestApp(t)
  await insertRows(test.store, {
    observation: [
      { id: 'C1', period: '2023', value: 7 },
      ...periods(['2024-05-01', '2024-05-02'], [1, 2], { attributed_to: 'Daily' })
    ]
  })
  const { body } = await test.app.inject('/v1/forecasts.csv?metric=goods_trade&by=author&horizon=2')
  const rows: Record<string, string>[] = parse(body, { columns: true })
  const cells = (row: Record<string, string>) =>
    [
      'series_attributed_to',
      'method',
      'reason',
      'training_points',
      'period',
      'step',
      'mean',
      'level',
      'lower',
      'upper'
    ].map((name) => row[name])
  t.same(rows.map(cells), [
    ['Daily', '', 'no_fixed_step', '', '', '', '', '', '', ''],
    ['A Ministry', 'naive', 'too_few_points', '1', '2024', '1', '7', '', '', ''],
    ['A Ministry', 'naive', 'too_few_points', '1', '2025', '2', '7', '', '', '']
  ])
})

t.test(
  '200 as a table with parameters, the backtest of the level, and why there is none',
  async (t) => {
    const test = await buildTestApp(t)
    await insertRows(test.store, {
      observation: [
        ...yearly([3, 5, 9, 20, 18, 26], 2018, { attributed_to: 'Six' }),
        ...yearly([7, 7, 7, 7, 7], 2019, { attributed_to: 'Level' }),
        ...yearly(FIVE.slice(0, 4), 2020, { attributed_to: 'Four' }),
        ...periods(['2024-05-01', '2024-05-02', '2024-05-03'], [1, 2, 3], {
          attributed_to: 'Daily'
        })
      ]
    })
    const table = async (query: string) => {
      const { body } = await test.app.inject(
        `/v1/forecasts.csv?metric=goods_trade&by=author&horizon=1&level=80,99${query}`
      )
      const rows: Record<string, string>[] = parse(body, { columns: true })
      return rows.map((row) =>
        ['series_attributed_to', 'level', ...HEADER.slice(-7)].map((name) => row[name])
      )
    }
    t.same(await table('&method=linear'), [
      // Σ(t - 2.5)(y - 13.5) = 82.5 over 17.5. The line of four values, 1 + 5.5 t, makes 23 of 18:
      // 1000 / 41, and 5 / (17/3); that of five, 2 + 4.5 t, makes 24.5 of 26: 300 / 50.5, and 1.5 /
      // 4.75.
      ['Six', '80', 'intercept=1.714286|slope=4.714286', '2', '2', '15.1654', '0.5991', '100', ''],
      ['Six', '99', 'intercept=1.714286|slope=4.714286', '2', '2', '15.1654', '0.5991', '100', ''],
      // A line through values that are all alike: nothing is missed, nothing can scale, and there
      // is no level to be inside of.
      ['Level', '', 'intercept=7|slope=0', '1', '1', '0', '', '', ''],
      // Σ(t - 1.5)(y - 11.75) = 3.5 over 5; five values make a backtest.
      ['Four', '80', 'intercept=10.7|slope=0.7', '', '', '', '', '', 'too_few_points'],
      ['Four', '99', 'intercept=10.7|slope=0.7', '', '', '', '', '', 'too_few_points'],
      ['Daily', '', '', '', '', '', '', '', 'no_forecast']
    ])
  }
)

t.test('200 as a table of all series, or of one page with a link to the next', async (t) => {
  const test = await buildTestApp(t)
  await insertRows(test.store, { observation: series(120) })
  const expected = await idsInOrder(test)
  const idsOf = (body: string) => [
    ...new Set(
      (parse(body, { columns: true }) as { series_id: string }[]).map((row) => row.series_id)
    )
  ]
  const all = await test.app.inject('/v1/forecasts.csv?metric=goods_trade&by=author&horizon=1')
  t.same(idsOf(all.body), expected, 'more than a page holds')
  t.equal(all.body.split('\n').filter((line) => line.startsWith('metric,')).length, 1, 'one header')
  t.equal(all.headers.link, undefined)
  const page = await test.app.inject(
    '/v1/forecasts.csv?metric=goods_trade&by=author&horizon=1&limit=3'
  )
  t.same(idsOf(page.body), expected.slice(0, 3), 'a limit counts series')
  const [, next = ''] = /<([^>]*)>; rel="next"/.exec(String(page.headers.link)) ?? []
  t.same(idsOf((await test.app.inject(next)).body), expected.slice(3, 6))
})

t.test('200 without a body for HEAD', async (t) => {
  const test = await buildTestApp(t)
  await insertRows(test.store, { observation: yearly(FIVE) })
  const response = await test.app.inject({ method: 'HEAD', url: FORECASTS })
  t.same([response.statusCode, response.body], [200, ''])
})

t.test(
  '200 with sound figures for every metric of the starter data that has series and is no ' +
    'rank or distance',
  async (t) => {
    const { app, store } = await buildTestApp(t, { data: 'starter' })
    const metrics = await pluck(
      store,
      `SELECT DISTINCT metric.id FROM metric JOIN series ON series.metric = metric.id
    WHERE calendar IS NOT NULL AND unit <> 'rank' AND kind <> 'distance' ORDER BY 1`
    )
    t.ok(metrics.length > 35, `${metrics.length} metrics`)
    for (const metric of someOf(metrics, 6)) {
      const ofAuthors = await pluck(
        store,
        `SELECT id FROM series WHERE metric = '${metric}' AND calendar IS NOT NULL ORDER BY ` +
          'observations DESC, id'
      )
      const byRule = (await app.inject(`/v1/series.csv?metric=${metric}&fields=id`)).body
      const series = [...new Set(byRule.trim().split('\n').slice(1))]
      for (const [by, expected] of Object.entries({ author: ofAuthors, rule: series })) {
        const { found, wrong } = await walkSound(app, `/v1/forecasts?metric=${metric}&by=${by}`)
        t.same(wrong, [], metric)
        t.same(found, expected, `${metric} by ${by}: ${found.length} series, each once`)
      }
    }
  }
)

/** The ids of all series of a list, and what is wrong with their forecasts. */
async function walkSound(
  app: TestApp['app'],
  list: string
): Promise<{ found: string[]; wrong: string[] }> {
  const found: string[] = []
  const wrong: string[] = []
  for (let url: string | null = `${list}&horizon=30&level=50,80,99&limit=100`; url !== null; ) {
    const response: LightMyRequestResponse = await app.inject(url)
    if (response.statusCode !== 200) throw new Error(`${url}: ${response.body}`)
    if (/NaN|Infinity/.test(response.body)) wrong.push(`${url} holds what is no number`)
    const { data, links }: Answer = response.json()
    found.push(...data.map((forecast) => forecast.series.id))
    for (const forecast of data)
      wrong.push(...faults(forecast).map((fault) => `${forecast.series.id}: ${fault}`))
    url = links.next
  }
  return { found, wrong }
}

/** What cannot be right in any forecast. */
function faults({
  unit,
  method,
  reason,
  training,
  points,
  parameters,
  backtest,
  backtest_reason
}: Forecast): string[] {
  const most = unit === 'percent' ? 100 : Number.POSITIVE_INFINITY
  const isNumber = (value: unknown) => typeof value === 'number' && Number.isFinite(value)
  const checks: Record<string, boolean> = {
    'points without a method':
      (method === null) === (points.length === 0) && (method === null) === (training === null),
    'nothing without a reason': method !== null || reason !== null,
    'thirty points or none': points.length === (method === null ? 0 : 30),
    'each period once': new Set(points.map(({ period }) => period)).size === points.length,
    'steps in order': points.every(({ step }, index) => step === index + 1),
    'means in bounds': points.every(({ mean }) => isNumber(mean) && mean >= 0 && mean <= most),
    'three intervals or none': points.every(
      ({ intervals }) =>
        intervals.length === 0 || (intervals.length === 3 && (training?.points ?? 0) > 1)
    ),
    'intervals with a width': points.every(({ intervals }) =>
      intervals.every(({ lower, upper }) => lower < upper)
    ),
    'intervals around the mean': points.every(({ mean, intervals }) =>
      intervals.every(
        ({ lower, upper }) =>
          isNumber(lower) &&
          isNumber(upper) &&
          lower >= 0 &&
          lower <= mean &&
          mean <= upper &&
          upper <= most
      )
    ),
    'parameters that are numbers': Object.values(parameters).every(isNumber),
    'a backtest or a reason': (backtest === null) === (backtest_reason !== null),
    'a backtest from five points':
      method === null || (backtest !== null) === (training?.points ?? 0) >= 5,
    'a backtest of numbers':
      backtest === null ||
      (backtest.smape >= 0 &&
        backtest.smape <= 200 &&
        (backtest.mase === null || backtest.mase >= 0) &&
        backtest.coverage.length === 3)
  }
  return Object.entries(checks).flatMap(([what, holds]) => (holds ? [] : [what]))
}

t.test(
  '200 with values below zero where some were observed, and none below where none were',
  async (t) => {
    const falling = await buildTestApp(t)
    await insertRows(falling.store, { observation: yearly([-2, -4, -6, -8, -10]) })
    const [point] = (await only(falling, '&method=drift&horizon=1')).points
    t.equal(point?.mean, -12)
    t.ok((point?.intervals[0]?.lower ?? 0) < -12, 'with room below')
    const bounded = await buildTestApp(t)
    await insertRows(bounded.store, { observation: yearly([10, 8, 6, 4, 2]) })
    const { points } = await only(bounded, '&method=drift&horizon=3')
    t.same(
      points.map(({ mean }) => mean),
      [0, 0, 0]
    )
    t.ok(
      points.every(({ intervals }) =>
        intervals.every(({ lower, upper }) => lower === 0 && upper > 0)
      ),
      'around what can be, not around what the line says'
    )
  }
)

t.test('200 with percent below zero where some were observed, and never above 100', async (t) => {
  const share = { metric: [{ unit: 'percent' as const, kind: 'ratio' as const, maximum: 100 }] }
  const falling = await buildTestApp(t)
  await insertRows(falling.store, { ...share, observation: yearly([40, 20, 0, -20]) })
  const { points } = await only(falling, '&method=drift&horizon=2&level=80')
  // The sign changes, so that the steps of 20 count alone: a spread of 20 · (1 + 4/4) = 40. 40 ·
  // 1.34 = 53.6, and two steps ahead 2^0.6 = 1.515717 times that.
  t.same(points, [
    {
      period: '2023',
      period_label: '2023',
      step: 1,
      mean: -40,
      intervals: [{ level: 80, lower: -93.6, upper: 13.6 }]
    },
    {
      period: '2024',
      period_label: '2024',
      step: 2,
      mean: -60,
      intervals: [{ level: 80, lower: -141.2424, upper: 21.2424 }]
    }
  ])
  const rising = await buildTestApp(t)
  await insertRows(rising.store, { ...share, observation: yearly([-30, 10, 50, 90]) })
  const [up] = (await only(rising, '&method=drift&horizon=1')).points
  t.same([up?.mean, up?.intervals.map(({ upper }) => upper)], [100, [100, 100]])
})

t.test('200 with a bound at zero where only values that are left out were negative', async (t) => {
  const test = await buildTestApp(t)
  // 2015 lies before a gap.
  await insertRows(test.store, {
    observation: periods(['2015', '2017', '2018', '2019', '2020'], [-50, 9, 6, 3, 0])
  })
  const { training, points } = await only(test, '&method=drift&horizon=2&level=80')
  t.equal(training?.left_out, 1)
  // Zero has no logarithm, so that the steps of 3 count alone: a spread of 3 · (1 + 4/4) = 6. 6 ·
  // 1.34 = 8.04, and two steps ahead 2^0.6 = 1.515717 times that. Zero itself is not negative.
  t.same(
    points.map(({ mean, intervals }) => [mean, ...intervals]),
    [
      [0, { level: 80, lower: 0, upper: 8.04 }],
      [0, { level: 80, lower: 0, upper: 12.1864 }]
    ]
  )
})

t.test('200 with a backtest that takes negative values too', async (t) => {
  const test = await buildTestApp(t)
  await insertRows(test.store, { observation: yearly([-2, -4, -6, -8, -10]) })
  const { backtest } = await only(test, '&method=drift&horizon=1')
  const coverage = [80, 95].map((level) => ({ level, percent: 100 }))
  t.same(backtest, { origins: 1, forecasts: 1, smape: 0, mase: 0, coverage })
})

t.test('200 with naive for a single value, and says that it is the only one', async (t) => {
  const test = await buildTestApp(t)
  await insertRows(test.store, { observation: yearly([7]) })
  const { method, reason, points } = await only(test, '&method=naive&horizon=1')
  t.same([method, reason, points[0]?.intervals], ['naive', 'too_few_points', []])
})
