import fc from 'fast-check'
import t from 'tap'
import { drift } from '../../../src/forecasts/model/drift.ts'
import { eighths, item, near } from './oracles.ts'

t.test('by hand', async (t) => {
  // (15 - 10) / (5 - 1) = 1.25 a step: 15 + 1.25, 15 + 2.5, 15 + 3.75
  const { ahead, parameters } = drift([10, 12, 13, 12, 15])
  t.same(parameters, { slope: 1.25 })
  t.same([1, 2, 3].map(ahead), [16.25, 17.5, 18.75])
  // (20 - 3) / 3 = 17/3: 20 + 17/3 = 77/3
  near(t, drift([3, 5, 9, 20]).ahead(1), 77 / 3, 'accelerating')
  t.same([1, 2].map(drift([8, 2]).ahead), [-4, -10], 'two values are enough: 2 - 6, 2 - 12')
  t.equal(drift([4, 9, 1, 4]).ahead(9), 4, 'back where it began, it stays')
})

t.test('it is the mean of the differences', async (t) => {
  fc.assert(
    fc.property(eighths(2), (values) => {
      const sum = values
        .slice(1)
        .reduce((total, value, index) => total + value - item(values, index), 0)
      return Math.abs(drift(values).ahead(1) - item(values, -1) - sum / (values.length - 1)) < 1e-6
    })
  )
  t.pass('it held')
})

t.test('a line goes on', async (t) => {
  fc.assert(
    fc.property(
      fc.integer({ min: -1e6, max: 1e6 }),
      fc.integer({ min: -1e4, max: 1e4 }),
      fc.integer({ min: 2, max: 60 }),
      (a, b, n) => {
        const { ahead } = drift(Array.from({ length: n }, (_, time) => a + b * time))
        return ahead(1) === a + b * n && ahead(30) === a + b * (n + 29)
      }
    )
  )
  t.pass('it held')
})
