import fc from 'fast-check'
import t from 'tap'
import { linear } from '../../../src/forecasts/model/linear.ts'
import { eighths, leastSquares, near, SERIES } from './oracles.ts'

t.test('by hand', async (t) => {
  // mean 12.4, middle 2; Σ(t - 2)(y - 12.4) = 4.8 + 0.4 + 0 - 0.4 + 5.2 = 10; Σ(t - 2)² = 10: slope
  // 1, intercept 12.4 - 2
  const { ahead, parameters } = linear([10, 12, 13, 12, 15])
  near(t, parameters['slope'], 1, 'slope')
  near(t, parameters['intercept'], 10.4, 'intercept')
  near(t, ahead(1), 15.4, '10.4 + 5')
  near(t, ahead(3), 17.4, '10.4 + 7')
  // mean 9.25, middle 1.5; Σ = 9.375 + 2.125 - 0.125 + 16.125 = 27.5; Σ(t - 1.5)² = 5: slope 5.5,
  // intercept 9.25 - 8.25
  t.same(linear([3, 5, 9, 20]).parameters, { intercept: 1, slope: 5.5 })
  t.same([1, 2, 3].map(linear([3, 5, 9, 20]).ahead), [23, 28.5, 34])
  t.same([1, 2].map(linear([8, 2]).ahead), [-4, -10], 'through two points')
})

t.test('the normal equations give the same', async (t) => {
  for (const values of SERIES) {
    const { intercept, slope } = leastSquares(values)
    near(t, linear(values).parameters['intercept'], intercept, `intercept of ${values}`)
    near(t, linear(values).parameters['slope'], slope, `slope of ${values}`)
  }
  fc.assert(
    fc.property(eighths(2), (values) => {
      const { intercept, slope } = leastSquares(values)
      return Math.abs(linear(values).ahead(30) - (intercept + slope * (values.length + 29))) < 1e-6
    })
  )
  t.pass('for any series')
})

t.test('residuals sum to nothing, by themselves and times time', async (t) => {
  fc.assert(
    fc.property(eighths(2), (values) => {
      const { intercept = Number.NaN, slope = Number.NaN } = linear(values).parameters
      const residuals = values.map((value, time) => value - intercept - slope * time)
      const sum = residuals.reduce((a, b) => a + b, 0)
      const moment = residuals.reduce((a, b, time) => a + b * time, 0)
      return Math.abs(sum) < 1e-6 && Math.abs(moment) < 1e-4
    })
  )
  t.pass('it held')
})
