import t from 'tap'
import { makeRate } from '../../../src/http/load/rate.ts'

t.test('a client may do so much in a window, which begins with the first one', async (t) => {
  const rate = makeRate(2, { windowMs: 60_000 })
  t.same(rate.read('a', 0), { isAllowed: true, remaining: 2, resetSeconds: 60 })
  t.same(rate.count('a', 1_000), { isAllowed: true, remaining: 1, resetSeconds: 60 })
  t.same(rate.count('a', 31_500), { isAllowed: true, remaining: 0, resetSeconds: 30 })
  t.same(rate.read('a', 31_500), { isAllowed: false, remaining: 0, resetSeconds: 30 })
  t.same(rate.count('a', 60_999), { isAllowed: false, remaining: 0, resetSeconds: 1 })
  t.same(rate.count('b', 60_999), { isAllowed: true, remaining: 1, resetSeconds: 60 }, 'another')
  t.same(rate.count('a', 61_000), { isAllowed: true, remaining: 1, resetSeconds: 60 }, 'anew')
})

t.test('what was free is given back', async (t) => {
  const rate = makeRate(1, { windowMs: 60_000 })
  rate.count('a', 0)
  t.same(rate.giveBack('a', 0), { isAllowed: true, remaining: 1, resetSeconds: 60 })
  t.same(rate.giveBack('a', 0), { isAllowed: true, remaining: 1, resetSeconds: 60 }, 'never more')
  t.same(rate.count('a', 0), { isAllowed: true, remaining: 0, resetSeconds: 60 })
  t.same(
    rate.giveBack('a', 60_000),
    { isAllowed: true, remaining: 1, resetSeconds: 60 },
    'in a window that is new'
  )
})

t.test('refused ones do not count, so that giving back one allows one', async (t) => {
  const rate = makeRate(1, { windowMs: 60_000 })
  for (let n = 0; n < 5; n += 1) rate.count('a', 0)
  rate.giveBack('a', 0)
  t.equal(rate.count('a', 0).isAllowed, true)
})

t.test('the memory is bounded: the client whose window ends first is forgotten', async (t) => {
  const rate = makeRate(1, { windowMs: 60_000, clientsMax: 2 })
  rate.count('a', 0)
  rate.count('b', 1)
  rate.count('a', 2)
  rate.count('c', 3)
  t.equal(rate.read('a', 4).isAllowed, true, 'a was forgotten')
  t.equal(rate.read('b', 4).isAllowed, false)
  t.equal(rate.read('c', 4).isAllowed, false)
})
