import fc from 'fast-check'
import t from 'tap'
import { robustTrend } from '../../../src/forecasts/model/robust-trend.ts'

t.test('by hand', async (t) => {
  // differences 2, 4, 11: median 4
  const { ahead, parameters } = robustTrend([3, 5, 9, 20])
  t.same(parameters, { slope: 4 })
  t.same([1, 2, 3].map(ahead), [24, 28, 32])
  // differences 2, 1, -1, 3: median (1 + 2) / 2 = 1.5
  t.same([1, 2].map(robustTrend([10, 12, 13, 12, 15]).ahead), [16.5, 18])
  t.equal(robustTrend([8, 2]).ahead(2), -10, 'two values are enough')
})

t.test('one jump, up or down and however high, does not move the trend', async (t) => {
  // differences 1, 1, jump, 1, 1
  for (const jump of [100, -100, 1e9]) {
    const values = [1, 2, 3, 3 + jump, 4 + jump, 5 + jump]
    t.same([1, 2].map(robustTrend(values).ahead), [6 + jump, 7 + jump], `a jump of ${jump}`)
  }
})

t.test('a line goes on', async (t) => {
  fc.assert(
    fc.property(
      fc.integer({ min: -1e6, max: 1e6 }),
      fc.integer({ min: -1e4, max: 1e4 }),
      fc.integer({ min: 2, max: 60 }),
      (a, b, n) => {
        const { ahead } = robustTrend(Array.from({ length: n }, (_, time) => a + b * time))
        return ahead(1) === a + b * n && ahead(30) === a + b * (n + 29)
      }
    )
  )
  t.pass('it held')
})
