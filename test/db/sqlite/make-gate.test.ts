// Readers together, writers alone, each in turn.
import { setImmediate } from 'node:timers/promises'
import fc from 'fast-check'
import t from 'tap'
import { makeGate } from '../../../src/db/sqlite/make-gate.ts'

type Step = { kind: 'read' | 'write'; turns: number; after: number }

const PATIENT_MS = 60_000

const steps = fc.array(
  fc.record({
    kind: fc.constantFrom('read', 'write') as fc.Arbitrary<Step['kind']>,
    turns: fc.nat(3),
    after: fc.nat(3)
  }),
  { maxLength: 20 }
)

t.test('no writer is beside anybody, and everybody gets a turn', async (t) => {
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      const gate = makeGate()
      let [reading, writing, open, done] = [0, 0, 0, 0]
      const work = async ({ kind, turns, after }: Step) => {
        for (let turn = 0; turn < after; turn += 1) await setImmediate()
        const inside = async () => {
          if (kind === 'read') reading += 1
          else writing += 1
          for (let turn = 0; turn <= turns; turn += 1) {
            if (writing > 1 || (writing === 1 && reading > 0)) throw new Error('two at once')
            if (gate.isWriting() !== (writing === 1)) throw new Error('says otherwise')
            if (reading > 0 !== (open === 1))
              throw new Error('the transaction of the readers is not open')
            await setImmediate()
          }
          if (kind === 'read') reading -= 1
          else writing -= 1
          done += 1
        }
        if (kind === 'write') await gate.write(inside, PATIENT_MS)
        else await gate.read({ first: () => (open += 1), last: () => (open -= 1) }, inside)
      }
      await Promise.all(all.map(work))
      if (done !== all.length || open !== 0) throw new Error('somebody was left out')
    }),
    { numRuns: 200 }
  )
  t.pass('200 random crowds')
})

t.test('what fails lets the next one through', async (t) => {
  const gate = makeGate()
  const edges = { first: () => {}, last: () => {} }
  const outcomes = await Promise.allSettled([
    gate.write(async () => Promise.reject(new Error('no')), PATIENT_MS),
    gate.read(edges, async () => Promise.reject(new Error('nor this'))),
    gate.write(async () => 'written', PATIENT_MS),
    gate.read(edges, async () => 'read')
  ])
  t.same(
    outcomes.map((outcome) =>
      outcome.status === 'fulfilled' ? outcome.value : outcome.reason.message
    ),
    ['no', 'nor this', 'written', 'read']
  )
})
