import fc from 'fast-check'
import t from 'tap'
import { simpleSmoothing } from '../../../src/forecasts/model/simple-smoothing.ts'
import { eighths, near, SERIES, smoothed } from './oracles.ts'

t.test('by hand', async (t) => {
  // errors 2, then 1 - 2a, then (1 - a)(1 - 2a): least where a = 1/2, which leaves 2² and the level
  // 0 + 2/2 = 1
  const { ahead, parameters } = simpleSmoothing([0, 2, 1, 1])
  near(t, parameters['alpha'], 0.5, 'alpha', 2e-4)
  near(t, parameters['level'], 1, 'level', 1e-3)
  t.same(
    [1, 2, 30].map(ahead),
    [parameters['level'], parameters['level'], parameters['level']],
    'flat'
  )
  // errors 1, then c - a: least where a = c; the level is then c
  near(t, simpleSmoothing([0, 1, 0.25]).parameters['alpha'], 0.25, 'alpha', 2e-4)
  near(t, simpleSmoothing([0, 1, 0.25]).ahead(1), 0.25, 'level', 2e-4)
  // ever steeper: the last value is best, a = 1
  t.same(simpleSmoothing([3, 5, 9, 20]).parameters, { alpha: 1, level: 20 })
  // up and down around 0: the first value is best, the least weight that is allowed
  t.equal(simpleSmoothing([0, 9, -9, 9, -9, 9, -9, 9, -9]).parameters['alpha'], 0.01)
})

t.test('a search through 99,001 weights finds the same', async (t) => {
  // weight and level by a script of its own, weights in steps of 0.00001
  const expected: [readonly number[] | undefined, number, number][] = [
    [SERIES[0], 0.82915, 14.509949],
    [SERIES[1], 1, 20],
    [SERIES[2], 0.89325, 138.44167],
    [SERIES[3], 0.08999, 50.59656]
  ]
  for (const [values = [], alpha, level] of expected) {
    near(t, simpleSmoothing(values).parameters['alpha'], alpha, `alpha of ${values}`, 2e-4)
    near(t, simpleSmoothing(values).ahead(1), level, `level of ${values}`, 1e-4)
  }
})

t.test('the level is that of the recursion, and no other weight does better', async (t) => {
  fc.assert(
    fc.property(eighths(2, 30), (values) => {
      const { alpha = Number.NaN, level = Number.NaN } = simpleSmoothing(values).parameters
      const { level: expected, loss } = smoothed(values, alpha)
      const nearby = [-0.01, -0.001, 0.001, 0.01].map((by) =>
        Math.min(1, Math.max(0.01, alpha + by))
      )
      const better = nearby.some((other) => smoothed(values, other).loss < loss * (1 - 1e-9))
      return alpha >= 0.01 && alpha <= 1 && Math.abs(level - expected) < 1e-6 && !better
    })
  )
  t.pass('it held')
})

t.test('the level lies among the values', async (t) => {
  fc.assert(
    fc.property(eighths(1, 30), (values) => {
      const level = simpleSmoothing(values).ahead(1)
      return level >= Math.min(...values) - 1e-6 && level <= Math.max(...values) + 1e-6
    })
  )
  t.pass('it held')
})
