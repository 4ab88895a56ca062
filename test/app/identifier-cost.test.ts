// What it costs to find out which entities a request means, seen at SQLite: the engines share the
// queries.
import t from 'tap'
import { buildTestApp } from '../helpers/app.ts'
import { insertRows } from '../helpers/rows.ts'
import { recordStatements } from './statements.ts'

t.test('ids cost one query, and only other values a look at the names', async (t) => {
  const { app, store, client } = await buildTestApp(t)
  await insertRows(store, { observation: [{}] })
  await app.ready()
  const executed = recordStatements(t, client)
  const queries = async (url: string) => {
    executed.splice(0)
    t.equal((await app.inject(url)).statusCode, 200, url)
    const about = (table: string) => executed.filter(({ sql }) => sql.includes(`from "${table}"`))
    return { ids: about('entity').length, names: about('entity_name').length }
  }
  t.same(await queries('/v1/observations?subject=PAK,KAZ'), { ids: 1, names: 0 })
  t.same(await queries('/v1/entities/karachi-port'), { ids: 1, names: 0 })
  t.same(await queries('/v1/observations?subject=Pakistan,kz'), { ids: 2, names: 1 })
  t.same(await queries('/v1/observations?subject=Kasachstan,Pakistan'), { ids: 3, names: 2 })
})

t.test('rows of a file cost no query for ids, and names one for all rows of a chunk', async (t) => {
  const { store, client } = await buildTestApp(t)
  await insertRows(store, { observation: [{}] })
  const executed = recordStatements(t, client)
  const queries = async (subject: string, from: number) => {
    executed.splice(0)
    const observation = Array.from({ length: 600 }, (_, index) => ({
      id: `C${from + index}`,
      subject
    }))
    await insertRows(store, { observation })
    return executed.filter(({ sql }) => sql.includes('from "entity_name"')).length
  }
  t.equal(await queries('UZB', 1_000), 0)
  t.equal(await queries('Uzbekistan', 2_000), 1)
})
