import fc from 'fast-check'
import t from 'tap'
import { logRatio } from '../../../src/forecasts/model/log-ratio.ts'
import { near } from './oracles.ts'

const { MAX_VALUE: MOST, MIN_VALUE: LEAST } = Number

t.test('by hand', async (t) => {
  near(t, logRatio(Math.E, 1), 1, 'e to 1')
  near(t, logRatio(8, 2), 2 * Math.LN2, 'four times as much')
  near(t, logRatio(2, 8), -2 * Math.LN2, 'a quarter')
  t.equal(logRatio(7, 7), 0, 'the same')
  near(t, logRatio(-8, -2), 2 * Math.LN2, 'below zero: four times as far from it')
})

t.test('finite where the ratio is beyond a number', async (t) => {
  // The greatest number is below 2^1024, the least is 2^-1074.
  near(t, logRatio(MOST, LEAST), 1024 * Math.LN2, 'no more than the greatest number')
  near(t, logRatio(LEAST, MOST), -1074 * Math.LN2, 'no less than the least')
  near(t, logRatio(-MOST, -LEAST), 1024 * Math.LN2, 'below zero too')
  near(t, logRatio(MOST, MOST / 2), Math.LN2, 'the greatest numbers keep their ratio')
})

t.test('properties', async (t) => {
  const size = fc.double({ min: 1e-100, max: 1e100, noNaN: true })
  const isNear = (one: number, other: number) => Math.abs(one - other) <= 1e-9
  fc.assert(
    fc.property(size, size, size, (one, other, third) => {
      const between = logRatio(one, other)
      return (
        Math.sign(between) === Math.sign(one - other) &&
        isNear(between, -logRatio(other, one)) &&
        isNear(between, logRatio(one, third) + logRatio(third, other)) &&
        between === logRatio(-one, -other)
      )
    })
  )
  t.pass('above zero for more, opposite the other way round, adds up, the same below zero')
  const any = fc.double({ min: LEAST, max: MOST, noNaN: true })
  fc.assert(fc.property(any, any, (one, other) => Number.isFinite(logRatio(one, other))))
  t.pass('finite for all positive numbers')
})
