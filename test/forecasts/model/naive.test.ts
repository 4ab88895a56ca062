import fc from 'fast-check'
import t from 'tap'
import { naive } from '../../../src/forecasts/model/naive.ts'
import { anySeries } from './oracles.ts'

t.test('the last value, however far ahead', async (t) => {
  const { ahead, parameters } = naive([3, 5, 9, 20])
  t.same([1, 2, 30].map(ahead), [20, 20, 20])
  t.same(parameters, {})
  t.equal(naive([7]).ahead(1), 7, 'of a single value too')
})

t.test('nothing before the last value matters', async (t) => {
  fc.assert(
    fc.property(
      anySeries(),
      fc.integer(),
      (values, last) => naive([...values, last]).ahead(5) === last
    )
  )
  t.pass('it held')
})
