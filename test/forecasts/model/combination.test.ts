import fc from 'fast-check'
import t from 'tap'
import { combination } from '../../../src/forecasts/model/combination.ts'
import { drift } from '../../../src/forecasts/model/drift.ts'
import { naive } from '../../../src/forecasts/model/naive.ts'
import { robustTrend } from '../../../src/forecasts/model/robust-trend.ts'
import { damped, dampedGrowth, holt } from '../../../src/forecasts/model/trend-smoothing.ts'
import { eighths, near, SERIES } from './oracles.ts'

/** Series above zero whose steps of 2 to 4 scatter less than their mean. */
const steady = fc
  .array(fc.integer({ min: 16, max: 32 }), { minLength: 4, maxLength: 20 })
  .map((steps) =>
    steps.map((_, index) => steps.slice(0, index + 1).reduce((sum, step) => sum + step / 8, 0))
  )

t.test('by hand', async (t) => {
  // Steps 2, 4, 11: a mean of 5.67, a standard deviation of 4.73, so growth takes naive's place.
  // 3, 5, 9, 20   step 1: damped 21.4, robust 24, Holt 24.04, drift 25.67, growth 32.9
  //               step 2: damped 25.1, robust 28, Holt 29.7, drift 31.3, growth 58.1
  const { ahead, parameters } = combination([3, 5, 9, 20])
  near(t, ahead(1), 24.0421, 'Holt', 1e-4)
  near(t, ahead(2), 29.7087, 'Holt', 1e-4)
  near(t, parameters['drift_slope'], 17 / 3, 'the slope of the drift: (20 - 3) / 3')
  t.equal(parameters['robust_slope'], 4, 'the median of 2, 4, 11')
  // 2, 4, 6, 8, 10: damped below 12, three times 12, and growth above
  near(t, combination([2, 4, 6, 8, 10]).ahead(1), 12, 'a line goes on')
  near(t, combination([2, 4, 6, 8, 10]).ahead(30), 70, 'and on')
  // 100, 110, …, 140: naive 140, damped 141.2, Holt 144.43, drift 146.67, robust 150
  near(
    t,
    combination([100, 110, 105, 120, 130, 125, 140]).ahead(1),
    144.4345,
    'in the middle',
    1e-4
  )
})

t.test('by hand, where growth is the median', async (t) => {
  // Steps 6, 3, 1, 1: a mean of 2.75, a standard deviation of 2.36. The first trend of the logarithms
  // is ln(2.1) / 4 = 0.185484, and damped four times by 0.882852 it is 0.112683.
  // 10, 16, 19, 20, 21   damped 22.6, robust 23, growth 21 · e^(0.112683 · 0.882852) = 23.197, drift
  //                      and Holt 23.75
  const { ahead, parameters } = combination([10, 16, 19, 20, 21])
  near(t, parameters['growth_phi'], 0.882852, 'phi', 1e-5)
  near(t, parameters['growth_trend'], 0.112683, 'trend', 1e-5)
  near(t, ahead(1), 23.1966, 'growth', 1e-4)
  near(t, ahead(2), 25.326, 'and 0.112683 · 0.882852² more of the logarithm', 1e-4)
})

t.test('a series below zero is the mirror image of one above', async (t) => {
  const fall = combination([-10, -16, -19, -20, -21])
  near(t, fall.ahead(1), -23.1966, 'growth away from zero', 1e-4)
  near(t, fall.ahead(2), -25.326, 'and on', 1e-4)
  fc.assert(
    fc.property(steady, fc.integer({ min: 1, max: 30 }), (values, step) => {
      const [rise, fall] = [combination(values), combination(values.map((value) => -value))]
      return 'growth_phi' in fall.parameters && fall.ahead(step) === -rise.ahead(step)
    })
  )
  t.pass('whatever the steady series')
})

t.test('the parameters are those of its members, each under its name', async (t) => {
  for (const values of SERIES) {
    const { parameters } = combination(values)
    const growth = values.length === 4 ? ['alpha', 'beta', 'level', 'phi', 'trend'] : []
    t.same(
      Object.keys(parameters).sort(),
      [
        'damped_alpha',
        'damped_beta',
        'damped_level',
        'damped_phi',
        'damped_trend',
        'drift_slope',
        ...growth.map((name) => `growth_${name}`),
        'holt_alpha',
        'holt_beta',
        'holt_level',
        'holt_trend',
        'robust_slope'
      ],
      'naive has none; only 3, 5, 9, 20 grows steadily'
    )
    for (const [name, method] of Object.entries({ drift, robust: robustTrend, holt, damped }))
      for (const [key, value] of Object.entries(method(values).parameters))
        t.equal(parameters[`${name}_${key}`], value, `${name}_${key}`)
  }
})

t.test('a line leaves nothing to weigh', async (t) => {
  // Every weight fits: Holt keeps the first node of its grid, 0.01 + 0.99 / 12 and 1 / 12; the
  // damped trend wants to be none.
  const { parameters } = combination([10, 20, 30, 40, 50])
  const expected = {
    drift_slope: 10,
    robust_slope: 10,
    holt_alpha: 0.0925,
    holt_beta: 1 / 12,
    holt_level: 50,
    holt_trend: 10
  }
  for (const [name, value] of Object.entries({
    ...expected,
    damped_phi: 0.98,
    damped_level: 50,
    damped_trend: 10
  }))
    near(t, parameters[name], value, name)
})

t.test('the third of the five, at each step by itself', async (t) => {
  fc.assert(
    fc.property(
      fc.oneof(eighths(4, 30), steady),
      fc.integer({ min: 1, max: 30 }),
      (values, step) => {
        const { ahead, parameters } = combination(values)
        const fifth = 'growth_phi' in parameters ? dampedGrowth : naive
        const five = [drift, robustTrend, holt, damped, fifth].map((method) =>
          method(values).ahead(step)
        )
        const mean = ahead(step)
        return (
          five.includes(mean) &&
          five.filter((one) => one <= mean).length >= 3 &&
          five.filter((one) => one >= mean).length >= 3
        )
      }
    )
  )
  t.pass('it held')
})

t.test(
  'growth takes the place of naive where it is at least as large as its scatter',
  async (t) => {
    const isGrowth = (values: number[]) => 'growth_phi' in combination(values).parameters
    // Steps of 1 and 3 in turn: a mean of 2, and a standard deviation of √(4/3) and below.
    t.ok(isGrowth([1, 2, 5, 6, 9]), 'up')
    t.ok(isGrowth([9, 8, 5, 4, 1]), 'down')
    t.notOk(isGrowth([0, 1, 4, 5, 8]), 'a zero has no logarithm')
    // Steps 5, -3, 5: a mean of 7/3, and a standard deviation of 4.62.
    t.notOk(isGrowth([10, 15, 12, 17]), 'scatter')
    t.ok(isGrowth([7, 7, 7, 7]), 'no scatter at all')
  }
)
