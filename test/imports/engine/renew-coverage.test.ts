// What renewing the coverage of a series reads: nothing of other series, of which there may be
// millions with claims of the same days.
import t from 'tap'
import { recordStatements } from '../../app/statements.ts'
import { buildTestStore } from '../../helpers/app.ts'
import { insertRows } from '../../helpers/rows.ts'

t.test('the claims of a series are read along its own index', async (t) => {
  const { store, client } = await buildTestStore(t)
  const executed = recordStatements(t, client)
  await insertRows(store, { observation: [{}] })
  const [renewal] = executed.filter(({ sql }) => sql.startsWith('update "series" '))
  if (!renewal) throw new Error('no series was renewed')
  const plan = client.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${renewal.sql}`)
  const ofClaims = plan
    .all(...renewal.parameters)
    .filter(({ detail }) => /observation/.test(detail))
  t.same(
    [...new Set(ofClaims.map(({ detail }) => /INDEX \w+/.exec(detail)?.[0]))],
    ['INDEX observation_by_series']
  )
})
