import fc from 'fast-check'
import t from 'tap'
import { theta } from '../../../src/forecasts/model/theta.ts'
import { eighths, leastSquares, near, SERIES, smoothed } from './oracles.ts'

/**
 * As Assimakopoulos & Nikolopoulos define it: the mean of the theta-0 line and simple smoothing of
 * the theta-2 line.
 */
function byDefinition(values: readonly number[], alpha: number, step: number): number {
  const { intercept, slope } = leastSquares(values)
  const twice = values.map((value, time) => 2 * value - (intercept + slope * time))
  return (intercept + slope * (values.length - 1 + step) + smoothed(twice, alpha).level) / 2
}

t.test('by hand', async (t) => {
  // 3, 5, 9, 20: weight 1, so the theta-2 line ends at 2 · 20 - (1 + 3 · 5.5) = 22.5; the line goes
  // on with 23, 28.5, 34 (23 + 22.5) / 2 = 22.75, (28.5 + 22.5) / 2 = 25.5, (34 + 22.5) / 2 = 28.25
  const { ahead, parameters } = theta([3, 5, 9, 20])
  for (const [index, expected] of [22.75, 25.5, 28.25].entries())
    near(t, ahead(index + 1), expected, `step ${index + 1}`)
  t.same(parameters, { alpha: 1, level: 20, drift: 2.75 })
})

t.test('a script of its own gives the same', async (t) => {
  // theta-0 line and theta-2 line with the best of 99,001 weights
  const expected: [readonly number[] | undefined, number[]][] = [
    [SERIES[0], [15.112888, 15.612888, 16.112888]],
    [SERIES[2], [141.94013, 145.06513, 148.19013]],
    [SERIES[3], [51.437457, 51.580314, 51.723171]]
  ]
  for (const [values = [], means] of expected)
    for (const [index, mean] of means.entries())
      near(t, theta(values).ahead(index + 1), mean, `${values}, step ${index + 1}`, 1e-4)
})

t.test('the form with a drift equals the definition for any series', async (t) => {
  fc.assert(
    fc.property(eighths(2, 40), fc.integer({ min: 1, max: 30 }), (values, step) => {
      const { ahead, parameters } = theta(values)
      return (
        Math.abs(ahead(step) - byDefinition(values, parameters['alpha'] ?? Number.NaN, step)) < 1e-5
      )
    })
  )
  t.pass('it held')
})

t.test('a step adds half the slope of the line', async (t) => {
  for (const values of SERIES) {
    const { ahead } = theta(values)
    near(t, ahead(8) - ahead(7), leastSquares(values).slope / 2, `${values}`)
  }
})
