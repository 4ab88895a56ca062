// One change at a time, each in its turn; who waits too long gives up and lets the others pass.
import { setImmediate } from 'node:timers/promises'
import t from 'tap'
import { makeQueue } from '../../src/db/make-queue.ts'

const PATIENT_MS = 60_000

t.test('what gives up never begins, and those behind it wait for those before it', async (t) => {
  const queue = makeQueue()
  const seen: string[] = []
  const { promise: long, resolve: endLong } = Promise.withResolvers<void>()
  const first = queue(async () => {
    seen.push('first begins')
    await long
    seen.push('first ends')
    return 'kept'
  }, PATIENT_MS)
  const impatient = queue(async () => void seen.push('never'), 1)
  const last = queue(async () => void seen.push('last'), PATIENT_MS)
  await t.rejects(impatient, { name: 'WriterBusy', message: 'another change is being made' })
  for (let turn = 0; turn < 3; turn += 1) await setImmediate()
  t.same(seen, ['first begins'], 'a change under way is not cut, and nobody passes it')
  endLong()
  t.equal(await first, 'kept')
  await last
  t.same(seen, ['first begins', 'first ends', 'last'])
})

t.test('what fails lets the next one begin', async (t) => {
  const queue = makeQueue()
  const outcomes = await Promise.allSettled([
    queue(async () => Promise.reject(new Error('no')), PATIENT_MS),
    queue(async () => 'done', PATIENT_MS)
  ])
  t.same(
    outcomes.map((one) => (one.status === 'fulfilled' ? one.value : one.reason.message)),
    ['no', 'done']
  )
})
