// Breaks in level that nobody marked: what is one, and what is not.
import fc from 'fast-check'
import t from 'tap'
import { backtest } from '../../../src/forecasts/model/backtest.ts'
import { forecast } from '../../../src/forecasts/model/index.ts'
import { likelyBreak } from '../../../src/forecasts/model/likely-break.ts'

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

t.test('what is steady, or only rounded, is none', async (t) => {
  const cases: [string, number[]][] = [
    ['growth that pauses', [100, 130, 169, 220, 286, 292, 380, 494, 642, 835, 1085]],
    ['doubling, with one year without', [2, 4, 8, 16, 16, 32, 64, 128, 256, 512]],
    ['a line through zero that pauses', [-5, 0, 5, 10, 10, 15, 20, 25, 30, 35]],
    ['a small step below zero', [...Array(5).fill(-100), ...Array(5).fill(-100.1)]],
    ['rates that climb and fall back', [2.3, 6.8, 8.8, 11.9, 13.6, 15.1, -4.9, -2.4, 2, 1.8, 3.2]]
  ]
  for (const [what, values] of cases) t.equal(likelyBreak(values), undefined, what)
  const lines = Array.from({ length: 500 }, (_, at) =>
    Array.from(
      { length: 22 },
      (_, index) => Math.round(100 * (at / 100 - 2.5 + index * 0.09)) / 100
    )
  )
  t.equal(lines.filter((line) => likelyBreak(line) !== undefined).length, 0, 'rounded lines')
})

t.test('property: a planted break is found, and its mirror image too', async (t) => {
  const noise = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 12, maxLength: 30 })
  fc.assert(
    fc.property(noise, fc.nat(), fc.constantFrom(3, 7, 1 / 5), (noisy, seed, factor) => {
      const index = 4 + (seed % (noisy.length - 8))
      const values = noisy.map((one, at) => (1_000 + one) * (at < index ? 1 : factor))
      const mirrored = values.map((value) => -value)
      return likelyBreak(values) === index && likelyBreak(mirrored) === index
    })
  )
  t.pass('it held')
})

t.test('a forecast goes on from the present level, if four values are left', async (t) => {
  const firstOf = (values: readonly number[]) => {
    const { first, likelyBreak: index } = forecast(values, { horizon: 1, levels: [] })
    return [first, index]
  }
  t.same(firstOf(shifted(calm(12), 8, 7)), [8, 8])
  t.same(firstOf(shifted(calm(12), 9, 7)), [0, 9], 'three values show no trend')
  t.same(firstOf(calm(12)), [0, null], 'no break')
  t.same(firstOf([7]), [0, null])
  const options = { horizon: 1, levels: [], crossesBreaks: true }
  const across = forecast(shifted(calm(12), 8, 7), options)
  t.same([across.first, across.likelyBreak], [0, 8], 'only named')
  t.same(
    forecast([1, 2, 1, 90, 91, 92, 93], { horizon: 1, levels: [], start: 3, method: 'drift' })
      .points,
    forecast([90, 91, 92, 93], { horizon: 1, levels: [], method: 'drift' }).points,
    'values before a marked break do not count'
  )
})

t.test('a season is known from before a break, and a break in spite of a season', async (t) => {
  const wave = (index: number, level: number) =>
    level * (1 + 0.4 * Math.sin((Math.PI * index) / 6)) * (1 + 0.01 * Math.sin(5 * index))
  for (const [factor, after] of [
    [5, 4],
    [5, 12],
    [2, 18],
    [1.6, 24],
    [0.2, 30]
  ] as const) {
    const start = 96
    const values = Array.from({ length: start + after + 12 }, (_, index) =>
      wave(index, index < start ? 100 : 100 * factor)
    )
    const known = values.slice(0, start + after)
    const likely = forecast(known, { horizon: 12, yearly: 12 })
    const marked = forecast(known, { horizon: 12, yearly: 12, start })
    t.same([likely.first, likely.likelyBreak], [start, start], `× ${factor} is found`)
    t.equal(marked.first, start)
    for (const { points, season } of [likely, marked]) {
      const misses = points.map(({ mean }, step) => {
        const value = values[start + after + step] ?? Number.NaN
        return Math.abs(mean - value) / value
      })
      t.equal(season?.form, 'multiplicative')
      t.ok(Math.max(...misses) < 0.12, `${after} months after: off by ${Math.max(...misses)}`)
    }
  }
})

t.test(
  'a backtest knows a break only after it, and then forecasts from the new level',
  async (t) => {
    const values = [10, 11, 10, 11, 10, 11, 10, 11, 70, 71, 70, 71, 70, 71]
    const options = { horizon: 1, method: 'drift', levels: [] } as const
    const whole = backtest(values, options)
    // Origins 4 to 13. Drift from 4 to 8 values: 11 + 1/3, 10, 11.2, 10, 11 + 1/7; from 9 and 10
    // still all values, because the break is not known; from 11 named only, from 12 and 13 the new
    // level.
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
