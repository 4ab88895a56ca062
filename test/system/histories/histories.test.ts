// Random histories of edits: the past, the changes and the versions are those of a model that keeps
// every state whole.
import fc from 'fast-check'
import t from 'tap'
import { TABLE_NAMES, titleOf } from '../../../src/db/copy/table-pages.ts'
import { buildTestApp } from '../../helpers/app.ts'
import { runs, seedOr } from '../../helpers/random.ts'
import { type Answers, ask, checkAnswers } from './answers.ts'
import { checkAsOf, checkChanges, checkHttp, checkVersions, mirrored } from './check-history.ts'
import { follow, type Model, plans } from './histories.ts'

const SEED = seedOr(20_261_124)
const RUNS = runs(200, 1_000)
/** One history in so many is also asked for over HTTP. */
const HTTP_EVERY = 20

t.test(`${RUNS} histories, seed ${SEED}`, async (t) => {
  const { app, store, client } = await buildTestApp(t)
  // Children first. Switching foreign keys off instead would let SQLite prepare every statement
  // anew.
  const empty = TABLE_NAMES.toReversed().map((name) => `DELETE FROM "${titleOf(name)}";`)
  const seen = { histories: 0, revisions: 0, withdrawals: 0, returns: 0, equalTimes: 0, answers: 0 }
  const property = fc.asyncProperty(plans, fc.integer({ min: 1, max: 60 }), async (plan, any) => {
    client.exec(empty.join(''))
    // The store sees that nothing is left: it would remember a history that ended at the same
    // second.
    await store.snapshot(async () => {})
    const isAsked = seen.histories % HTTP_EVERY === 0
    const answers: Answers = new Map()
    const asking = isAsked ? (revision: number) => ask(app, answers, revision) : undefined
    const model = await follow(store, plan, asking)
    count(seen, model)
    await checkAsOf(store, model, any)
    await checkChanges(store, model, any)
    await checkVersions(store, model)
    if (!isAsked) return
    await checkHttp(app, model)
    seen.answers += await checkAnswers(app, answers, model.times)
  })
  await fc.assert(property, { seed: SEED, numRuns: RUNS })
  t.ok(seen.histories >= RUNS, `${seen.histories} histories of ${seen.revisions} revisions`)
  t.ok(seen.answers > 0, `${seen.answers} computed answers were compared`)
  t.ok(seen.withdrawals > RUNS / 4, `${seen.withdrawals} rows were withdrawn`)
  t.ok(seen.returns > RUNS / 50, `${seen.returns} of them came again`)
  t.ok(
    seen.equalTimes > RUNS / 4,
    `${seen.equalTimes} revisions were made in the second of the one before`
  )
})

function count(
  seen: {
    histories: number
    revisions: number
    withdrawals: number
    returns: number
    equalTimes: number
  },
  { states, times }: Model
) {
  seen.histories += 1
  seen.revisions += states.length - 1
  for (const [revision, state] of states.entries()) {
    const before = states[revision - 1] ?? new Map()
    if (revision > 1 && times[revision] === times[revision - 1]) seen.equalTimes += 1
    seen.withdrawals += [...before.keys()].filter((key) => !state.has(key)).length
    const gone = [...state.keys()].filter(
      (key) => !before.has(key) && states.slice(0, revision).some((one) => one.has(key))
    )
    seen.returns += gone.length
  }
}

t.test('a mirror would notice a change that is missing or out of order', async (t) => {
  const row = { id: 'C1' }
  const insert = { action: 'insert', type: 'observation', id: 'C1', row } as const
  t.throws(() => mirrored(new Map(), [insert, insert]), /insert of observation C1, which is there/)
  t.throws(() => mirrored(new Map(), [{ ...insert, action: 'correct' }]), /which is not there/)
  t.throws(
    () => mirrored(new Map(), [{ ...insert, action: 'withdraw', row: null }]),
    /which is not there/
  )
})
