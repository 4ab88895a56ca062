import t from 'tap'
import { frequencyOf } from '../../src/evaluations/frequencies.ts'

t.test('the frequency of each kind of calendar', async (t) => {
  const found = (...calendars: string[]) => calendars.map((one) => frequencyOf(one, false))
  t.same(found('P1Y-01', 'P1Y-07', 'P8M-07', 'P6M-01'), ['A', 'A', 'A', 'A'])
  t.same(found('P3M', 'P1M', 'P7D'), ['Q', 'M', 'W'])
  t.same(found('P1D', 'P10D', 'P2Y-01', 'P5Y-07'), [undefined, undefined, undefined, undefined])
  t.equal(frequencyOf('P1D', true), 'A', 'dates that stand for their years')
})
