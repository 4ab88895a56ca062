import fc from 'fast-check'
import t from 'tap'
import { type Backtest, backtest } from '../../../src/forecasts/model/backtest.ts'
import { type ForecastOptions, METHODS, type Method } from '../../../src/forecasts/model/index.ts'
import { anySeries, item, near, SERIES, spreadByHand } from './oracles.ts'

const naive: ForecastOptions = { horizon: 1, method: 'naive', levels: [80] }
/** Null, where there is no scaled error, is near no number. */
const mase = (result: Backtest | undefined) => result?.mase ?? Number.NaN
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)

t.test('by hand', async (t) => {
  // Two origins: from 13, with differences 2, 1, 2 before it, 16 and 14 come; from 16, with 2, 1,
  // 2, 3, comes 14.
  const result = backtest([10, 12, 11, 13, 16, 14], {
    horizon: 2,
    method: 'naive',
    levels: [50, 80]
  })
  t.same([result?.origins, result?.forecasts], [2, 3])
  near(
    t,
    result?.smape,
    (600 / 29 + 200 / 27 + 400 / 30) / 3,
    'missed by 3 of 13 and 16, 1 of 13 and 14, 2 of 16 and 14'
  )
  near(
    t,
    mase(result),
    (3 / (5 / 3) + 1 / (5 / 3) + 2 / 2) / 3,
    'the same misses over the mean difference before'
  )
  // The spread is 3.5469 at 13 and 4.2294 at 16. Half widths of naive at 50 %: 0.823 · 3.5469 =
  // 2.92 < 3; 2.92 · 2^0.6 = 4.42 > 1; 0.823 · 4.2294 = 3.48 > 2. At 80 % 5.80, 8.79, 6.92.
  near(t, spreadByHand([10, 12, 11, 13]), 3.5469, 'the spread at 13', 1e-4)
  near(t, spreadByHand([10, 12, 11, 13, 16]), 4.2294, 'and at 16', 1e-4)
  t.equal(result?.coverage.length, 2)
  near(t, result?.coverage[0]?.percent, 200 / 3, 'two of three')
  t.same(result?.coverage[1], { level: 80, percent: 100 })
})

t.test('the horizon ends where the values do', async (t) => {
  const values = [10, 12, 11, 13, 16, 14]
  const counts = [1, 2, 3, 30].map((horizon) => backtest(values, { ...naive, horizon })?.forecasts)
  t.same(counts, [2, 3, 3, 3])
})

t.test('nothing to compare under five values', async (t) => {
  for (const method of METHODS) {
    for (const values of [[1], [1, 2], [1, 2, 3], [1, 2, 3, 5]])
      t.equal(backtest(values, { horizon: 3, method }), undefined, `${method} of ${values}`)
    t.same(backtest([1, 2, 3, 5, 8], { horizon: 3, method })?.origins, 1, `${method} of five`)
  }
})

t.test('the twenty newest origins', async (t) => {
  const values = Array.from({ length: 60 }, (_, time) => (time < 39 ? time * time : 7))
  // Origins 40 to 59: nothing but sevens comes, and seven is what naive says from the first of them
  // on.
  const result = backtest(values, { ...naive, horizon: 3 })
  t.same([result?.origins, result?.forecasts], [20, 20 * 3 - 2 - 1])
  t.same([result?.smape, result?.mase], [0, 0])
  const [from24, from25] = [24, 25].map((count) => backtest(values.slice(0, count), naive)?.origins)
  t.same([from24, from25], [20, 20])
  t.equal(backtest(values.slice(0, 23), naive)?.origins, 19)
})

t.test('a line is met by whoever follows lines', async (t) => {
  for (const method of ['drift', 'robust', 'linear', 'holt', 'auto'] as const) {
    const result = backtest([10, 20, 30, 40, 50, 60, 70, 80], { horizon: 3, method })
    near(t, result?.smape, 0, `${method}: no error`)
    near(t, mase(result), 0, `${method}: no scaled error`)
    t.same(
      result?.coverage,
      [
        { level: 80, percent: 100 },
        { level: 95, percent: 100 }
      ],
      `${method}: all inside, at the usual levels`
    )
  }
  // Repeating the last value misses by one difference at each single step.
  near(t, mase(backtest([10, 20, 30, 40, 50, 60, 70, 80], naive)), 1, 'naive: as good as naive')
})

t.test('no scaled error without a scale', async (t) => {
  t.same(backtest([5, 5, 5, 5, 5, 5], naive), {
    origins: 2,
    forecasts: 2,
    smape: 0,
    mase: null,
    coverage: []
  })
  t.equal(backtest([5, 5, 5, 5, 9], naive)?.mase, null, 'nor where only what comes moves')
  t.same(
    backtest([5, 5, 5, 5, 9, 9], naive)?.coverage,
    [{ level: 80, percent: 100 }],
    'only the second of three forecasts had an interval'
  )
  // From the first origin no scale; then 7 for 7; then 9 for 7 with a mean difference of 2/5.
  near(t, mase(backtest([5, 5, 5, 5, 7, 7, 9], naive)), 2.5, 'origins without a scale do not count')
})

t.test('no percentage of nothing', async (t) => {
  t.equal(backtest([0, 0, 0, 0, 0], naive)?.smape, 0, 'zero for zero')
  t.equal(backtest([1, 2, 1, 0, 5], naive)?.smape, 200, 'zero for anything else')
  t.equal(backtest([1, 2, 1, -3, 5], naive)?.smape, 200, 'opposite signs')
  near(t, backtest([-1, -2, -1, -3, -5], naive)?.smape, 50, 'negative values: 200 · 2 / 8')
})

t.test('within bounds', async (t) => {
  const options: ForecastOptions = { horizon: 1, method: 'drift', levels: [80] }
  // From 4, 3, 2, 1, 0 the drift leads to -1, and 0 comes.
  near(t, backtest([4, 3, 2, 1, 0, 0], options)?.smape, 100, 'free: 0 and 200')
  near(t, backtest([4, 3, 2, 1, 0, 0], { ...options, minimum: 0 })?.smape, 0, 'bounded')
  near(
    t,
    backtest([96, 97, 98, 99, 100, 100], { ...options, maximum: 100 })?.smape,
    0,
    'bounded above'
  )
})

t.test('levels as they were asked', async (t) => {
  const levels = (asked?: number[]) =>
    backtest([10, 12, 11, 13, 16], { horizon: 1, ...(asked && { levels: asked }) })?.coverage.map(
      ({ level }) => level
    )
  t.same(levels(), [80, 95])
  t.same(levels([99, 50]), [99, 50])
  t.same(levels([]), [])
})

t.test('by another way: one loop over all pairs of origin and step', async (t) => {
  fc.assert(
    fc.property(anySeries(5, 40), fc.integer({ min: 1, max: 6 }), (values, horizon) => {
      const [errors, scaled]: [number[], number[]] = [[], []]
      for (let origin = 4; origin < values.length; origin += 1)
        for (let step = 1; step <= horizon; step += 1) {
          if (origin < values.length - 20 || origin + step > values.length) continue
          const [last, came] = [item(values, origin - 1), item(values, origin + step - 1)]
          const size = Math.abs(last) + Math.abs(came)
          errors.push(size === 0 ? 0 : (200 * Math.abs(came - last)) / size)
          const scale =
            sum(
              values.slice(1, origin).map((value, time) => Math.abs(value - item(values, time)))
            ) /
            (origin - 1)
          if (scale > 0) scaled.push(Math.abs(came - last) / scale)
        }
      const result = backtest(values, { horizon, method: 'naive', crossesBreaks: true })
      const isNear = (one: number, other: number) =>
        Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(other))
      return (
        result?.forecasts === errors.length &&
        isNear(result.smape, sum(errors) / errors.length) &&
        (scaled.length === 0
          ? result.mase === null
          : isNear(result.mase ?? Number.NaN, sum(scaled) / scaled.length))
      )
    })
  )
  t.pass('it held')
})

t.test('property: finite, in range, wider levels cover more, and always the same', async (t) => {
  fc.assert(
    fc.property(
      anySeries(5, 30),
      fc.constantFrom(...METHODS),
      fc.integer({ min: 1, max: 5 }),
      (values, method, horizon) => {
        const options = { horizon, method, levels: [50, 80, 99] }
        const result = backtest(values, options)
        if (!result) return false
        const percents = result.coverage.map(({ percent }) => percent)
        return (
          result.smape >= 0 &&
          result.smape <= 200 + 1e-9 &&
          (result.mase === null || (Number.isFinite(result.mase) && result.mase >= 0)) &&
          percents.every(
            (percent, index) => percent >= item([0, ...percents], index) && percent <= 100
          ) &&
          JSON.stringify(backtest(values, options)) === JSON.stringify(result)
        )
      }
    ),
    { numRuns: 60 }
  )
  t.pass('it held')
})

t.test('what came is not known before', async (t) => {
  // All but the last value are the same: forecasts from the first origins are too, so that only
  // misses of the last value differ.
  for (const method of METHODS) {
    const values = [...(SERIES[3] ?? []), 51]
    const [one, other] = [51, 5_000].map((last) =>
      backtest([...values, last], { horizon: 1, method, levels: [80] })
    )
    const misses = (result: typeof one) => (result ? result.smape * result.forecasts : Number.NaN)
    const without = backtest(values, { horizon: 1, method, levels: [80] })
    const last = (result: typeof one) => misses(result) - misses(without)
    t.ok(
      last(one) >= -1e-9 && last(one) < 20 && last(other) > 150,
      `${method}: ${last(one)} and ${last(other)}`
    )
  }
})

t.test('bad input', async (t) => {
  const six = [1, 2, 3, 5, 8, 13]
  t.throws(
    () => backtest([], naive),
    { name: 'RangeError', message: /at least one value/ },
    'no values'
  )
  for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
    for (const values of [[bad], [1, bad], [1, 2, 3, bad, 5, 6], [...six, bad]])
      t.throws(
        () => backtest(values, naive),
        { name: 'RangeError', message: /not a finite number/ },
        String(values)
      )
  for (const horizon of [0, 31, 1.5, -1, Number.NaN])
    for (const values of [six, [1, 2]])
      t.throws(
        () => backtest(values, { ...naive, horizon }),
        { name: 'RangeError', message: /^horizon / },
        `horizon ${horizon} of ${values}`
      )
  for (const level of [49, 100, 80.5, Number.NaN])
    t.throws(
      () => backtest(six, { ...naive, levels: [level] }),
      { name: 'RangeError', message: /^level / },
      `level ${level}`
    )
  t.throws(() => backtest(six, { ...naive, method: 'arima' as Method }), {
    name: 'RangeError',
    message: /^method is arima/
  })
  t.throws(() => backtest(six, { ...naive, minimum: 2, maximum: 1 }), {
    name: 'RangeError',
    message: /^minimum 2 and maximum 1/
  })
})
