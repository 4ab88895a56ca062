// Long work lets others have the event loop, and ends when it is called off.
import t from 'tap'
import { makeBreathe } from '../src/breathe.ts'

/** Longer than work may hold the event loop. */
const LONG_MS = 10

function workFor(milliseconds: number): void {
  const end = performance.now() + milliseconds
  while (performance.now() < end) Math.sqrt(2)
}

t.test('others have a turn after work that held the event loop for long', async (t) => {
  const breathe = makeBreathe()
  let turns = 0
  setImmediate(() => {
    turns += 1
  })
  workFor(LONG_MS)
  t.equal(turns, 0)
  await breathe()
  t.equal(turns, 1)
})

t.test('work that was called off throws the reason, at once or after its turn', async (t) => {
  const gone = new AbortController()
  const breathe = makeBreathe(gone.signal)
  workFor(LONG_MS)
  setImmediate(() => gone.abort(new Error('gone')))
  await t.rejects(async () => breathe(), { message: 'gone' }, 'others called it off in their turn')
  t.throws(() => breathe(), { message: 'gone' })
})
