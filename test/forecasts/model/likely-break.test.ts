// Breaks in level that nobody marked: what is one, and what is not.
import fc from 'fast-check'
import t from 'tap'
import { backtest } from '../../../src/forecasts/model/backtest.ts'
import { likelyBreak, presentLevel } from '../../../src/forecasts/model/likely-break.ts'
import { differences } from '../../../src/numbers/mean.ts'

/** Values that wave a little around a level, and grow by a share a step. */
const calm = (count: number, level = 100, growth = 0): number[] =>
  Array.from(
    { length: count },
    (_, index) => level * (1 + growth) ** index * (1 + 0.03 * Math.sin(3 * index))
  )
/** The values from an index on, multiplied. */
const shifted = (values: readonly number[], index: number, factor: number): number[] =>
  values.map((value, at) => (at < index ? value : value * factor))
/** Months with a season: low in January, high in December. */
const seasonal = (count: number): number[] =>
  calm(count).map((value, index) => value * (1 + 0.3 * Math.cos((Math.PI * (index + 1)) / 6)))

t.test('a break is one step that is out of line, between two calm levels', async (t) => {
  const cases: [string, number[], number][] = [
    ['seven times as much', shifted(calm(20), 12, 7), 12],
    ['a fifth', shifted(calm(20), 8, 0.2), 8],
    ['three times as much, in steady growth', shifted(calm(20, 100, 0.08), 10, 3), 10],
    ['rebased from 150 to 100, in steady growth', shifted(calm(16, 100, 0.03), 9, 1 / 1.5), 9],
    ['three values before', shifted(calm(10), 3, 7), 3],
    ['three values after', shifted(calm(10), 7, 7), 7],
    ['the fewest values', shifted(calm(8), 4, 7), 4],
    ['a season of thirty percent', shifted(seasonal(60), 30, 7), 30],
    ['values that never moved', [5, 5, 5, 5, 5, 9, 9, 9], 5],
    ['values below zero', [-1, 1, 0, -1, 0, 1, 40, 41, 39, 40], 6],
    ['the newer of two', shifted(shifted(calm(30), 8, 7), 22, 7), 22],
    ['an older one, with calm steps since', shifted(calm(60), 5, 3), 5]
  ]
  for (const [what, values, index] of cases) t.equal(likelyBreak(values), index, what)
})

t.test('what moves, recovers, or cannot be judged yet is none', async (t) => {
  const covid = [100, 104, 108, 112, 117, 121, 126, 25, 45, 80, 115, 128]
  const crisis = [...calm(10, 100, 0.04), 100, 110, 121, 133, 146, 152, 158]
  const cases: [string, number[]][] = [
    ['no values', []],
    ['one value', [7]],
    ['calm values', calm(40)],
    ['steady growth', calm(40, 1, 0.35)],
    ['equal values', [5, 5, 5, 5, 5, 5, 5, 5, 5]],
    ['a straight line', Array.from({ length: 20 }, (_, index) => index - 7)],
    ['an outlier that goes back', calm(20).with(10, 700)],
    ['two outliers that go back', calm(20).with(10, 700).with(11, 690)],
    ['a crisis that a series grows out of', crisis],
    ['a fall of four fifths, and the way back', covid],
    ['a climb of three years, and the fall back', [...calm(10), 160, 250, 400, ...calm(7)]],
    ['a small step of very calm values', shifted(Array(20).fill(100), 10, 1.2)],
    ['two values after: they may be outliers', shifted(calm(10), 8, 7)],
    ['two values before', shifted(calm(10), 2, 7)],
    ['too few values to know what is usual', shifted(calm(7), 4, 7)],
    ['several large steps', [1, 3, 1, 4, 2, 5, 2, 14, 9, 16, 12, 15]],
    ['a season of thirty percent', seasonal(60)],
    [
      'a season with one month that is far from the others',
      [...Array.from({ length: 48 }, (_, index) => (index % 12 === 11 ? 300 : 100))]
    ]
  ]
  for (const [what, values] of cases) t.equal(likelyBreak(values), undefined, what)
})

t.test('random walks have hardly any', async (t) => {
  const draw = fc.noBias(fc.integer({ min: 1, max: 1_000_000 }))
  const walk = fc.array(draw, { minLength: 24, maxLength: 24 })
  const found = fc.sample(walk, { numRuns: 1_000, seed: 16 }).filter((draws) => {
    let level = 0
    const path = draws.map((one) => {
      level += gauss(one) / 10
      return Math.exp(level)
    })
    return likelyBreak(path) !== undefined
  })
  t.ok(found.length <= 5, `${found.length} of 1,000`)
})

/** A normal quantile of a draw from a million, after Tocher's logistic approximation. */
function gauss(draw: number): number {
  const share = (draw - 0.5) / 1_000_000
  return Math.log(share / (1 - share)) / 1.702
}

t.test('property: a break has three values on each side, and the largest step since', async () => {
  const value = fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 200, max: 220 }))
  fc.assert(
    fc.property(fc.array(value, { minLength: 8, maxLength: 20 }), (values) => {
      const index = likelyBreak(values)
      if (index === undefined) return
      const steps = differences(values.map(Math.log)).map(Math.abs)
      if (index < 3 || index > values.length - 3) throw new Error(`a break at ${index}`)
      if (Math.max(...steps.slice(index)) >= (steps[index - 1] ?? 0))
        throw new Error('a larger step')
    })
  )
})

t.test('the present level begins at the break, if four values are left', async (t) => {
  const eight = shifted(calm(12), 8, 7)
  t.same(presentLevel(eight), eight.slice(8))
  const nine = shifted(calm(12), 9, 7)
  t.equal(likelyBreak(nine), 9)
  t.same(presentLevel(nine), nine, 'three values show no trend')
  t.same(presentLevel(calm(12)), calm(12), 'no break')
  t.same(presentLevel([]), [])
})

t.test(
  'a backtest knows a break only after it, and then forecasts from the new level',
  async (t) => {
    const values = [10, 11, 10, 11, 10, 11, 10, 11, 70, 71, 70, 71, 70, 71]
    const options = { horizon: 1, method: 'drift', levels: [] } as const
    const whole = backtest(values, options)
    // Origins 4 to 13. Drift from 4 to 8 values: 11 + 1/3, 10, 11.2, 10, 11 + 1/7; from 9 and 10 still
    // all values, because the break is not known; from 11 named only, from 12 and 13 the new level.
    const expected = [
      11 + 1 / 3,
      10,
      11.2,
      10,
      11 + 1 / 7,
      70 + 60 / 8,
      71 + 61 / 9,
      70 + 60 / 10,
      71 + 1 / 3,
      70
    ]
    const later = values.slice(4)
    const symmetric = later.map((value, index) => {
      const mean = expected[index] ?? Number.NaN
      return (200 * Math.abs(value - mean)) / (value + mean)
    })
    t.equal(whole?.origins, 10)
    t.equal(whole?.smape.toFixed(9), (symmetric.reduce((sum, one) => sum + one, 0) / 10).toFixed(9))
  }
)
