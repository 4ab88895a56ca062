import fc from 'fast-check'
import t from 'tap'
import { combination } from '../../../src/projections/model/combination.ts'
import { drift } from '../../../src/projections/model/drift.ts'
import { naive } from '../../../src/projections/model/naive.ts'
import { robustTrend } from '../../../src/projections/model/robust-trend.ts'
import { damped, holt } from '../../../src/projections/model/trend-smoothing.ts'
import { eighths, near } from './oracles.ts'

t.test('by hand', async (t) => {
  // 3, 5, 9, 20   step 1: naive 20, damped 21.4, robust 24, Holt 24.04, drift 25.67
  //               step 2: naive 20, damped 25.1, robust 28, Holt 29.7, drift 31.3
  //               step 3: naive 20, damped 28.5, robust 32, Holt 35.4, drift 37
  const { ahead, parameters } = combination([3, 5, 9, 20])
  t.same([1, 2, 3].map(ahead), [24, 28, 32])
  t.same(parameters, {})
  // 2, 4, 6, 8, 10: naive 10, damped below 12, and three times 12
  near(t, combination([2, 4, 6, 8, 10]).ahead(1), 12, 'a line goes on')
  near(t, combination([2, 4, 6, 8, 10]).ahead(30), 70, 'and on')
  // 100, 110, …, 140: naive 140, damped 141.2, Holt 144.43, drift 146.67, robust 150
  near(t, combination([100, 110, 105, 120, 130, 125, 140]).ahead(1), 144.4345, 'in the middle', 1e-4)
})

t.test('the third of the five, at each step by itself', async (t) => {
  fc.assert(
    fc.property(eighths(4, 30), fc.integer({ min: 1, max: 30 }), (values, step) => {
      const five = [drift, robustTrend, holt, damped, naive].map((method) => method(values).ahead(step))
      const mean = combination(values).ahead(step)
      return five.includes(mean) && five.filter((one) => one <= mean).length >= 3 && five.filter((one) => one >= mean).length >= 3
    })
  )
  t.pass('it held')
})
