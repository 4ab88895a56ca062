import fc from 'fast-check'
import t from 'tap'
import { backtest } from '../../../src/forecasts/model/backtest.ts'
import { forecast, METHODS } from '../../../src/forecasts/model/index.ts'
import {
  canHaveSeason,
  findSeason,
  removeSeason,
  restoreSeason,
  SEASON_MIN
} from '../../../src/forecasts/model/seasons.ts'
import { anySeries, eighths, item, near } from './oracles.ts'

const YEAR = [-3, 1, 4, -2]
/** Quarters that swing around a line. */
const added = (length: number) =>
  Array.from({ length }, (_, index) => 100 + 2 * index + item(YEAR, index % 4))
/** Months of a year that swing around growth of 1 percent a month. */
const SHARES = [0.8, 0.9, 1, 1.1, 1.2, 1.3, 1.2, 1.1, 1, 0.9, 0.8, 0.7]
const multiplied = (length: number) =>
  Array.from({ length }, (_, index) => 50 * 1.01 ** index * item(SHARES, index % 12))
/** Numbers that look random, the same each time: a linear congruential generator. */
const noise = (length: number, seed: number) => {
  let state = seed
  return Array.from({ length }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    return state / 2 ** 31 - 0.5
  })
}

t.test('a season that is added is found exactly', async (t) => {
  // A moving average over a year leaves a line as it is, so that the differences are those of YEAR.
  const season = findSeason(added(24), 4)
  t.equal(season?.form, 'additive')
  for (const [place, factor] of YEAR.entries())
    near(t, season?.factors[place], factor, `quarter ${place + 1}`)
  const plain = removeSeason(added(24), season)
  for (const [index, value] of plain.entries())
    near(t, value, 100 + 2 * index, `value ${index + 1} without the season`)
  const { value, scale } = restoreSeason(148, season, 24)
  near(t, value, 145, 'the next first quarter')
  t.equal(scale, 1, 'an interval stays as wide')
})

t.test('a season that is multiplied is found', async (t) => {
  const season = findSeason(multiplied(120), 12)
  t.equal(season?.form, 'multiplicative')
  near(t, (season?.factors ?? []).reduce((sum, one) => sum + one, 0) / 12, 1, 'mean of factors')
  for (const [place, share] of SHARES.entries())
    near(t, season?.factors[place], share, `month ${place + 1}`, 0.01)
  const { value, scale } = restoreSeason(200, season, 5)
  t.equal(value, 200 * scale)
  near(
    t,
    scale,
    1.3,
    'an interval of the sixth month is as much wider as the value is higher',
    0.01
  )
})

t.test('which series can have a season', async (t) => {
  t.same(SEASON_MIN, { years: 3, values: 20 })
  const cases: [values: number, length: number, can: boolean][] = [
    [1000, 1, false],
    [35, 12, false],
    [36, 12, true],
    [19, 4, false],
    [20, 4, true],
    [5, 12, false]
  ]
  for (const [values, length, can] of cases)
    t.equal(canHaveSeason(values, length), can, `${values} values, ${length} a year`)
  t.equal(findSeason(multiplied(35), 12), undefined, 'a month short of three years')
  t.ok(findSeason(multiplied(36), 12), 'three years')
  t.equal(findSeason(added(19), 4), undefined)
  t.ok(findSeason(added(20), 4))
})

t.test('no season where none is clear', async (t) => {
  t.equal(findSeason(Array(48).fill(7), 12), undefined, 'nothing moves')
  t.equal(findSeason(Array(48).fill(0), 12), undefined, 'nothing at all')
  t.equal(
    findSeason(
      Array.from({ length: 60 }, (_, index) => 3 * index),
      12
    ),
    undefined,
    'a line'
  )
  for (const [value, count] of [
    [0.11, 41],
    [11.95, 50],
    [3.6725, 48]
  ] as const) {
    const made = forecast(Array(count).fill(value), { horizon: 2, yearly: 12 })
    t.equal(made.season, null, `${value} all the time: rounding is no season`)
    t.same(
      made.points.map(({ intervals }) => intervals),
      [[], []],
      'and gives no interval'
    )
  }
  const repeated = Array.from({ length: 60 }, (_, index) => item(SHARES, index % 12) * 0.7)
  const [same] = forecast(repeated, { horizon: 1, yearly: 12 }).points
  t.same(same?.intervals, [], 'a season without any other change gives no interval')
  const found = [4, 12].map((length) => {
    const walks = Array.from({ length: 300 }, (_, seed) => {
      let value = 100
      return noise(10 * length, seed + 1).map((step) => {
        value += step
        return value
      })
    })
    return walks.filter((walk) => findSeason(walk, length)).length
  })
  t.ok(
    found.every((count) => count <= 6),
    `random walks of ten years: ${found.join(' and ')} of 300 seem to have a season`
  )
})

t.test('a season of ratios needs values of one sign', async (t) => {
  const below = multiplied(60).map((value) => -value)
  t.equal(findSeason(below, 12)?.form, 'multiplicative', 'all below zero')
  const around = added(40).map((value) => value - 140)
  t.equal(findSeason(around, 4)?.form, 'additive', 'around zero')
})

t.test('forecasts repeat the season', async (t) => {
  const values = added(40)
  const { points, season } = forecast(values, { horizon: 8, yearly: 4 })
  t.equal(season?.form, 'additive')
  for (const [index, { mean }] of points.entries())
    near(t, mean, 100 + 2 * (40 + index) + item(YEAR, index % 4), `step ${index + 1}`, 1e-6)
  t.equal(forecast(values, { horizon: 8 }).season, null, 'none is looked for in years')
  const naive = forecast(values, { horizon: 2, yearly: 4, method: 'naive' })
  t.equal(naive.season, null)
  t.same(
    naive.points.map(({ mean }) => mean),
    [item(values, -1), item(values, -1)],
    'naive repeats the last value'
  )
  for (const method of METHODS.filter((one) => one !== 'naive'))
    t.ok(forecast(values, { horizon: 1, yearly: 4, method }).season, `${method} knows the season`)
})

t.test('months that swing between 758 and 1,746 are not forecast by one number', async (t) => {
  const wave = (index: number) => 1000 + 500 * Math.sin((2 * Math.PI * index) / 12) + 2 * index
  const values = Array.from({ length: 120 }, (_, index) => wave(index))
  const { points } = forecast(values, { horizon: 12, yearly: 12 })
  const misses = points.map(({ mean }, index) => Math.abs(mean - wave(120 + index)))
  t.ok(Math.max(...misses) < 1, `missed by at most ${Math.max(...misses)}`)
  const tested = backtest(values, { horizon: 12, yearly: 12 })
  t.ok((tested?.mase ?? 1) < 0.01, `MASE ${tested?.mase}`)
  const blind = backtest(values, { horizon: 12 })
  t.ok((blind?.mase ?? 0) > 2, `without a season ${blind?.mase}`)
})

t.test('how many values make a year', async (t) => {
  for (const yearly of [0, -1, 1.5, 367, Number.NaN])
    t.throws(
      () => forecast([1, 2, 3, 4], { horizon: 1, yearly }),
      { name: 'RangeError', message: /^yearly .*1 to 366/ },
      String(yearly)
    )
})

t.test('property: removing and restoring a season gives the values again', async (t) => {
  fc.assert(
    fc.property(anySeries(36, 60), fc.constantFrom(2, 3, 4, 5, 6, 12), (noisy, length) => {
      const most = Math.max(1, ...noisy.map(Math.abs))
      const values = noisy.map((one, index) => one + 100 * most * ((index % length) + index / 7))
      const season = findSeason(values, length)
      if (!season) return false
      const size = Math.max(1, ...values.map(Math.abs))
      return removeSeason(values, season).every(
        (value, index) =>
          Math.abs(restoreSeason(value, season, index).value - item(values, index)) <= 1e-9 * size
      )
    })
  )
  t.pass('it held')
})

t.test('property: scaling a series with a season scales its forecast', async (t) => {
  fc.assert(
    fc.property(eighths(20, 20), fc.constantFrom(-4, -0.5, 0.25, 8), (noisy, factor) => {
      const values = added(20).map((value, index) => value + item(noisy, index) / 80_000)
      const scaled = values.map((value) => value * factor)
      const [plain, other] = [values, scaled].map(
        (series) => forecast(series, { horizon: 4, yearly: 4, method: 'drift' }).points
      )
      return (plain ?? []).every(
        ({ mean }, step) =>
          Math.abs(mean * factor - (other?.[step]?.mean ?? Number.NaN)) <= 1e-9 * Math.abs(mean)
      )
    })
  )
  t.pass('it held')
})
