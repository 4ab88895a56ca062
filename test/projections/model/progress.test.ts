import fc from 'fast-check'
import t, { type Test } from 'tap'
import {
  assess,
  PROGRESS_METHODS,
  type ProgressMethod
} from '../../../src/projections/model/progress.ts'
import { latestOf, NOT_ASSESSABLE, type Pursuit } from '../../../src/projections/model/pursuit.ts'
import { near } from '../../forecasts/model/oracles.ts'

type Over = Partial<Omit<Pursuit, 'samples' | 'target'>> & {
  target?: number
  due?: number | null
  since?: number | null
}

/**
 * Samples by year; unless told otherwise 2000 is to be reached in 2030, and the promise begins with
 * the first sample.
 */
function pursuit(
  values: Record<number, number>,
  { target = 2_000, due = 2030, since, ...over }: Over = {}
): Pursuit {
  const samples = Object.entries(values).map(([time, value]) => ({ time: Number(time), value }))
  samples.sort((one, other) => one.time - other.time)
  const base = since === null ? null : (samples.find(({ time }) => time >= (since ?? 0)) ?? null)
  return {
    direction: 1,
    samples,
    base,
    target: { time: due, value: target },
    isPast: false,
    isRate: false,
    ...over
  }
}

const reasonOf = (method: ProgressMethod, values: Record<number, number>, over?: Over) =>
  assess(pursuit(values, over), method).reason
const statusOf = (method: ProgressMethod, values: Record<number, number>, over?: Over) =>
  assess(pursuit(values, over), method).status

/** Equal to six digits, as the golden vectors are given. */
const sixDigits = (t: Test, actual: number | null, expected: number, message: string) =>
  near(t, actual ?? Number.NaN, expected, message, 6e-7)

// Base 400 in 2023, target 2000 in 2030, observed in 2025; scores of growth_ratio and required pace
// reckoned apart.
const GOLDEN = [
  {
    y: 380,
    R: -0.097952,
    score: -2.908135,
    A: 'deterioration',
    v: 334.266312,
    q: -0.041084,
    B: 1,
    CS: -0.125,
    pace: 39.395669
  },
  { y: 400, R: 0, score: -2.5, A: 'limited', v: 400, q: 0, B: 1, CS: 0, pace: 37.972966 },
  {
    y: 460,
    R: 0.280003,
    score: -1.33332,
    A: 'limited',
    v: 652.382695,
    q: 0.157739,
    B: 2,
    CS: 0.375,
    pace: 34.169695
  },
  {
    y: 520,
    R: 0.542267,
    score: -0.240555,
    A: 'limited',
    v: 1001.986164,
    q: 0.376241,
    B: 2,
    CS: 0.75,
    pace: 30.919799
  },
  {
    y: 600,
    R: 0.869423,
    score: 1.924448,
    A: 'moderate',
    v: 1653.405576,
    q: 0.783378,
    B: 2,
    CS: 1.25,
    pace: 27.225964
  },
  {
    y: 640,
    R: 1.024805,
    score: 3.034323,
    A: 'on_track',
    v: 2072.430287,
    q: 1.045269,
    B: 3,
    CS: 1.5,
    pace: 25.594322
  },
  {
    y: 800,
    R: 1.60238,
    score: 5,
    A: 'on_track',
    v: 4525.4834,
    q: 2.578427,
    B: 3,
    CS: 2.5,
    pace: 20.112443
  }
]
// The same formulas where less is better: base 2000 in 2023, target 400 in 2030.
const MIRRORED = [
  {
    y: 2_100,
    R: -0.120228,
    score: -3.000949,
    A: 'deterioration',
    v: 2372.425276,
    q: -0.232766,
    B: 1,
    CS: -0.625,
    pace: -28.225837
  },
  { y: 2_000, R: 0, score: -2.5, A: 'limited', v: 2000, q: 0, B: 1, CS: 0, pace: -27.522034 },
  {
    y: 1_800,
    R: 0.249835,
    score: -1.459022,
    A: 'limited',
    v: 1383.180249,
    q: 0.385512,
    B: 2,
    CS: 1.25,
    pace: -25.978566
  },
  {
    y: 1_600,
    R: 0.51398,
    score: -0.358417,
    A: 'limited',
    v: 915.893444,
    q: 0.677567,
    B: 2,
    CS: 2.5,
    pace: -24.214172
  },
  {
    y: 1_300,
    R: 0.943387,
    score: 2.452767,
    A: 'moderate',
    v: 442.819507,
    q: 0.973238,
    B: 3,
    CS: 4.375,
    pace: -21.000685
  },
  {
    y: 1_250,
    R: 1.01961,
    score: 2.997216,
    A: 'on_track',
    v: 386.020222,
    q: 1.008737,
    B: 3,
    CS: 4.6875,
    pace: -20.378566
  },
  {
    y: 1_000,
    R: 1.425947,
    score: 5,
    A: 'on_track',
    v: 176.776695,
    q: 1.139515,
    B: 3,
    CS: 6.25,
    pace: -16.744679
  }
]
const CHART = ['', 'stagnation_or_regression', 'fair_progress', 'met_or_on_track']
const SETS = [
  { name: 'where more is better', rows: GOLDEN, from: 400, to: 2_000, direction: 1 },
  { name: 'mirrored where less is better', rows: MIRRORED, from: 2_000, to: 400, direction: -1 }
] as const

for (const { name, rows, from, to, direction } of SETS) {
  t.test(`the golden vectors, ${name}`, async (t) => {
    for (const { y, R, score, A, v, q, B, CS, pace } of rows) {
      const one = pursuit({ 2023: from, 2025: y }, { target: to, direction })
      const ratio = assess(one, 'growth_ratio')
      sixDigits(t, ratio.value, R, `R of ${y}`)
      sixDigits(t, ratio.projected, v, `projected by R of ${y}`)
      sixDigits(t, ratio.score, score, `score of ${y}`)
      t.equal(ratio.status, A, `status of ${y}`)

      const chart = assess(one, 'progress_chart')
      sixDigits(t, chart.value, q, `q of ${y}`)
      sixDigits(t, chart.projected, v, `v* of ${y}`)
      t.same([chart.score, chart.status], [B, CHART[B]], `score of the chart for ${y}`)

      const current = assess(one, 'current_status')
      sixDigits(t, current.value, CS, `CS of ${y}`)
      t.same(
        { ...current, value: null },
        {
          value: null,
          projected: null,
          score: null,
          status: CS === 0 ? 'unchanged' : CS > 0 ? 'advancing' : 'regressing',
          reason: null
        }
      )

      const required = assess(one, 'required_pace')
      sixDigits(t, required.value, pace, `pace required after ${y}`)
      // R is 1 where growth was what the target required, and then it still is.
      t.equal(
        required.status,
        R > 1 ? 'on_track' : R > 0 ? 'faster' : 'turn',
        `class of the pace after ${y}`
      )
    }
  })
}

t.test('a target that is met already is achieved, whatever the growth', async (t) => {
  const rising = { 2023: 400, 2025: 2_100 }
  const { value, ...ratio } = assess(pursuit(rising), 'growth_ratio')
  // (5.25^(1/2) - 1) / (5^(1/7) - 1) = 1.291288 / 0.258499
  sixDigits(t, value, 4.995331, 'growth ratio')
  t.same(ratio, { projected: null, score: 5, status: 'achieved', reason: null })
  t.same(assess(pursuit(rising), 'progress_chart'), {
    value: null,
    projected: null,
    score: 3,
    status: 'met_or_on_track',
    reason: null
  })
  t.equal(statusOf('current_status', rising), 'achieved')
  t.same(assess(pursuit(rising), 'anticipated_progress'), {
    value: 0,
    projected: null,
    score: null,
    status: 'on_track',
    reason: null
  })
  t.same(assess(pursuit(rising), 'required_pace'), {
    value: null,
    projected: null,
    score: null,
    status: 'achieved',
    reason: null
  })
  t.equal(statusOf('growth_ratio', { 2023: 400, 2025: 2_000 }), 'achieved', 'exactly')
  t.equal(statusOf('growth_ratio', { 2023: 2_500, 2025: 2_100 }), 'achieved', 'and falling')
  t.same(
    assess(pursuit({ 2025: 2_000 }, { since: null, due: null, isPast: true }), 'growth_ratio'),
    { value: null, projected: null, score: 5, status: 'achieved', reason: null },
    'without base, date and future'
  )
})

t.test('a base that was beyond the target is lost ground, no progress', async (t) => {
  // 2500 fell to 1900, and 2000 was to be kept. At this rate 956.7 are left in 2030.
  const falling = { 2023: 2_500, 2025: 1_900 }
  t.equal(statusOf('growth_ratio', falling), 'deterioration')
  t.equal(statusOf('current_status', falling), 'regressing')
  t.equal(statusOf('anticipated_progress', falling), 'reverse')
  t.equal(statusOf('required_pace', falling), 'turn')
  const { score, status } = assess(pursuit(falling), 'progress_chart')
  t.same(
    { score, status },
    { score: 1, status: 'stagnation_or_regression' },
    '956.7 of 2000 are not on track'
  )
})

// 100 in 2025 and 200 due in 2030: with a change of c a year 100 - 5c percent of what is missing
// will still be missing.
const slope = (c: number) => ({ 2022: 100 - 3 * c, 2023: 100 - 2 * c, 2024: 100 - c, 2025: 100 })
t.test('weather: the classes and their limits', async (t) => {
  const cases: [number, number, string][] = [
    [21, 0, 'sun'],
    [19.2, 4, 'sun'],
    [19, 5, 'slightly_cloudy'],
    [16, 20, 'slightly_cloudy'],
    [15.8, 21, 'cloudy'],
    [1, 95, 'cloudy'],
    [0, 100, 'thunderstorm'],
    [-4, 120, 'thunderstorm']
  ]
  for (const [change, missing, status] of cases) {
    const verdict = assess(pursuit(slope(change), { target: 200 }), 'weather')
    near(t, verdict.value ?? Number.NaN, missing, `missing at ${change} a year`)
    near(t, verdict.projected ?? Number.NaN, 100 + 5 * change, `projected at ${change} a year`)
    t.same(
      [verdict.status, verdict.score, verdict.reason],
      [status, null, null],
      `at ${change} a year`
    )
  }
})

t.test('weather: the mean change of the last four to six points', async (t) => {
  const points = { 2019: 0, 2020: 105, 2021: 60, 2022: 100, 2023: 110, 2024: 120, 2025: 130 }
  const last = (count: number) => Object.fromEntries(Object.entries(points).slice(-count))
  const cases: [number, number, number][] = [
    // change (130 - 100) / 3 = 10, projected 180 of 200: 20 of 70 are missing
    [4, 180, 28.571428571],
    // change (130 - 60) / 4 = 17.5, projected 217.5: nothing is missing
    [5, 217.5, 0],
    // change (130 - 105) / 5 = 5, projected 155: 45 of 70
    [6, 155, 64.285714286],
    // the seventh is too old
    [7, 155, 64.285714286]
  ]
  for (const [count, projected, missing] of cases) {
    const verdict = assess(pursuit(last(count), { target: 200 }), 'weather')
    near(t, verdict.projected ?? Number.NaN, projected, `${count} points lead to`)
    near(t, verdict.value ?? Number.NaN, missing, `${count} points miss`)
  }
  t.equal(reasonOf('weather', last(3), { target: 200 }), 'too_few_points')
})

t.test('weather: points before a gap do not count', async (t) => {
  const few: [string, Record<number, number>][] = [
    ['three after a gap', { 2018: 1, 2019: 2, 2020: 3, 2021: 4, 2023: 5, 2024: 6, 2025: 7 }],
    ['a gap before the newest', { 2020: 1, 2021: 2, 2022: 3, 2023: 4, 2025: 5 }],
    ['a gap within', { 2021: 1, 2022: 2, 2024: 3, 2025: 4 }]
  ]
  for (const [name, values] of few) t.equal(reasonOf('weather', values), 'too_few_points', name)
  const { projected } = assess(
    pursuit({ 2018: 900, 2019: 900, ...slope(10) }, { target: 200 }),
    'weather'
  )
  near(t, projected ?? Number.NaN, 150, 'four after a gap are enough')
})

t.test('weather: months follow each other as years do', async (t) => {
  // 1 a month is 12 a year: 57 months on it is 100 + 57
  const months = Object.fromEntries([0, 1, 2, 3].map((month) => [2025 + month / 12, 97 + month]))
  const verdict = assess(pursuit(months, { target: 200 }), 'weather')
  near(t, verdict.projected ?? Number.NaN, 157, 'projected', 1e-6)
})

t.test('weather: a target met is sun, behind a cloud where the series recedes', async (t) => {
  const met = { projected: null, value: 0, score: null, reason: null }
  t.same(assess(pursuit(slope(5), { target: 100 }), 'weather'), { ...met, status: 'sun' })
  t.same(
    assess(pursuit(slope(0), { target: 100 }), 'weather'),
    { ...met, status: 'sun' },
    'standing still'
  )
  t.same(
    assess(pursuit(slope(-5), { target: 100 }), 'weather'),
    { ...met, status: 'slightly_cloudy' },
    'receding'
  )
  t.same(
    assess(pursuit({ 2025: 100 }, { target: 90 }), 'weather'),
    { ...met, status: 'sun' },
    'a single point'
  )
  t.equal(
    statusOf('weather', slope(5), { target: 100, direction: -1 }),
    'slightly_cloudy',
    'rising where less is better'
  )
  t.equal(
    statusOf('weather', slope(5), { target: 50, direction: -1 }),
    'thunderstorm',
    'unmet and rising where less is better'
  )
})

t.test(
  'anticipated progress: a line through the samples since the base, weights 1 to n',
  async (t) => {
    // Weights 1, 2, 3: mean time 2023 + 8/6, mean value (400 + 2·430 + 3·520) / 6 = 470; Σw·dt·dv =
    // 220, Σw·dt² = 10/3: slope 66. In 2030: 470 + 66 · (7 - 4/3) = 844; missing 1156 of 1600.
    // Equal weights would give 810.
    const verdict = assess(
      pursuit({ 2020: 1_000, 2023: 400, 2024: 430, 2025: 520 }, { since: 2023 }),
      'anticipated_progress'
    )
    near(t, verdict.projected ?? Number.NaN, 844, 'projected')
    near(t, verdict.value ?? Number.NaN, 72.25, 'missing')
    t.same([verdict.score, verdict.status, verdict.reason], [null, 'accelerate', null])

    const falling = pursuit(
      { 2023: 2_000, 2024: 1_970, 2025: 1_880 },
      { target: 400, direction: -1 }
    )
    const mirrored = assess(falling, 'anticipated_progress')
    near(t, mirrored.projected ?? Number.NaN, 1_556, 'projected where less is better')
    near(t, mirrored.value ?? Number.NaN, 72.25, 'missing where less is better')
  }
)

t.test('anticipated progress: the classes and their limits', async (t) => {
  // Two samples: the line goes through both. From 100 to y in two years, 2y - 100 in four: 300 - 2y
  // percent of the way to 200 are missing.
  const cases: [number, number, string][] = [
    [160, 0, 'on_track'],
    [145.5, 9, 'on_track'],
    [144.5, 11, 'accelerate'],
    [100.5, 99, 'accelerate'],
    [100, 100, 'accelerate'],
    [99.5, 101, 'reverse']
  ]
  for (const [y, missing, status] of cases) {
    const verdict = assess(
      pursuit({ 2023: 100, 2025: y }, { target: 200, due: 2027 }),
      'anticipated_progress'
    )
    near(t, verdict.value ?? Number.NaN, missing, `missing after ${y}`)
    t.equal(verdict.status, status, `class of ${y}`)
  }
})

t.test('required pace: without a base there is a pace but no class', async (t) => {
  const unknown = (reason: string) => ({
    value: 27.225964,
    projected: null,
    score: null,
    status: null,
    reason
  })
  const rounded = (one: Pursuit) => {
    const verdict = assess(one, 'required_pace')
    return { ...verdict, value: Number(verdict.value?.toFixed(6)) }
  }
  t.same(rounded(pursuit({ 2023: 400, 2025: 600 }, { since: null })), unknown('no_base_period'))
  t.same(rounded(pursuit({ 2025: 600 })), unknown('no_later_observation'), 'nothing after the base')
  t.same(rounded(pursuit({ 2023: 0, 2025: 600 })), unknown('base_zero'), 'a base of zero')
})

t.test('required pace: on track where growth was exactly what is required', async (t) => {
  t.equal(
    statusOf('required_pace', { 2023: 100, 2024: 200 }, { target: 400, due: 2025 }),
    'on_track'
  )
})

const PAST = { 2023: 400, 2025: 600 }
t.test(
  'progress chart: a date that lies behind is assessed by what was observed up to it',
  async (t) => {
    const verdict = assess(pursuit(PAST, { due: 2025, isPast: true }), 'progress_chart')
    near(t, verdict.value ?? Number.NaN, 0.125, '200 of 1600')
    t.same([verdict.projected, verdict.score, verdict.status], [600, 2, 'fair_progress'])
  }
)

t.test('every reason why a method does not apply', async (t) => {
  const cases: [ProgressMethod[], Record<number, number>, Over, string][] = [
    [
      ['growth_ratio', 'progress_chart', 'current_status', 'anticipated_progress'],
      PAST,
      { since: null },
      'no_base_period'
    ],
    [
      ['growth_ratio', 'progress_chart', 'weather', 'anticipated_progress', 'required_pace'],
      PAST,
      { due: null },
      'no_target_period'
    ],
    [
      ['growth_ratio', 'progress_chart', 'current_status', 'anticipated_progress'],
      { 2023: 400 },
      {},
      'no_later_observation'
    ],
    [['weather'], PAST, {}, 'too_few_points'],
    [['growth_ratio', 'progress_chart'], { 2023: 0, 2025: 600 }, {}, 'base_zero'],
    [['required_pace'], { 2023: 400, 2025: 0 }, {}, 'base_zero'],
    [['growth_ratio', 'progress_chart'], { 2023: -400, 2025: 600 }, {}, 'opposite_signs'],
    [
      ['growth_ratio', 'progress_chart', 'required_pace'],
      { 2023: 400, 2025: -600 },
      {},
      'opposite_signs'
    ],
    [
      ['growth_ratio', 'required_pace'],
      { 2023: 400, 2025: 300 },
      { target: -5, direction: -1 },
      'opposite_signs'
    ],
    [
      ['growth_ratio', 'progress_chart', 'required_pace'],
      { 2023: -400, 2025: -300 },
      { target: -5 },
      'negative_values'
    ],
    [
      ['growth_ratio', 'progress_chart', 'current_status', 'anticipated_progress'],
      { 2023: 2_000, 2025: 600 },
      {},
      'target_is_base'
    ],
    [
      ['growth_ratio', 'weather', 'anticipated_progress', 'required_pace'],
      PAST,
      { isPast: true },
      'target_date_past'
    ],
    [
      ['growth_ratio', 'weather', 'anticipated_progress', 'required_pace'],
      PAST,
      { due: 2025 },
      'target_date_past'
    ],
    [['growth_ratio', 'progress_chart'], { 2023: 5e-324, 2025: 600 }, {}, 'not_finite'],
    [['required_pace'], { 2023: 400, 2029.999: 5e-324 }, {}, 'not_finite']
  ]
  for (const [methods, values, over, reason] of cases) {
    const nothing = { value: null, projected: null, score: null, status: null, reason }
    for (const method of methods)
      t.same(assess(pursuit(values, over), method), nothing, `${method}: ${reason}`)
  }
  // The model knows nothing of calendars and of who set a direction, and methods measure rates by
  // differences: get-projection-progress-rules.test.ts and by-rule.test.ts have these.
  const elsewhere = ['calendars_differ', 'is_forecast', 'no_direction', 'rate']
  const seen = new Set([...cases.map(([, , , reason]) => reason), ...elsewhere])
  t.same([...seen].sort(), [...NOT_ASSESSABLE].sort(), 'and no reason without a case')
})

t.test('methods that need no growth rate take zero and negative values', async (t) => {
  t.equal(assess(pursuit({ 2023: 0, 2025: 500 }), 'current_status').value, 2.5)
  t.equal(assess(pursuit({ 2023: -2_000, 2025: 0 }), 'current_status').value, 5)
  t.equal(statusOf('anticipated_progress', { 2023: -400, 2025: 0 }), 'accelerate')
})

t.test('RangeError for what is no finite number, and for no samples', async (t) => {
  for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
    const cases: [string, Pursuit][] = [
      ['value', pursuit({ 2023: 400, 2025: bad })],
      ['older value', pursuit({ 2023: bad, 2025: 600 })],
      ['time', { ...pursuit(PAST), samples: [{ time: bad, value: 600 }] }],
      ['target', pursuit(PAST, { target: bad })]
    ]
    for (const [name, one] of cases) {
      for (const method of PROGRESS_METHODS) {
        t.throws(
          () => assess(one, method),
          { name: 'RangeError' },
          `${method} with ${bad} as ${name}`
        )
      }
    }
  }
  const none = { ...pursuit({}), base: null }
  for (const method of PROGRESS_METHODS)
    t.throws(() => assess(none, method), { name: 'RangeError' }, `${method} without samples`)
  t.throws(() => latestOf(none), { name: 'RangeError' })
})

t.test('RangeError for a target date that is no finite number', async (t) => {
  for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
    t.throws(
      () => assess(pursuit(PAST, { due: bad }), 'anticipated_progress'),
      { name: 'RangeError' },
      String(bad)
    )
})

const eighth = fc.integer({ min: -8_000, max: 8_000 }).map((whole) => whole / 8)
const pursuits = fc
  .record({
    values: fc.array(fc.oneof(eighth, fc.double({ noNaN: true, noDefaultInfinity: true })), {
      minLength: 1,
      maxLength: 8
    }),
    target: fc.oneof(eighth, fc.double({ noNaN: true, noDefaultInfinity: true })),
    due: fc.option(fc.integer({ min: 2018, max: 2040 })),
    direction: fc.constantFrom(1 as const, -1 as const),
    isPast: fc.boolean(),
    since: fc.option(fc.integer({ min: 2016, max: 2026 }))
  })
  .map(({ values, ...over }) =>
    pursuit(Object.fromEntries(values.map((value, index) => [2018 + index, value])), over)
  )

t.test('property: numbers are finite, and whatever has no class has a reason', async (t) => {
  fc.assert(
    fc.property(pursuits, fc.constantFrom(...PROGRESS_METHODS), (one, method) => {
      const { value, projected, score, status, reason } = assess(one, method)
      const finite = [value, projected, score].every(
        (number) => number === null || Number.isFinite(number)
      )
      return finite && (status === null) === (reason !== null)
    }),
    { numRuns: 2_000 }
  )
  t.pass('it held')
})

t.test(
  'property: methods of straight lines say the same of the negative of all values where less ' +
    'is better',
  async (t) => {
    const negated = (one: Pursuit): Pursuit => ({
      ...one,
      direction: one.direction > 0 ? -1 : 1,
      samples: one.samples.map(({ time, value }) => ({ time, value: -value })),
      base: one.base && { time: one.base.time, value: -one.base.value },
      target: { time: one.target.time, value: -one.target.value }
    })
    fc.assert(
      fc.property(
        pursuits,
        fc.constantFrom('weather', 'current_status', 'anticipated_progress'),
        (one, method) => {
          const [here, there] = [assess(one, method), assess(negated(one), method)]
          const same =
            here.status === there.status &&
            here.reason === there.reason &&
            Math.abs(here.value ?? 0) === Math.abs(there.value ?? 0)
          return same && (here.projected ?? 0) + (there.projected ?? 0) === 0
        }
      ),
      { numRuns: 1_000 }
    )
    t.pass('it held')
  }
)

t.test('property: more observed is never worse', async (t) => {
  const order: Record<string, readonly string[]> = {
    growth_ratio: ['deterioration', 'limited', 'moderate', 'on_track', 'achieved'],
    progress_chart: ['stagnation_or_regression', 'fair_progress', 'met_or_on_track'],
    current_status: ['regressing', 'unchanged', 'advancing', 'achieved'],
    anticipated_progress: ['reverse', 'accelerate', 'on_track'],
    required_pace: ['turn', 'faster', 'on_track', 'achieved']
  }
  const value = fc.integer({ min: 1, max: 3_000 })
  for (const [method, words] of Object.entries(order)) {
    fc.assert(
      fc.property(value, value, (one, other) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)].map((y) =>
          words.indexOf(statusOf(method as ProgressMethod, { 2023: 400, 2025: y }) ?? '')
        )
        return less !== undefined && more !== undefined && less >= 0 && more >= less
      })
    )
    t.pass(method)
  }
})
