import t from 'tap'
import { CALIBRATION, CALIBRATION_LEVELS } from '../../src/forecasts/model/calibration.ts'
import type { Method } from '../../src/forecasts/model/index.ts'
import { labelPeriod } from '../../src/periods/label-period.ts'
import {
  type ProjectionOutlook,
  projectionOutlookSchema
} from '../../src/projections/outlook-schemas.ts'
import { projectionProgressSchema } from '../../src/projections/progress-schemas.ts'
import { spreadByHand } from '../forecasts/model/oracles.ts'
import { buildTestApp, type TestApp } from '../helpers/app.ts'
import { pluck } from '../helpers/pluck.ts'
import { expectProblem } from '../helpers/problem.ts'
import { runs } from '../helpers/random.ts'
import { insertExtremes, insertRows } from '../helpers/rows.ts'
import { testEvery } from '../helpers/test-every.ts'

type Rows = Parameters<typeof insertRows>[1]
type Claims = NonNullable<Rows['observation']>
type Projection = NonNullable<Rows['projection']>[number]
type Metric = NonNullable<Rows['metric']>[number]

/** Soon after the figures, so that no series is stale. */
const RECORDED_AT = '2024-12-31T00:00:00Z'
const META = {
  revision: 1,
  updated_at: RECORDED_AT,
  license: 'Facts quoted with attribution: name the source of each figure.',
  warnings: []
}
// A series for each author: see by-rule.test.ts for series by rule.
const OUTLOOK = '/v1/projections/P001/outlook?by=author'
const SOURCE = {
  id: 'a-paper',
  publisher: 'A Paper',
  kind: 'press',
  url: 'https://example.org/trade',
  published: '2024-08-21'
}
const GROWTH = 'a number from -99 to 1000'

/** Claims of consecutive years; `name` keeps ids of series apart. */
const yearly = (
  first: number,
  values: readonly number[],
  over: Claims[number] = {},
  name = 'C'
): Claims =>
  values.map((value, index) => ({
    id: `${name}${index + 1}`,
    period: String(first + index),
    value,
    ...over
  }))

async function served(
  t: Tap,
  projection: Projection,
  observation: Claims,
  metric: Metric = {}
): Promise<TestApp> {
  const test = await buildTestApp(t)
  await insertRows(
    test.store,
    { metric: [metric], projection: [projection], observation },
    { time: RECORDED_AT }
  )
  return test
}

async function servedExtremes(
  t: Tap,
  projection: Projection,
  observation: Claims
): Promise<TestApp> {
  const test = await buildTestApp(t)
  await insertExtremes(test.store, { projection: [projection], observation })
  return test
}

type Tap = Parameters<typeof buildTestApp>[0]
const outlook = async ({ app }: TestApp, query = ''): Promise<ProjectionOutlook> =>
  (await app.inject(`${OUTLOOK}${query}`)).json().data
const only = <T>(list: readonly T[]): T => {
  const [one] = list
  if (one === undefined || list.length > 1) throw new Error(`${list.length} where one was expected`)
  return one
}
const paths = ({ periods }: ProjectionOutlook) =>
  periods.flatMap(({ period, path }) => (path ? [[period, path.value, path.low, path.high]] : []))
const own = ({ periods }: ProjectionOutlook) =>
  periods.flatMap(({ period, own }) => (own === null ? [] : [[period, own]]))
const observed = ({ periods }: ProjectionOutlook) =>
  periods.flatMap(({ period, observations }) =>
    observations.map(({ observation, value }) => [period, observation, value])
  )
const expected = ({ periods }: ProjectionOutlook) =>
  periods.flatMap(({ period, forecasts }) => forecasts.map(({ mean }) => [period, mean]))

/**
 * The 80 % interval by hand: the spread of the values, times the calibrated miss, times the
 * power of the step.
 */
function around(mean: number, step: number, method: Method, values: readonly number[]) {
  const { growth, misses } = CALIBRATION[method]
  const half =
    spreadByHand(values) * (misses[CALIBRATION_LEVELS.indexOf(80)] ?? Number.NaN) * step ** growth
  return [
    {
      level: 80,
      lower: Number(Math.max(0, mean - half).toFixed(4)),
      upper: Number((mean + half).toFixed(4))
    }
  ]
}

t.test(
  '200 with promise, two series that disagree, forecasts, gaps and a path of your own',
  async (t) => {
    const test = await served(
      t,
      { base_period: '2020', base_value: 100, target_period: '2024', value: 1600 },
      [
        ...yearly(2019, [80, 90, 100, 110]),
        ...yearly(
          2020,
          [55, 50],
          { subject: 'KAZ', partner: 'PAK', attributed_to: 'Another Ministry', bound: 'about' },
          'K'
        )
      ]
    )
    const [kaz, pak] = await pluck(test.store, 'SELECT id FROM series ORDER BY subject')
    const claim = (series: unknown, observation: string, value: number, bound = 'exact') => {
      return {
        series,
        observation,
        computed_from: [],
        value,
        low: null,
        high: null,
        bound,
        others: 0,
        source: SOURCE
      }
    }
    const path = (value: number) => ({ value, low: null, high: null })
    // Drift: 110 + 10 a year. Naive: the last of two.
    const drift = (mean: number, step: number) => ({
      series: pak,
      mean,
      intervals: around(mean, step, 'drift', [80, 90, 100, 110])
    })
    const naive = (step: number) => ({
      series: kaz,
      mean: 50,
      intervals: around(50, step, 'naive', [55, 50])
    })

    const response = await test.app.inject(`${OUTLOOK}&method=drift&level=80&growth=50`)

    t.equal(response.statusCode, 200)
    t.same(response.json(), {
      data: {
        projection: 'P001',
        unit: 'USD',
        target: {
          period: '2024',
          period_label: '2024',
          value: 1600,
          low: null,
          high: null,
          bound: 'at_least',
          text: '$2 Billion+'
        },
        path: { shape: 'compound', reason: null },
        own: {
          growth_percent: 50,
          from: { period: '2020', period_label: '2020', value: 100, observation: null },
          reason: null,
          gap: { expected: 506.25, missing: 1093.75, missing_percent: 68.36 }
        },
        series: [
          {
            id: pak,
            subject: 'PAK',
            partner: 'KAZ',
            direction: null,
            mode: null,
            product: null,
            attributed_to: 'A Ministry',
            calendar: 'P1Y-01',
            rule: null,
            made: [],
            made_from: [],
            scale: 1,
            method: 'drift',
            reason: null,
            parameters: { slope: 10 },
            season: null,
            training: {
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
            likely_break: null,
            gap: { expected: 130, missing: 1470, missing_percent: 91.88 }
          },
          {
            id: kaz,
            subject: 'KAZ',
            partner: 'PAK',
            direction: null,
            mode: null,
            product: null,
            attributed_to: 'Another Ministry',
            calendar: 'P1Y-01',
            rule: null,
            made: [],
            made_from: [],
            scale: 1,
            method: 'naive',
            reason: 'too_few_points',
            parameters: {},
            season: null,
            training: {
              first_period: '2020',
              last_period: '2021',
              points: 2,
              left_out: 0,
              left_out_gap: 0,
              left_out_window: 0,
              left_out_break: 0,
              level_break: null,
              others: 0
            },
            likely_break: null,
            gap: { expected: 50, missing: 1550, missing_percent: 96.88 }
          }
        ],
        periods: [
          {
            period: '2019',
            period_label: '2019',
            path: null,
            own: null,
            observations: [claim(pak, 'C1', 80)],
            forecasts: []
          },
          {
            period: '2020',
            period_label: '2020',
            path: path(100),
            own: 100,
            observations: [claim(pak, 'C2', 90), claim(kaz, 'K1', 55, 'about')],
            forecasts: []
          },
          {
            period: '2021',
            period_label: '2021',
            path: path(200),
            own: 150,
            observations: [claim(pak, 'C3', 100), claim(kaz, 'K2', 50, 'about')],
            forecasts: []
          },
          {
            period: '2022',
            period_label: '2022',
            path: path(400),
            own: 225,
            observations: [claim(pak, 'C4', 110)],
            forecasts: [naive(1)]
          },
          {
            period: '2023',
            period_label: '2023',
            path: path(800),
            own: 337.5,
            observations: [],
            forecasts: [drift(120, 1), naive(2)]
          },
          {
            period: '2024',
            period_label: '2024',
            path: path(1600),
            own: 506.25,
            observations: [],
            forecasts: [drift(130, 2), naive(3)]
          }
        ]
      },
      meta: META
    })
  }
)

t.test('200 with the promise in the shape asked for', async (t) => {
  const test = await served(
    t,
    { base_period: '2020', base_value: 0, target_period: '2022', value: 50 },
    []
  )
  const straight = await outlook(test, '&shape=linear')
  t.same(straight.path, { shape: 'linear', reason: null })
  t.same(paths(straight), [
    ['2020', 0, null, null],
    ['2021', 25, null, null],
    ['2022', 50, null, null]
  ])
  const compound = await outlook(test)
  t.same(compound.path, { shape: 'compound', reason: 'base_zero' })
  t.same(compound.periods, [], 'nothing is said about any period')
})

t.test('200 with auto and the usual levels unless told', async (t) => {
  const test = await served(t, { target_period: '2024' }, yearly(2019, [80, 90, 100, 110]))
  const usual = await outlook(test)
  t.equal(only(usual.series).method, 'auto')
  t.same(
    usual.periods.flatMap(({ forecasts }) =>
      forecasts.map(({ intervals }) => intervals.map(({ level }) => level))
    ),
    [
      [80, 95],
      [80, 95]
    ]
  )
  const asked = await outlook(test, '&method=linear&level=99,50')
  t.same(only(asked.series).parameters, { intercept: 80, slope: 10 })
  t.same(
    asked.periods.at(-1)?.forecasts[0]?.intervals.map(({ level }) => level),
    [50, 99]
  )
})

testEvery(
  '200 with a path of your own by growth a year, up, down or level, in any calendar',
  async (t, every) => {
    const cases: [growth: string, base: string, target: string, unknown[][]][] = [
      [
        '10',
        '2022',
        '2024',
        [
          ['2022', 100],
          ['2023', 110],
          ['2024', 121]
        ]
      ],
      [
        '-99',
        '2022',
        '2024',
        [
          ['2022', 100],
          ['2023', 1],
          ['2024', 0.01]
        ]
      ],
      [
        '0',
        '2022',
        '2023',
        [
          ['2022', 100],
          ['2023', 100]
        ]
      ],
      [
        '1000',
        '2022',
        '2023',
        [
          ['2022', 100],
          ['2023', 1100]
        ]
      ],
      [
        '12.5',
        '2022-07-01/P1Y',
        '2024-07-01/P1Y',
        [
          ['2022-07-01/P1Y', 100],
          ['2023-07-01/P1Y', 112.5],
          ['2024-07-01/P1Y', 126.5625]
        ]
      ]
    ]
    for (const [growth, base_period, target_period, points] of cases) {
      const test = await served(t, { base_period, base_value: 100, target_period, value: 200 }, [])
      const found = await outlook(test, `&growth=${growth}`)
      every.same(own(found), points, `${growth} % from ${base_period}`)
      const last = Number(points.at(-1)?.[1])
      every.same(found.own, {
        growth_percent: Number(growth),
        from: {
          period: base_period,
          period_label: labelPeriod(base_period),
          value: 100,
          observation: null
        },
        reason: null,
        gap: {
          expected: last,
          missing: Number((200 - last).toFixed(4)),
          missing_percent: Number(((200 - last) / 2).toFixed(2))
        }
      })
    }
    // 4^(1/4) = √2 a quarter: growth is that of a year, of quarters too.
    const quarters = await served(
      t,
      { base_period: '2023-Q4', base_value: 100, target_period: '2024-Q4', value: 200 },
      []
    )
    every.same(own(await outlook(quarters, '&growth=300')), [
      ['2023-Q4', 100],
      ['2024-Q1', 141.4214],
      ['2024-Q2', 200],
      ['2024-Q3', 282.8427],
      ['2024-Q4', 400]
    ])
  }
)

testEvery(
  '200 with a path of your own from the newest observation of the first series where there ' +
    'is no base',
  async (t, every) => {
    const observation = [
      ...yearly(2020, [500], { attributed_to: 'Few Claims' }, 'F'),
      ...yearly(2019, [80, 90, 100, 110]),
      // Fiscal years begin no path to a calendar year.
      ...[
        '2020-07-01/P1Y',
        '2021-07-01/P1Y',
        '2022-07-01/P1Y',
        '2023-07-01/P1Y',
        '2024-07-01/P1Y'
      ].map((period, index) => ({
        id: `Y${index}`,
        period
      }))
    ]
    for (const base of [
      { base_value: null },
      { base_period: null },
      { base_period: '2022-07-01/P1Y' }
    ]) {
      const test = await served(t, { target_period: '2024', value: 200, ...base }, observation)
      const found = await outlook(test, '&growth=10')
      every.same(
        found.own,
        {
          growth_percent: 10,
          from: { period: '2022', period_label: '2022', value: 110, observation: 'C4' },
          reason: null,
          gap: { expected: 133.1, missing: 66.9, missing_percent: 33.45 }
        },
        JSON.stringify(base)
      )
      every.same(own(found), [
        ['2022', 110],
        ['2023', 121],
        ['2024', 133.1]
      ])
      every.same(paths(found), [], 'no promised path')
      every.ok(found.path.reason)
    }
  }
)

testEvery('200 with no path of your own, and why', async (t, every) => {
  const cases: Record<string, [projection: Projection, observation: Claims, from: unknown]> = {
    no_start: [{ base_value: null }, [], null],
    no_target_period: [
      { target_period: null },
      [],
      { period: '2023', period_label: '2023', value: 400000000, observation: null }
    ],
    target_not_later: [
      { base_value: null, target_period: '2020' },
      yearly(2019, [1, 2]),
      { period: '2020', period_label: '2020', value: 2, observation: 'C2' }
    ],
    // 84 years of months are 1,008 and the first.
    too_many_periods: [
      { base_period: '2000-01', base_value: 5, target_period: '2084-01' },
      [],
      { period: '2000-01', period_label: 'January 2000', value: 5, observation: null }
    ],
    not_finite: [
      { base_value: 1e18, target_period: '2400', value: 1e18 },
      [],
      { period: '2023', period_label: '2023', value: 1e18, observation: null }
    ]
  }
  for (const [reason, [projection, observation, from]] of Object.entries(cases)) {
    const test = await served(t, projection, observation)
    const found = await outlook(test, '&growth=1000')
    every.same(found.own, { growth_percent: 1000, from, reason, gap: null }, reason)
    every.same(own(found), [], reason)
  }
  const apart = await served(
    t,
    { base_period: '2020-01-01/P5Y', base_value: 5, target_period: '2028-01-01/P5Y' },
    []
  )
  every.same(
    (await outlook(apart, '&growth=1')).own,
    {
      growth_percent: 1,
      from: { period: '2020-01-01/P5Y', period_label: '2020–2024', value: 5, observation: null },
      reason: 'too_many_periods',
      gap: null
    },
    'five years and another five are not eight'
  )
  const unasked = await served(t, {}, [])
  every.equal((await outlook(unasked)).own, null, 'none was asked for')
})

testEvery('200 with no promised path, and why', async (t, every) => {
  const years = { base_period: '2023', target_period: '2025' }
  const cases: [projection: Projection, shape: string, reason: string][] = [
    [{ ...years, base_value: 100, value: 0 }, 'compound', 'target_zero'],
    [{ ...years, base_value: 100, value: -5 }, 'compound', 'opposite_signs'],
    [{ ...years, base_value: null }, 'linear', 'no_base'],
    ...['compound', 'linear', 'logistic'].flatMap((shape): [Projection, string, string][] => [
      [{ base_period: '2000-01', target_period: '2083-05' }, shape, 'too_many_periods'],
      [
        { base_period: '2020-01-01/P5Y', target_period: '2028-01-01/P5Y' },
        shape,
        'too_many_periods'
      ]
    ])
  ]
  for (const [projection, shape, reason] of cases) {
    const { path, periods } = await outlook(await served(t, projection, []), `&shape=${shape}`)
    every.same({ path, periods }, { path: { shape, reason }, periods: [] }, `${shape}: ${reason}`)
  }
  // 83 years and three months are 999 steps: a thousand periods.
  const most = await outlook(
    await served(t, { base_period: '2000-01', target_period: '2083-04' }, [])
  )
  every.same([most.path.reason, most.periods.length], [null, 1_000])
})

t.test(
  '200 without intervals where a series never moved, and with negative means where it was ' +
    'below zero',
  async (t) => {
    const forecasts = async (values: number[]) => {
      const test = await served(
        t,
        { base_value: null, target_period: '2025', value: 100 },
        yearly(2020, values)
      )
      const { periods } = await outlook(test, '&method=drift&level=80')
      return periods.flatMap(({ period, forecasts }) =>
        forecasts.map(({ mean, intervals }) => ({ period, mean, intervals }))
      )
    }
    t.same(await forecasts([7, 7, 7, 7, 7]), [{ period: '2025', mean: 7, intervals: [] }])
    // Steps of 2. Their logarithms, those of 2/1, 3/2, 4/3, 5/4, have a mean of 0.370364 with
    // weights 2^(-3/4), 2^(-1/2), 2^(-1/4), 1, which is 3.70364 of 10. The spread is √(2 · 3.70364)
    // · (1 + 4/5) = 4.898939, times 1.34 = 6.564579.
    t.same(await forecasts([-2, -4, -6, -8, -10]), [
      { period: '2025', mean: -12, intervals: [{ level: 80, lower: -18.5646, upper: -5.4354 }] }
    ])
  }
)

testEvery('400 for growth that is no plain number from -99 to 1000', async (t, every) => {
  const test = await served(t, {}, [])
  for (const growth of [
    '1e2',
    '-100',
    '-99.1',
    'abc',
    '1001',
    '1000.1',
    '.5',
    '5.',
    '--5',
    '0x10',
    '1,5',
    'NaN',
    'Infinity',
    '1.2345678'
  ])
    expectProblem(
      every,
      await test.app.inject(`${OUTLOOK}&growth=${growth}`),
      'invalid_parameter',
      {
        detail: `/query/growth: Expected ${GROWTH} such as 12.5, found "${growth}".`,
        errors: [
          {
            pointer: '/query/growth',
            message: `Expected ${GROWTH} such as 12.5, found "${growth}".`,
            allowed: [`${GROWTH} such as 12.5`]
          }
        ]
      }
    )
  const message = 'This parameter is empty; leave it out or give it a value.'
  expectProblem(every, await test.app.inject(`${OUTLOOK}&growth=`), 'invalid_parameter', {
    errors: [{ pointer: '/query/growth', message, allowed: [GROWTH] }]
  })
})

t.test(
  '200 with a lower and an upper promise, and the gap to the weaker end of a range',
  async (t) => {
    const range = {
      value: null,
      bound: 'range' as const,
      base_period: '2022',
      base_value: 100,
      target_period: '2024'
    }
    const up = await outlook(
      await served(t, { ...range, low: 225, high: 400 }, yearly(2022, [120, 180]))
    )
    t.same(paths(up), [
      ['2022', null, 100, 100],
      ['2023', null, 150, 200],
      ['2024', null, 225, 400]
    ])
    t.same(only(up.series).gap, { expected: 180, missing: 45, missing_percent: 20 })
    t.same(up.target, {
      period: '2024',
      period_label: '2024',
      value: null,
      low: 225,
      high: 400,
      bound: 'range',
      text: '$2 Billion+'
    })

    const down = await outlook(
      await served(t, { ...range, low: 25, high: 64 }, yearly(2022, [90, 80]), {
        desired: 'decrease'
      })
    )
    t.same(paths(down), [
      ['2022', null, 100, 100],
      ['2023', null, 50, 80],
      ['2024', null, 25, 64]
    ])
    t.same(
      only(down.series).gap,
      { expected: 80, missing: 16, missing_percent: 25 },
      'of less is better the higher end'
    )
  }
)

testEvery(
  '200 with a gap that is positive while the promise is missed, whichever way it leads',
  async (t, every) => {
    const cases: [
      desired: 'increase' | 'decrease' | 'none',
      base: number | null,
      target: number,
      newest: number,
      missing: number,
      percent: number
    ][] = [
      ['increase', 100, 200, 150, 50, 25],
      ['increase', 100, 200, 250, -50, -25],
      ['decrease', 100, 50, 70, 20, 40],
      ['decrease', 100, 50, 40, -10, -20],
      // Nothing is desired: the open bound of the target counts.
      ['none', 100, 200, 150, 50, 25],
      ['none', 100, 50, 70, -20, -40],
      ['none', null, 50, 70, -20, -40],
      ['increase', 100, 200, 200, 0, 0]
    ]
    for (const [desired, base_value, value, newest, missing, missing_percent] of cases) {
      const test = await served(
        t,
        { base_value, value, target_period: '2025' },
        yearly(2023, [90, newest]),
        { desired }
      )
      every.same(
        only((await outlook(test)).series).gap,
        { expected: newest, missing, missing_percent },
        `${desired} to ${value}, found ${newest}`
      )
    }
  }
)

t.test(
  '200 with a gap but no percent of a target of zero, and no equal growth that leads there',
  async (t) => {
    const test = await served(
      t,
      { base_value: 100, value: 0, target_period: '2025' },
      yearly(2023, [90, 70]),
      { desired: 'decrease' }
    )
    const response = await test.app.inject(OUTLOOK)
    t.equal(response.statusCode, 200)
    t.same(only(response.json().data.series as ProjectionOutlook['series'])?.gap, {
      expected: 70,
      missing: 70,
      missing_percent: null
    })
    t.same(paths(await outlook(test, '&shape=linear')), [
      ['2023', 100, null, null],
      ['2024', 50, null, null],
      ['2025', 0, null, null]
    ])
  }
)

t.test('200 with the gap from the observed value where the target date is observed', async (t) => {
  const test = await served(
    t,
    { base_value: 100, value: 250, target_period: '2025' },
    yearly(2023, [100, 180, 260, 999])
  )
  const found = await outlook(test, '&growth=10')
  const { method, reason, training, parameters, gap } = only(found.series)
  t.same(
    { method, reason, training, parameters },
    { method: null, reason: 'target_observed', training: null, parameters: {} }
  )
  t.same(gap, { expected: 260, missing: -10, missing_percent: -4 })
  t.same(expected(found), [])
  t.same(observed(found), [
    ['2023', 'C1', 100],
    ['2024', 'C2', 180],
    ['2025', 'C3', 260]
  ])
  t.same(
    found.own?.gap,
    { expected: 121, missing: 129, missing_percent: 51.6 },
    'a path of your own goes on from the base'
  )
})

t.test('200 with nothing but observations where no target period is named', async (t) => {
  const test = await served(t, { target_period: null }, yearly(2023, [100, 180, 260, 300]))
  const found = await outlook(test)
  t.same(found.path, { shape: 'compound', reason: 'no_target_period' })
  const { method, reason, gap } = only(found.series)
  t.same({ method, reason, gap }, { method: null, reason: 'no_target_period', gap: null })
  t.same(observed(found), [
    ['2023', 'C1', 100],
    ['2024', 'C2', 180],
    ['2025', 'C3', 260],
    ['2026', 'C4', 300]
  ])
  t.same([paths(found), expected(found)], [[], []])
})

t.test('200 with no forecast where the target is more than 30 periods ahead', async (t) => {
  const far = await outlook(
    await served(t, { base_value: null, target_period: '2055' }, yearly(2021, [1, 2, 3, 4]))
  )
  t.same(
    [only(far.series).method, only(far.series).reason, only(far.series).gap],
    [null, 'too_far', null]
  )
  t.same(expected(far), [])
  t.equal(observed(far).length, 4)

  const near = await outlook(
    await served(
      t,
      { base_value: null, target_period: '2054', value: 134 },
      yearly(2021, [1, 2, 3, 4])
    ),
    '&method=drift'
  )
  t.same([only(near.series).method, only(near.series).reason], ['drift', null])
  t.equal(expected(near).length, 30)
  t.same(expected(near).at(-1), ['2054', 34])
  t.same(only(near.series).gap, { expected: 34, missing: 100, missing_percent: 74.63 })
})

testEvery('200 with empty lists where no series can be compared', async (t, every) => {
  const others: Record<string, [observation: Claims, metric?: Metric]> = {
    'another pair': [yearly(2023, [1, 2], { partner: 'UZB' })],
    'no partner': [yearly(2023, [1, 2], { partner: null })],
    'fiscal years': [[{ period: '2023-07-01/P1Y' }]],
    'parts of years': [
      [
        { id: 'C1', period: '2023-01-01/P8M' },
        { id: 'C2', period: '2023-Q1' },
        { id: 'C3', period: '2023-07' }
      ]
    ],
    'no period': [[{ period: null }]],
    'a flow of single days': [[{ period: '2024-05-01' }]],
    'the other order of a metric that has one': [
      yearly(2023, [1, 2], { subject: 'KAZ', partner: 'PAK' }),
      { symmetric: false }
    ],
    'only after the target': [yearly(2026, [1, 2])],
    nothing: [[]]
  }
  for (const [what, [observation, metric]] of Object.entries(others)) {
    const test = await served(t, { base_value: null, target_period: '2025' }, observation, metric)
    const { path, series, periods } = await outlook(test)
    every.same(
      { path, series, periods },
      { path: { shape: 'compound', reason: 'no_base' }, series: [], periods: [] },
      what
    )
  }
})

t.test('200 with empty lists where the projection names no period at all', async (t) => {
  const test = await served(t, { base_period: null, target_period: null }, yearly(2023, [1, 2]))
  const { path, series, periods, own } = await outlook(test, '&growth=5')
  t.same({ series, periods }, { series: [], periods: [] })
  t.ok(path.reason)
  t.equal(own?.reason, 'no_start')
})

t.test('200 with dates and months of a stock in their years', async (t) => {
  const claims = [
    { id: 'D1', period: '2020-03-01', value: 1 },
    { id: 'D2', period: '2020-12-31', value: 100 },
    { id: 'D3', period: '2021-06-30', value: 110 },
    { id: 'D4', period: '2022-01-01', value: 120 },
    { id: 'D5', period: '2023-09-01', value: 130 },
    { id: 'M1', period: '2022-11', value: 7 },
    { id: 'Y1', period: '2021', value: 105 }
  ]
  const projection = { base_period: '2021', base_value: 100, target_period: '2025', value: 200 }
  const found = await outlook(
    await served(t, projection, claims, { kind: 'stock' }),
    '&method=drift'
  )
  t.same(
    found.series.map(({ calendar, method, training }) => [
      calendar,
      method,
      training?.points,
      training?.others
    ]),
    [
      ['P1D', 'drift', 4, 1],
      ...[
        ['P1M', 'naive', 1, 0],
        ['P1Y-01', 'naive', 1, 0]
      ].sort((one, other) => order(found, one[0]) - order(found, other[0]))
    ]
  )
  t.same(found.series[0]?.gap, { expected: 150, missing: 50, missing_percent: 25 })
  t.same(
    observed(found).toSorted(([, one], [, other]) => (String(one) < String(other) ? -1 : 1)),
    [
      ['2020', 'D2', 100],
      ['2021', 'D3', 110],
      ['2022', 'D4', 120],
      ['2023', 'D5', 130],
      ['2022', 'M1', 7],
      ['2021', 'Y1', 105]
    ]
  )
  t.same(
    found.periods.map(({ period }) => period),
    ['2020', '2021', '2022', '2023', '2024', '2025']
  )
  const fiscal = await served(
    t,
    { ...projection, base_period: '2021-07-01/P1Y', target_period: '2025-07-01/P1Y' },
    claims,
    {
      kind: 'stock'
    }
  )
  t.same((await outlook(fiscal)).series, [], 'but not in fiscal years')
})
const order = ({ series }: ProjectionOutlook, calendar: unknown) =>
  series.findIndex((one) => one.calendar === calendar)

testEvery('200 without a forecast of what has no course of its own', async (t, every) => {
  // As GET /v1/forecasts refuses them: a rank moves by what others do, a length by building.
  for (const metric of [
    { unit: 'rank', kind: 'index' },
    { unit: 'km', kind: 'distance' }
  ] as const) {
    const found = await outlook(
      await served(t, { target_period: '2026', value: 90 }, yearly(2021, [100, 99, 97, 96]), metric)
    )
    every.same(
      [only(found.series).method, only(found.series).gap, expected(found)],
      [null, null, []],
      metric.unit
    )
    every.ok(only(found.series).reason, `${metric.unit}: a reason`)
    every.equal(observed(found).length, 4, `${metric.unit}: what was observed stays`)
  }
})

t.test('200 in fiscal years and in months', async (t) => {
  const fiscal = ['2020', '2021', '2022', '2023'].map((year, index) => ({
    id: year,
    period: `${year}-07-01/P1Y`,
    value: 10 + index
  }))
  const years = {
    base_period: '2022-07-01/P1Y',
    base_value: 10,
    target_period: '2025-07-01/P1Y',
    value: 80
  }
  const found = await outlook(await served(t, years, fiscal), '&method=drift')
  t.same(expected(found), [
    ['2024-07-01/P1Y', 14],
    ['2025-07-01/P1Y', 15]
  ])
  t.same(
    paths(found).map(([period, value]) => [period, value]),
    [
      ['2022-07-01/P1Y', 10],
      ['2023-07-01/P1Y', 20],
      ['2024-07-01/P1Y', 40],
      ['2025-07-01/P1Y', 80]
    ]
  )

  const monthly = ['2023-09', '2023-10', '2023-11', '2023-12'].map((period, index) => ({
    id: period,
    period,
    value: 10 + index
  }))
  const months = { base_period: '2023-12', base_value: 10, target_period: '2024-02', value: 40 }
  t.same(expected(await outlook(await served(t, months, monthly), '&method=drift')), [
    ['2024-01', 14],
    ['2024-02', 15]
  ])
})

t.test('200 with one row for a period that is written in two ways', async (t) => {
  const test = await served(
    t,
    { base_period: '2023-01-01/P1Y', base_value: 100, target_period: '2024', value: 200 },
    [
      { id: 'C1', period: '2023', value: 90 },
      { id: 'C2', period: '2024-01-01/P12M', value: 95, attributed_to: 'Another' }
    ]
  )
  const { periods } = await outlook(test)
  t.same(
    periods.map(({ path, observations, forecasts }) => [
      path?.value,
      observations.length,
      forecasts.length
    ]),
    [
      [100, 1, 0],
      [200, 1, 1]
    ]
  )
})

t.test(
  '200 with claims as they were made: ranges, bounds, and how many others there are',
  async (t) => {
    const test = await served(t, { target_period: '2025', value: 100 }, [
      { id: 'C1', period: '2023', value: null, low: 10, high: 30, bound: 'range' },
      { id: 'C2', period: '2024', value: 40, bound: 'at_least' },
      { id: 'C3', period: '2024', value: 41, bound: 'at_most' }
    ])
    const { periods, series } = await outlook(test)
    t.same(
      periods.flatMap(({ observations }) =>
        observations.map(({ series: _, source, computed_from, ...claim }) => claim)
      ),
      [
        { observation: 'C1', value: null, low: 10, high: 30, bound: 'range', others: 0 },
        { observation: 'C2', value: 40, low: null, high: null, bound: 'at_least', others: 1 }
      ]
    )
    t.same(only(series).training, {
      first_period: '2023',
      last_period: '2024',
      points: 2,
      left_out: 0,
      left_out_gap: 0,
      left_out_window: 0,
      left_out_break: 0,
      level_break: null,
      others: 1
    })
  }
)

testEvery(
  '200 with the observed range at its weaker end, in the direction of the promise',
  async (t, every) => {
    const range = (period: string): Claims[number] => ({
      id: period,
      period,
      value: null,
      low: 60,
      high: 80,
      bound: 'range'
    })
    for (const [desired, expected, missing] of [
      ['increase', 60, -10],
      ['decrease', 80, 30],
      // Nothing is desired, and the promise leads down from the base.
      ['none', 80, 30]
    ] as const) {
      const projection = {
        base_value: 100,
        value: 50,
        target_period: '2025',
        bound: 'about' as const
      }
      for (const period of ['2025', '2024']) {
        const { series } = await outlook(await served(t, projection, [range(period)], { desired }))
        every.same(
          [only(series).gap?.expected, only(series).gap?.missing],
          [expected, missing],
          `${desired}, observed in ${period}`
        )
      }
    }
  }
)

t.test('200 with claims of the sources asked for alone', async (t) => {
  const test = await buildTestApp(t)
  await insertRows(test.store, {
    source: [{ id: 'a-paper' }, { id: 'b-paper' }],
    projection: [{ target_period: '2025', value: 100 }],
    observation: [
      ...yearly(2022, [10, 20]),
      { id: 'B1', period: '2024', value: 30, source: 'b-paper' },
      { id: 'B2', period: '2023', value: 40, source: 'b-paper', attributed_to: 'Another' }
    ]
  })
  t.same(
    observed(await outlook(test))
      .map(([, id]) => id)
      .sort(),
    ['B1', 'B2', 'C1', 'C2']
  )
  t.same(observed(await outlook(test, '&source=a-paper')), [
    ['2022', 'C1', 10],
    ['2023', 'C2', 20]
  ])
  t.equal((await outlook(test, '&source=a-paper')).series.length, 1, 'no series without claims')
  t.same(
    observed(await outlook(test, '&source=b-paper'))
      .map(([, id]) => id)
      .sort(),
    ['B1', 'B2']
  )
  const { meta, data } = (await test.app.inject(`${OUTLOOK}&source=b-paper,c-paper`)).json()
  t.same(meta.warnings, ['source: no source has the id c-paper; the answer is for b-paper.'])
  t.equal(data.series.length, 2)
  const message = 'No source has the id "c-paper". Similar ids: a-paper, b-paper.'
  expectProblem(t, await test.app.inject(`${OUTLOOK}&source=c-paper`), 'unknown_id', {
    errors: [{ pointer: '/query/source', message, allowed: ['a-paper', 'b-paper'] }]
  })
})

t.test(
  '200 with the twenty series of most claims, and a warning that there are more',
  async (t) => {
    const claims = Array.from({ length: 21 }, (_, index) =>
      yearly(2020, index === 9 ? [1, 2] : [1], { attributed_to: `Body ${index}` }, `B${index}.`)
    ).flat()
    const test = await served(t, { target_period: '2022' }, claims)
    const { data, meta } = (await test.app.inject(OUTLOOK)).json()
    t.equal(data.series.length, 20)
    t.equal(data.series[0].attributed_to, 'Body 9')
    t.same(meta.warnings, [
      'More than 20 series can be compared; those with most claims are shown.'
    ])
    const twenty = await served(
      t,
      { target_period: '2022' },
      claims.filter(({ attributed_to }) => attributed_to !== 'Body 0')
    )
    t.same((await twenty.app.inject(OUTLOOK)).json().meta.warnings, [])
  }
)

t.test('200 for a projection about more periods than an answer holds', async (t) => {
  const claims = Array.from({ length: 6 }, (_, body) =>
    Array.from({ length: 200 }, (_, day) => ({
      id: `B${body}.${day}`,
      attributed_to: `Body ${body}`,
      period: new Date(Date.UTC(2010 + body, 0, 1 + day)).toISOString().slice(0, 10)
    }))
  ).flat()
  const shown = async (test: TestApp) => {
    const response = await test.app.inject(OUTLOOK)
    const { data, meta } = response.json()
    const periods = (data as ProjectionOutlook).periods.map(({ period }) => period)
    return [response.statusCode, periods.length, periods[0], periods.at(-1), meta.warnings]
  }
  const days = await served(t, { base_period: '2010-01-01', target_period: '2030-01-01' }, claims)
  // 200 of each year; without the 200 of 2010 they begin with 2011.
  const last = new Date(Date.UTC(2015, 0, 200)).toISOString().slice(0, 10)
  t.same(
    await shown(days),
    [200, 1_000, '2011-01-01', last, ['periods: only the last 1000 of 1200 are shown.']],
    '1,200 days'
  )
  const months = await served(t, { base_period: '2000-01', target_period: '2083-04' }, [
    { id: 'C1', period: '1999-11' },
    { id: 'C2', period: '1999-12' }
  ])
  t.same(
    await shown(months),
    [200, 1_000, '2000-01', '2083-04', ['periods: only the last 1000 of 1002 are shown.']],
    '1,002 months'
  )
  const thousand = await served(t, { base_period: '2000-01', target_period: '2083-04' }, [
    { id: 'C1', period: '2000-01' }
  ])
  t.same(
    await shown(thousand),
    [200, 1_000, '2000-01', '2083-04', []],
    'a thousand are not too many'
  )
})

testEvery('200 for figures at the ends of the range of numbers', async (t, every) => {
  const cases: Record<string, [projection: Projection, values: number[], query?: string]> = {
    'a target that is next to nothing beside its base': [{ base_value: 1e300, value: 1e-300 }, []],
    'a way that is longer than any number': [
      { base_value: -1.5e308, value: 1.5e308 },
      [],
      '&shape=linear'
    ],
    'a gap that is wider than any number': [
      { base_value: null, value: -1.5e308, target_period: '2024' },
      [1, 1.5e308]
    ],
    'a gap of more percent than any number': [
      { base_value: null, value: 1e-300, target_period: '2025' },
      [1, 1e10]
    ],
    'a hundred times a path of your own': [
      { base_value: 1e308, value: 1e308, target_period: '2024' },
      [],
      '&growth=12.5'
    ],
    'values that have no forecast': [
      { base_value: null, value: 1e300, target_period: '2027' },
      [1e300, 2e300, 3e300, 4e300]
    ]
  }
  for (const [what, [projection, values, query = '']] of Object.entries(cases)) {
    const test = await servedExtremes(t, projection, yearly(2023, values))
    const response = await test.app.inject(`${OUTLOOK}${query}`)
    every.equal(response.statusCode, 200, what)
    every.notMatch(response.body, /NaN|Infinity/, what)
  }
  const large = await servedExtremes(
    t,
    { base_value: null, value: 1e300, target_period: '2027' },
    yearly(2023, [1e300, 2e300, 3e300, 4e300])
  )
  const { method, reason, gap } = only((await outlook(large)).series)
  every.same({ method, reason, gap }, { method: null, reason: 'not_finite', gap: null })
})

t.test('200 with the same answer every time', async (t) => {
  const test = await served(t, {}, yearly(2019, [80, 90, 100, 110]))
  const [one, other] = [await test.app.inject(OUTLOOK), await test.app.inject(OUTLOOK)]
  t.equal(one.statusCode, 200)
  t.equal(one.body, other.body)
})

testEvery(
  '200 with outlook and progress of the projections of the starter data, whole and sound',
  async (t, every) => {
    const { app } = await buildTestApp(t, { data: 'starter' })
    const ids = Array.from({ length: 98 }, (_, index) => `P${String(index + 1).padStart(3, '0')}`)
    const shown = ids.filter((_, index) => index % runs(4, 1) === 0)
    let withForecast = 0
    for (const id of shown) {
      for (const query of ['', '?growth=12.5&shape=linear&method=naive&level=50,99']) {
        const response = await app.inject(`/v1/projections/${id}/outlook${query}`)
        every.equal(response.statusCode, 200, `${id}: outlook`)
        every.notMatch(response.body, /NaN|Infinity/, `${id}: numbers`)
        // A number that is none becomes null in JSON: the schema says where null may stand.
        const { error, data } = projectionOutlookSchema.safeParse(response.json().data)
        every.equal(error, undefined, `${id}: every number in its place`)
        every.same(data ? faults(data) : [], [], id)
        withForecast += data?.series.some(({ method }) => method !== null) ? 1 : 0
      }
      const progress = await app.inject(`/v1/projections/${id}/progress`)
      every.equal(progress.statusCode, 200, `${id}: progress`)
      every.notMatch(progress.body, /NaN|Infinity/, `${id}: numbers of the progress`)
      every.equal(
        projectionProgressSchema.safeParse(progress.json().data).error,
        undefined,
        `${id}: every number of the progress in its place`
      )
    }
    every.ok(withForecast > shown.length / 2.5, `${withForecast} answers have a forecast`)
    every.equal(
      (await app.inject('/v1/projections/P099/outlook')).statusCode,
      404,
      'there is no other'
    )
  }
)

/** What cannot be right in any outlook. */
function faults({ path, own, series, periods, target }: ProjectionOutlook): string[] {
  const known = new Set(series.map(({ id }) => id))
  const said = periods.flatMap(({ observations, forecasts }) => [...observations, ...forecasts])
  const starts = periods.map(({ period }) => period.slice(0, 10))
  const checks: Record<string, boolean> = {
    'periods in order, each once': starts.every(
      (start, index) => index === 0 || start > (starts[index - 1] ?? '')
    ),
    'nothing said of a period': periods.every(
      (one) => one.path || one.own !== null || one.observations.length + one.forecasts.length > 0
    ),
    'a series that is not listed': said.every((one) => known.has(one.series)),
    'a series without observations': series.every(({ id }) =>
      periods.some(({ observations }) => observations.some((one) => one.series === id))
    ),
    'a path or a reason': periods.some((one) => one.path !== null) === (path.reason === null),
    'an own path or a reason':
      periods.some((one) => one.own !== null) === (own !== null && own.reason === null),
    'a gap without a target date': series.every(
      ({ gap }) => gap === null || target.period !== null
    ),
    'a forecast or a reason': series.every(
      ({ method, reason, training }) =>
        (method !== null || reason !== null) && (method === null) === (training === null)
    ),
    'a forecast that stops early': series.every(
      ({ id, method }) =>
        method === null || periods.at(-1)?.forecasts.some((one) => one.series === id) === true
    ),
    'values below zero': said.every((one) => !('mean' in one) || one.mean >= 0)
  }
  return Object.entries(checks).flatMap(([what, holds]) => (holds ? [] : [what]))
}

testEvery('400 for what the forecast does not take either', async (t, every) => {
  const test = await served(t, {}, [])
  for (const [query, pointer] of Object.entries({
    'method=arima': '/query/method',
    'level=49': '/query/level',
    'level=80,100': '/query/level',
    'shape=cubic': '/query/shape',
    'source=': '/query/source'
  })) {
    const response = await test.app.inject(`${OUTLOOK}&${query}`)
    every.same(
      [response.statusCode, response.json().code, response.json().errors[0].pointer],
      [400, 'invalid_parameter', pointer],
      query
    )
  }
  for (const query of ['horizon=5', 'measured_on=2024', 'limit=5']) {
    const response = await test.app.inject(`${OUTLOOK}&${query}`)
    every.same([response.statusCode, response.json().code], [400, 'unknown_parameter'], query)
  }
})

testEvery('404 with near ids for an unknown projection', async (t, every) => {
  const test = await buildTestApp(t)
  await insertRows(test.store, { projection: [{ id: 'P001' }, { id: 'P002' }] })
  const message = 'No projection has the id "P003". Similar ids: P001, P002.'
  for (const query of ['', '?growth=5', '?source=no-paper'])
    expectProblem(
      every,
      await test.app.inject(`/v1/projections/P003/outlook${query}`),
      'not_found',
      {
        detail: message,
        errors: [{ pointer: '/path/id', message, allowed: ['P001', 'P002'] }]
      }
    )
})
