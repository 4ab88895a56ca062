import t from 'tap'
import type { ForecastOptions } from '../../../src/forecasts/model/index.ts'
import { intervalScore, rollingMisses } from '../../../src/forecasts/model/misses.ts'
import { near } from './oracles.ts'

t.test('the interval score is the width, and more for what lies outside', async (t) => {
  const interval = { level: 80, lower: 10, upper: 20 }
  t.equal(intervalScore(15, interval), 10, 'inside')
  t.equal(intervalScore(10, interval), 10, 'at the end')
  // 2 / 0.2 times the distance.
  near(t, intervalScore(22, interval), 10 + 10 * 2, 'above')
  near(t, intervalScore(7, interval), 10 + 10 * 3, 'below')
  near(t, intervalScore(22, { ...interval, level: 95 }), 10 + 40 * 2, 'of a higher level')
})

t.test('each miss has its step and its intervals on the scale of the values before', async (t) => {
  const values = [10, 12, 11, 15, 14, 17]
  const options = { horizon: 2, method: 'naive' as const, levels: [80] }
  const found = rollingMisses(values, options, 10)
  t.same(
    found.map((some) => some.map(({ step }) => step)),
    [[1, 2], [1]]
  )
  // From 15, with differences 2, 1, 4 before it, come 14 and 17; from 14, with 2, 1, 4, 1, comes
  // 17.
  const scaled = [1 / (7 / 3), 2 / (7 / 3), 3 / 2]
  for (const [index, miss] of found.flat().entries())
    near(t, miss.scaled ?? 0, scaled[index] ?? 0, `miss ${index}`)
  const [one] = rollingMisses(
    values.map((value) => value * 1000),
    options,
    1
  )
  const [other] = rollingMisses(values, options, 1)
  near(t, one?.[0]?.intervals[0]?.score, other?.[0]?.intervals[0]?.score ?? 0, 'in any unit')
})

t.test('only the newest origins', async (t) => {
  const values = Array.from({ length: 30 }, (_, time) => time ** 2)
  t.equal(rollingMisses(values, { horizon: 3 }, 10).length, 10)
  t.equal(rollingMisses(values.slice(0, 9), { horizon: 3 }, 10).length, 5)
  t.same(rollingMisses(values.slice(0, 4), { horizon: 3 }, 10), [])
})

t.test('values that never changed have no scale and no intervals', async (t) => {
  const [misses] = rollingMisses([7, 7, 7, 7, 9], { horizon: 1, method: 'naive' }, 10)
  t.same(misses, [{ step: 1, symmetric: 25, scaled: null, intervals: [] }])
})

t.test('each origin knows what was known then', async (t) => {
  const values = [10, 8, 6, 4, 2, 1, 0.5, -3]
  const options: ForecastOptions = {
    horizon: 1,
    method: 'drift',
    levels: [],
    bounds: (known) => (known.some((value) => value < 0) ? {} : { minimum: 0 })
  }
  // Drift from 10, 8, 6, 4, 2 leads to 0, from six values to 1 - 1.8, from seven to 0.5 - 9.5 / 6:
  // all of them below the bound of values that were never negative, which -3 is only later.
  const symmetric = rollingMisses(values, options, 10).map(([miss]) => miss?.symmetric)
  const expected = [0, 200, 200, 200]
  t.same(symmetric, expected)
})

t.test('values before a marked break are no origins', async (t) => {
  const values = [1, 2, 1, 2, 1, 70, 72, 71, 73, 72, 74]
  const options: ForecastOptions = { horizon: 1, method: 'naive', levels: [] }
  t.same(
    rollingMisses(values, { ...options, start: 5 }, 10),
    rollingMisses(values.slice(5), options, 10)
  )
})
