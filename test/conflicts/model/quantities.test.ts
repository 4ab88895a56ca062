import fc from 'fast-check'
import t from 'tap'
import { quantityOf } from '../../../src/conflicts/model/claim-quantity.ts'
import {
  gapBetween,
  hullOf,
  productOf,
  type Quantity,
  ratioBetween,
  sumOf,
  widened
} from '../../../src/conflicts/model/quantities.ts'
import { claim, real } from './worlds.ts'

const point = (value: number): Quantity => ({ low: value, high: value, least: value, most: value })
const { POSITIVE_INFINITY: OPEN } = Number

t.test('the gap between intervals, and how many times the one is the other', async (t) => {
  const wide = { low: 45, high: 55, least: 50, most: 50 }
  t.equal(gapBetween(wide, point(60)), 5)
  t.equal(gapBetween(point(60), wide), 5)
  t.equal(gapBetween(wide, point(55)), 0, 'they meet at an end')
  t.equal(gapBetween(point(0.1 + 0.2), point(0.3)), 0, 'the noise of binary fractions is no gap')
  t.equal(gapBetween({ ...point(5), high: OPEN }, point(1e12)), 0)
  t.equal(ratioBetween(point(400), point(50)), 8)
  t.equal(ratioBetween(point(50), point(400)), 8)
  t.equal(
    ratioBetween({ ...wide, least: 10, most: 20 }, { ...wide, least: 40, most: 90 }),
    2,
    'of the nearest figures'
  )
  t.equal(ratioBetween({ ...wide, least: 10, most: 50 }, point(40)), 1)
  t.equal(ratioBetween(point(0), point(40)), null)
  t.equal(ratioBetween(point(-4), point(40)), null)
  t.equal(ratioBetween(point(-4), point(-40)), 10)
})

t.test('sums, hulls, products and room', async (t) => {
  const a = { low: 1, high: 3, least: 2, most: 2 }
  const b = { low: 10, high: OPEN, least: 12, most: 14 }
  t.same(sumOf([a, b]), { low: 11, high: OPEN, least: 14, most: 16 })
  t.same(sumOf([]), point(0))
  t.same(hullOf([a, b]), { low: 1, high: OPEN, least: 2, most: 14 })
  t.same(productOf(a, b), { low: 10, high: OPEN, least: 24, most: 28 })
  t.same(productOf(point(0), b), point(0), 'nothing of something unbounded is nothing')
  t.same(widened(a, 2, 2), { low: 0.5, high: 6, least: 2, most: 2 })
  t.same(widened(point(-6), 2, 2), point(-6), 'no room where a multiple would go the other way')
})

t.test('what a claim allows', async (t) => {
  const allows = (...ids: string[]) =>
    real(...ids).map((one) => [quantityOf(one)?.low, quantityOf(one)?.high])
  t.same(allows('C0392'), [[52_450_000, 52_550_000]], 'exact, as printed')
  t.same(allows('C0388'), [[180_000_000, 220_000_000]], 'about')
  t.same(
    allows('C0460', 'C0461'),
    [
      [400_000_000, OPEN],
      [0, 500_000_000]
    ],
    'at least, at most'
  )
  t.same(allows('C0414'), [[399_500_000, 500_500_000]], 'a range, each end as printed')
  t.equal(quantityOf(claim({ id: 'a', value: 0.3, text: '0', bound: 'exact' }))?.low, 0.25)
  t.equal(quantityOf(claim({ id: 'a', value: 0, text: '0' }))?.low, 0, 'not below zero')
  t.equal(
    quantityOf(claim({ id: 'a', value: -5, bound: 'at_most' }))?.low,
    Number.NEGATIVE_INFINITY
  )
  t.equal(quantityOf(claim({ id: 'a', value: -5 }))?.low, -5.5)
  t.equal(quantityOf(claim({ id: 'a', value: null })), undefined, 'no number')
})

t.test('a gap is none exactly where some number lies in both', async (t) => {
  const interval = fc
    .tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 0, max: 20 }))
    .map(([low, length]) => ({
      low,
      high: low + length,
      least: low,
      most: low + length
    }))
  fc.assert(
    fc.property(interval, interval, (a, b) => {
      const common = Array.from({ length: 200 }, (_, index) => index - 100).some(
        (x) => a.low <= x && x <= a.high && b.low <= x && x <= b.high
      )
      return (gapBetween(a, b) === 0) === common && gapBetween(a, b) === gapBetween(b, a)
    })
  )
  t.pass('it held')
})
