import t from 'tap'
import { makeRoundRobin } from '../../../src/http/load/round-robin.ts'

/** A line of waiters such as `a1`, of the client `a`. */
function lineOf(...names: string[]) {
  const line = makeRoundRobin<string>()
  for (const name of names) line.add(name.charAt(0), name)
  return line
}

t.test('clients take turns, and the first of each comes first', async (t) => {
  const line = lineOf('a1', 'a2', 'a3', 'b1', 'c1', 'c2')
  t.equal(line.size(), 6)
  t.same([line.before('a'), line.before('b'), line.before('d')], [6, 5, 3])
  line.remove('c', 'c1')
  line.remove('c', 'c1')
  const taken = Array.from({ length: 6 }, () => line.takeNext())
  t.same(taken, ['a1', 'b1', 'c2', 'a2', 'a3', undefined])
  t.equal(line.size(), 0)
})

t.test('the client that has most makes room for one that has less', async (t) => {
  const line = lineOf('a1', 'b1', 'b2', 'b3')
  t.equal(line.makeRoomFor('a'), 'b3')
  t.equal(line.makeRoomFor('a'), undefined, 'then both would have as many')
  t.equal(line.makeRoomFor('b'), undefined)
  t.equal(line.makeRoomFor('c'), 'b2')
  t.equal(line.makeRoomFor('c'), undefined)
  t.equal(line.size(), 2)
  t.equal(lineOf().makeRoomFor('a'), undefined)
})
