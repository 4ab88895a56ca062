// Random histories of edits on PostgreSQL: what test/system/histories/histories.test.ts shows of a
// thousand, for some of them.
import fc from 'fast-check'
import t from 'tap'
import { postgresTestStore } from '../../helpers/postgres.ts'
import { seedOr } from '../../helpers/random.ts'
import { checkAsOf, checkChanges, checkVersions } from '../histories/check-history.ts'
import { follow, plans } from '../histories/histories.ts'

const SEED = seedOr(20_261_124)
const RUNS = 40
const engine = process.env['TEST_POSTGRES_URL'] ? 'postgres' : 'pglite'

t.test(`${RUNS} histories on ${engine}`, async (t) => {
  let revisions = 0
  const property = fc.asyncProperty(plans, fc.integer({ min: 1, max: 60 }), async (plan, any) => {
    const store = await postgresTestStore(engine, 'none')
    const model = await follow(store, plan)
    revisions += model.states.length - 1
    await checkAsOf(store, model, any)
    await checkChanges(store, model, any)
    await checkVersions(store, model)
  })
  await fc.assert(property, { seed: SEED, numRuns: RUNS, endOnFailure: true })
  t.ok(revisions > RUNS, `${revisions} revisions`)
})
