import fc from 'fast-check'
import t from 'tap'
import { CALIBRATION, CALIBRATION_LEVELS } from '../../../src/forecasts/model/calibration.ts'
import { METHODS, type Method } from '../../../src/forecasts/model/index.ts'
import * as intervals from '../../../src/forecasts/model/intervals.ts'
import { anySeries, item, near, SERIES, spreadByHand } from './oracles.ts'

const LEVELS = Array.from({ length: 50 }, (_, index) => 50 + index)
const halfWidth = (values: readonly number[], method: Method, step: number, level: number) =>
  intervals.halfWidth(intervals.spreadOf(values), method, step, level)

t.test('the table of misses makes sense', async (t) => {
  t.same(Object.keys(CALIBRATION).sort(), [...METHODS].sort(), 'a row a method')
  t.equal(CALIBRATION_LEVELS.at(0), 50, 'from the least level')
  t.equal(CALIBRATION_LEVELS.at(-1), 99, 'to the greatest')
  t.same([...CALIBRATION_LEVELS].sort(), CALIBRATION_LEVELS, 'in order')
  for (const method of METHODS) {
    const { growth, misses } = CALIBRATION[method]
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
        intervals.halfWidth(1, method, 1, level),
        item(CALIBRATION[method].misses, index),
        `${method}, ${level} %`,
        1e-12
      )
})

t.test('levels between lie between', async (t) => {
  for (const method of METHODS) {
    const widths = LEVELS.map((level) => intervals.halfWidth(1, method, 1, level))
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
  near(
    t,
    intervals.halfWidth(1, 'auto', 1, 85),
    low + 0.4150374992788438 * (high - low),
    '85 % of auto'
  )
  // 97 between 95 and 99: ln(5/3) / ln 5 = 0.3173938 of the way
  const [low95, high99] = [5, 6].map((index) => item(CALIBRATION.naive.misses, index)) as [
    number,
    number
  ]
  near(
    t,
    intervals.halfWidth(1, 'naive', 1, 97),
    low95 + 0.3173938055 * (high99 - low95),
    '97 % of naive'
  )
})

t.test('how far a series moves in a step, by hand', async (t) => {
  // The step of 2 is 2 / 7 of ln: 9 · ln(9/7) = 2.2618; √(2 · 2.2618) · (1 + 4/2) = 6.3807
  near(t, intervals.spreadOf([7, 9]), 6.380669038706429, 'two values')
  near(t, intervals.spreadOf([-1, 1]), 6, 'not all above zero: the step of 2 alone, times 3')
  near(t, intervals.spreadOf([0, 0, 8]), (7 / 3) * (8 / (1 + 2 ** -0.25)), 'the newest counts most')
  for (const values of SERIES)
    near(t, intervals.spreadOf(values), spreadByHand(values), `${values}`)
  t.equal(intervals.spreadOf([7, 7, 7]), 0, 'nothing has moved')
  // Steps of 2; 10 times the mean logarithm of 2/1, 3/2, 4/3, 5/4 with weights 2^(-3/4), 2^(-1/2),
  // 2^(-1/4), 1 is 3.70364; √(2 · 3.70364) · (1 + 4/5) = 4.89894
  near(t, intervals.spreadOf([2, 4, 6, 8, 10]), 4.898939193, 'a line')
  near(t, intervals.spreadOf([-2, -4, -6, -8, -10]), 4.898939193, 'its mirror image')
  near(t, intervals.spreadOf([-8, -6, -4, -2, 0]), 3.6, 'up to zero: 2 · (1 + 4/5)')
})

t.test('by hand: spread, miss and growth multiply', async (t) => {
  const { growth, misses } = CALIBRATION.drift
  const miss = item(misses, CALIBRATION_LEVELS.indexOf(95))
  near(t, halfWidth([-1, 1], 'drift', 1, 95), 6 * miss, 'one step')
  near(
    t,
    halfWidth([-1, 1], 'drift', 4, 95),
    6 * miss * Math.exp(growth * Math.log(4)),
    'four steps'
  )
})

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
  const oneSided = anySeries(2).map((values) => values.map((value) => Math.abs(value) + 1e-3))
  fc.assert(
    fc.property(fc.oneof(anySeries(2), oneSided), (values) => {
      const spread = intervals.spreadOf(values)
      return (
        Math.abs(spread - spreadByHand(values)) <= 1e-6 * spread &&
        spread === intervals.spreadOf(values.map((value) => -value))
      )
    })
  )
  t.pass('by another way, and the same for the mirror image')
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
