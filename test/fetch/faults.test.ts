import t from 'tap'
import { FAULTS } from './faults.ts'
import { startFetching } from './fetching.ts'

/** Those that stall take time: test/system/fetch-faults.ts has them too. */
const QUICK_FAULTS = FAULTS.filter(({ stalls }) => !stalls)

for (const { name, fault, says, requests } of QUICK_FAULTS)
  t.test(`${says ? 'nothing is kept' : 'all is kept'}: ${name}`, async (t) => {
    const { fetch, state, claims, replay } = await startFetching(t, fault)
    const before = await state()
    if (says) {
      await t.rejects(fetch(), { message: says })
      t.same(await state(), before, 'the database is as before')
    } else {
      const { result, pages, skipped } = await fetch()
      t.same(
        { pages, claims: result.counts.observation?.inserted, skipped: skipped.claims },
        { pages: 3, claims: 18, skipped: 0 }
      )
      t.equal((await claims())['worldbank-gdp-PAK-2023'], 338368455318)
    }
    t.equal(replay.requests.length, requests, 'requests')
  })
