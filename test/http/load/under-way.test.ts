import t from 'tap'
import { makeUnderWay } from '../../../src/http/load/under-way.ts'

t.test('a client has so many under way, and all together have so many', async (t) => {
  const underWay = makeUnderWay({ perClient: 2, inAll: 3 })
  const first = underWay.enter('a')
  t.type(first, Object)
  t.type(underWay.enter('a'), Object)
  t.equal(underWay.enter('a'), 'client')
  t.type(underWay.enter('b'), Object)
  t.equal(underWay.enter('c'), 'all')
  t.equal(underWay.count(), 3)
  if (typeof first === 'string') return
  first.leave()
  first.leave()
  t.equal(underWay.count(), 2, 'one leaves once')
  t.type(underWay.enter('c'), Object)
  t.equal(underWay.enter('a'), 'all')
})

t.test('0 means no limit, and who has left is forgotten', async (t) => {
  const underWay = makeUnderWay({ perClient: 0 })
  const entries = Array.from({ length: 1_000 }, () => underWay.enter('a'))
  t.equal(underWay.count(), 1_000)
  for (const entry of entries) if (typeof entry === 'object') entry.leave()
  t.equal(underWay.count(), 0)
})
