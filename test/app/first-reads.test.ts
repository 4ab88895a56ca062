// How many statements a first GET runs, seen at SQLite: the engines share the queries. BEGIN and
// ROLLBACK are the snapshot; the look at the revision is not counted.
import t from 'tap'
import { buildTestApp } from '../helpers/app.ts'
import { recordStatements } from './statements.ts'

/** Filters of observations. The same words came before, in another request. */
const FILTERS = [
  '',
  'metric=goods_trade',
  'metric=goods_trade&subject=Kazakhstan&partner=PAK',
  'metric=goods_trade,goods_exports&between=kz,Pakistan',
  'subject=KAZ&names=ru',
  'source=inform-kaz-2023',
  'subject=Kasachstan',
  'metric=goods_trade&product=none&country=uzb'
]

t.test('a first GET of claims runs one statement, whatever the filters', async (t) => {
  const { app, client } = await buildTestApp(t, { data: 'starter' })
  await app.ready()
  const executed = recordStatements(t, client)
  for (const filters of FILTERS) {
    t.equal((await app.inject(`/v1/observations?limit=2&${filters}`)).statusCode, 200, filters)
    executed.splice(0)
    const { statusCode, payload } = await app.inject(`/v1/observations?limit=1&${filters}`)
    t.equal(statusCode, 200, filters)
    t.equal(JSON.parse(payload).data.length, 1, filters)
    const read = executed.map(({ sql }) => /from "(\w+)"/.exec(sql)?.[1] ?? sql)
    t.same(read, ['BEGIN', 'observation', 'ROLLBACK'], filters)
  }
})
