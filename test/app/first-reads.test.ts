// How many statements a first GET runs, seen at SQLite: the engines share the queries. BEGIN and
// ROLLBACK are the snapshot; the look at the revision is not counted.
import t from 'tap'
import { buildTestApp } from '../helpers/app.ts'
import { recordStatements } from './statements.ts'

/**
 * Filters of observations, and how many statements read their claims: one for each way to walk that
 * is tried. The same words came before, in another request.
 */
const FILTERS = {
  '': 1,
  'metric=goods_trade': 1,
  'metric=goods_trade&subject=Kazakhstan&partner=PAK': 1,
  'metric=goods_trade,goods_exports&between=kz,Pakistan': 2,
  'subject=KAZ&names=ru': 1,
  'source=inform-kaz-2023': 1,
  'subject=Kasachstan': 1,
  'metric=goods_trade&product=none&country=uzb': 3
}

t.test('a first GET of claims reads nothing but claims', async (t) => {
  const { app, client } = await buildTestApp(t, { data: 'starter' })
  await app.ready()
  const executed = recordStatements(t, client)
  for (const [filters, statements] of Object.entries(FILTERS)) {
    t.equal((await app.inject(`/v1/observations?limit=2&${filters}`)).statusCode, 200, filters)
    executed.splice(0)
    const { statusCode, payload } = await app.inject(`/v1/observations?limit=1&${filters}`)
    t.equal(statusCode, 200, filters)
    t.equal(JSON.parse(payload).data.length, 1, filters)
    const read = executed.map(({ sql }) => /from "(\w+)"/.exec(sql)?.[1] ?? sql)
    const claims = Array<string>(statements).fill('observation')
    t.same(read, ['BEGIN', ...claims, 'ROLLBACK'], filters)
  }
})
