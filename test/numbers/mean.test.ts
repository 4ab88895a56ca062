import fc from 'fast-check'
import t from 'tap'
import { differences, haveOneSign, mean, median, stepsAhead } from '../../src/numbers/mean.ts'
import { anySeries } from '../forecasts/model/oracles.ts'

t.test('mean', async (t) => {
  t.equal(mean([1, 2, 6]), 3, '9 / 3')
  t.equal(mean([-4]), -4)
  t.equal(mean([-1.5, 1.5]), 0)
})

t.test('median', async (t) => {
  t.equal(median([7]), 7)
  t.equal(median([9, 1, 5]), 5, 'the middle one')
  t.equal(median([10, 1, 4, 2]), 3, '(2 + 4) / 2')
  t.equal(median([10, 9, 100]), 10, 'by size, not by spelling')
  t.equal(median([-2, -10, 3]), -2)
})

t.test('differences', async (t) => {
  t.same(differences([3, 5, 4, 4]), [2, -1, 0])
  t.same(differences([3]), [])
  t.same(differences([]), [])
})

t.test('one sign', async (t) => {
  for (const values of [[3], [-3], [1, 2, 3], [-1, -2], [Number.MIN_VALUE, Number.MAX_VALUE]])
    t.equal(haveOneSign(values), true, `${values}`)
  for (const values of [
    [0],
    [-0],
    [1, 0],
    [-1, 0],
    [1, -1],
    [-1, 2, -3],
    [2, 1, -Number.MIN_VALUE]
  ])
    t.equal(haveOneSign(values), false, `${values}`)
})

t.test('steps ahead', async (t) => {
  t.same(stepsAhead(3), [1, 2, 3])
  t.same(stepsAhead(0), [])
})

t.test('properties', async (t) => {
  fc.assert(
    fc.property(anySeries(), (values) => {
      const before = [...values]
      const middle = median(values)
      const below = values.filter((value) => value <= middle).length
      const above = values.filter((value) => value >= middle).length
      return (
        below * 2 >= values.length &&
        above * 2 >= values.length &&
        values.every((value, index) => Object.is(value, before[index]))
      )
    })
  )
  t.pass('half of the values are on either side of the median, and the input is left as it was')
  fc.assert(fc.property(anySeries(), (values) => median(values) === median(values.toReversed())))
  t.pass('the median does not depend on the order')
  fc.assert(
    fc.property(anySeries(), (values) => {
      const slack = 1e-9 * Math.max(...values.map(Math.abs), 1)
      return (
        mean(values) >= Math.min(...values) - slack && mean(values) <= Math.max(...values) + slack
      )
    })
  )
  t.pass('the mean lies between the least and the greatest')
  fc.assert(
    fc.property(
      anySeries(),
      (values) =>
        haveOneSign(values) === (Math.min(...values) > 0 || Math.max(...values) < 0) &&
        haveOneSign(values) === haveOneSign(values.map((value) => -value)) &&
        haveOneSign(values.map((value) => Math.abs(value) + 1))
    )
  )
  t.pass('one sign: zero lies outside; so it does for the mirror image')
})
