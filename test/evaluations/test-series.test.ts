import fc from 'fast-check'
import t from 'tap'
import { HORIZONS } from '../../src/evaluations/frequencies.ts'
import { type SeriesTest, TESTED, testSeries } from '../../src/evaluations/test-series.ts'
import { backtest } from '../../src/forecasts/model/backtest.ts'

/** The test of a series that must have one. */
function tested(...asked: Parameters<typeof testSeries>): SeriesTest {
  const found = testSeries(...asked)
  if ('untested' in found) throw new Error(found.untested)
  return found
}

const VALUES = [10, 12, 11, 15, 14, 17, 19]

t.test('errors of the simple methods, by all steps and by each', async (t) => {
  const found = tested(VALUES, { horizon: 2 })
  t.same([found.origins, found.forecasts], [3, 5])
  // v = [10, 12, 11, 15, 14, 17, 19]; for each origin o in 4, 5, 6 with t = v[:o], in Python:
  // scale = mean(abs(b - a) for a, b in zip(t, t[1:]));
  // f = t[-1] + h * slope, where slope = 0, or (t[-1] - t[0]) / (o - 1) for drift;
  // then the means of abs(y - f) / scale and of 200 * abs(y - f) / (y + f): all, h = 1, h = 2.
  t.same(found.methods.naive.mase, [1.239, 0.9459, 1.6786])
  t.same(found.methods.drift.mase, [0.8974, 0.8052, 1.0357])
  t.same(found.methods.naive.smape, [16.0331, 12.4542, 21.4015])
  t.same(found.methods.drift.smape, [11.558, 11.0333, 12.345])
})

t.test('too short a series has no test; one value more makes one', async (t) => {
  t.same(testSeries(VALUES.slice(0, 4), { horizon: 5 }), { untested: 'too_short' })
  t.same(testSeries([], { horizon: 5 }), { untested: 'too_short' })
  const shortest = tested(VALUES.slice(0, 5), { horizon: 5 })
  t.same([shortest.origins, shortest.forecasts], [1, 1])
  t.equal(shortest.methods.auto.mase.length, 2, 'one for all steps, and the first step alone')
})

t.test('all measures are of the times before which the series had changed', async (t) => {
  t.same(testSeries([7, 7, 7, 7, 9], { horizon: 1 }), { untested: 'never_changed' })
  const found = tested([7, 7, 7, 7, 9, 8], { horizon: 2 })
  t.same([found.origins, found.forecasts], [1, 1], 'the time before 8 alone')
  // |8 - 9| over the mean of 0, 0, 0 and 2; 200 |8 - 9| / (8 + 9).
  t.match(found.methods.naive, { mase: [2, 2], smape: [11.7647, 11.7647] })
})

t.test('errors too large for a number are none', async (t) => {
  const found = tested([0, 0, 0, 1e-300, 1e150], { horizon: 1 })
  t.same(found.methods.naive.mase, [null, null])
  t.same(JSON.parse(JSON.stringify(found)), found, 'they can be stored')
})

t.test('every step of every frequency is tested where values suffice', async (t) => {
  const values = Array.from({ length: 40 }, (_, index) => 100 + ((index * 7) % 11))
  for (const horizon of Object.values(HORIZONS)) {
    const { origins, methods } = tested(values, { horizon })
    t.equal(origins, Math.max(10, horizon))
    t.equal(methods.naive.mase.length, horizon + 1)
  }
})

/** The figures of all steps as the backtest of a forecast has them. */
const shown = (test: SeriesTest, method: (typeof TESTED)[number]) => {
  const { mase, smape, coverage_percent_80, coverage_percent_95 } = test.methods[method]
  return [mase[0], smape[0], coverage_percent_80[0], coverage_percent_95[0]]
}

t.test('the same as the backtest of a forecast, which has as many origins here', async (t) => {
  // Values that differ: a backtest also counts times before which nothing had changed.
  const series = fc.uniqueArray(fc.integer({ min: 1, max: 1000 }), { minLength: 5, maxLength: 14 })
  fc.assert(
    fc.property(series, (values) => {
      const found = tested(values, { horizon: 5, bounds: () => ({ minimum: 0 }) })
      for (const method of TESTED) {
        const test = backtest(values, { horizon: 5, method, minimum: 0 })
        const near = (one: number | null | undefined) =>
          typeof one === 'number' ? Number(one.toFixed(4)) : null
        const percent = (level: number) =>
          near(test?.coverage.find((one) => one.level === level)?.percent)
        const wanted = [near(test?.mase), near(test?.smape), percent(80), percent(95)]
        if (JSON.stringify(shown(found, method)) !== JSON.stringify(wanted))
          throw new Error(`${method}: ${shown(found, method)} is not ${wanted}`)
      }
    }),
    { numRuns: 50 }
  )
  t.pass()
})
