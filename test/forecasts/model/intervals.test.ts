import fc from 'fast-check'
import t from 'tap'
import { CALIBRATION, CALIBRATION_LEVELS } from '../../../src/forecasts/model/calibration.ts'
import { METHODS, type Method } from '../../../src/forecasts/model/index.ts'
import * as intervals from '../../../src/forecasts/model/intervals.ts'
import { anySeries, item, near } from './oracles.ts'

const LEVELS = Array.from({ length: 50 }, (_, index) => 50 + index)
/** The mean absolute difference is 1. */
const UNIT = [5, 6, 5, 4, 5, 6, 5, 4, 5, 6, 5]
const halfWidth = (values: readonly number[], method: Method, step: number, level: number) =>
  intervals.halfWidth(
    { scale: intervals.scaleOf(values), length: values.length },
    method,
    step,
    level
  )

t.test('the table of misses makes sense', async (t) => {
  t.same(Object.keys(CALIBRATION).sort(), [...METHODS].sort(), 'a row a method')
  t.equal(CALIBRATION_LEVELS.at(0), 50, 'from the least level')
  t.equal(CALIBRATION_LEVELS.at(-1), 99, 'to the greatest')
  t.same([...CALIBRATION_LEVELS].sort(), CALIBRATION_LEVELS, 'in order')
  for (const method of METHODS) {
    const { growth, misses, short } = CALIBRATION[method]
    t.equal(short.length, 8, `${method}: a factor for each length from 2 to 9`)
    t.ok(
      short.every((factor) => factor >= 1 && factor < 5) &&
        item(short, 0) > item(short, 1) &&
        item(short, 1) > item(short, 2),
      `${method}: widest for two values, never narrower than for many`
    )
    t.equal(misses.length, CALIBRATION_LEVELS.length, `${method}: a value a level`)
    t.ok(growth > 0 && growth <= 1.5, `${method}: misses grow, but do not explode`)
    t.ok(
      misses.every((miss, index) => miss > (misses[index - 1] ?? 0)),
      `${method}: more for more`
    )
  }
})

t.test('calibrated levels are met exactly', async (t) => {
  for (const method of METHODS)
    for (const [index, level] of CALIBRATION_LEVELS.entries())
      near(
        t,
        halfWidth(UNIT, method, 1, level),
        item(CALIBRATION[method].misses, index),
        `${method}, ${level} %`,
        1e-12
      )
})

t.test('levels between lie between', async (t) => {
  for (const method of METHODS) {
    const widths = LEVELS.map((level) => halfWidth(UNIT, method, 1, level))
    t.ok(
      widths.every((width, index) => index === 0 || width > item(widths, index - 1)),
      `${method}: each level is wider than the one below`
    )
  }
  // 85 between 80 and 90 on the scale -ln(1 - p): (ln 5 → ln 6.667 → ln 10) = ln(4/3) / ln 2 =
  // 0.4150375 of the way
  const [low, high] = [3, 4].map((index) => item(CALIBRATION.auto.misses, index)) as [
    number,
    number
  ]
  near(t, halfWidth(UNIT, 'auto', 1, 85), low + 0.4150374992788438 * (high - low), '85 % of auto')
  // 97 between 95 and 99: ln(5/3) / ln 5 = 0.3173938 of the way
  const [low95, high99] = [5, 6].map((index) => item(CALIBRATION.naive.misses, index)) as [
    number,
    number
  ]
  near(t, halfWidth(UNIT, 'naive', 1, 97), low95 + 0.3173938055 * (high99 - low95), '97 % of naive')
})

t.test('by hand: scale, miss, growth and shortness multiply', async (t) => {
  // |2| + |4| + |11| = 17, a mean of 17/3
  const { growth, misses, short } = CALIBRATION.drift
  // Four values are few: the third factor, after those of two and three, widens the interval.
  const miss = item(misses, CALIBRATION_LEVELS.indexOf(95)) * item(short, 2)
  near(t, halfWidth([3, 5, 9, 20], 'drift', 1, 95), (17 / 3) * miss, 'one step')
  near(t, halfWidth([20, 9, 5, 3], 'drift', 1, 95), (17 / 3) * miss, 'down as wide as up')
  near(
    t,
    halfWidth([3, 5, 9, 20], 'drift', 4, 95),
    (17 / 3) * miss * Math.exp(growth * Math.log(4)),
    'four steps'
  )
})

t.test(
  'series of two to nine values are widened, each length by its own factor, longer ones not',
  async (t) => {
    // Up and down by 1 in turn: a scale of 1 at any length.
    const waves = (length: number) => Array.from({ length }, (_, index) => index % 2)
    for (const method of METHODS) {
      const plain = item(CALIBRATION[method].misses, CALIBRATION_LEVELS.indexOf(80))
      const factors = [2, 3, 4, 5, 6, 7, 8, 9].map(
        (length) => halfWidth(waves(length), method, 1, 80) / plain
      )
      for (const [index, factor] of factors.entries())
        near(t, factor, item(CALIBRATION[method].short, index), `${method}, ${index + 2} values`)
      for (const length of [10, 11, 60])
        near(t, halfWidth(waves(length), method, 1, 80), plain, `${method}, ${length} values`)
    }
    // 2 · 1.966 · 2.190, and two steps ahead times 2^0.78 = 1.717131
    near(t, halfWidth([7, 9], 'naive', 1, 80), 8.61108, 'two values at 80 %, by hand')
    near(t, halfWidth([7, 9], 'naive', 2, 80), 14.786354, 'two steps ahead', 1e-5)
  }
)

t.test('properties', async (t) => {
  const method = fc.constantFrom(...METHODS)
  const level = fc.constantFrom(...LEVELS)
  fc.assert(
    fc.property(
      anySeries(2),
      method,
      level,
      fc.integer({ min: 1, max: 29 }),
      (values, method, level, step) => {
        const width = halfWidth(values, method, step, level)
        const more = level < 99 ? halfWidth(values, method, step, level + 1) : width
        return (
          Number.isFinite(width) &&
          width >= 0 &&
          halfWidth(values, method, step + 1, level) >= width &&
          more >= width
        )
      }
    )
  )
  t.pass('finite, never negative, wider further ahead and at a higher level')
  fc.assert(
    fc.property(
      fc.double({ min: -1e12, max: 1e12, noNaN: true }),
      fc.integer({ min: 2, max: 60 }),
      method,
      level,
      (value, n, method, level) => {
        return halfWidth(Array(n).fill(value), method, 30, level) === 0
      }
    )
  )
  t.pass('nothing around a series that never moved')
})
