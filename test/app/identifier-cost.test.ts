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
  t.same(await queries('/v1/observations?subject=Uzbekistan,kg'), { ids: 2, names: 1 })
  t.same(await queries('/v1/observations?subject=Kasachstan,Pakistan'), { ids: 2, names: 2 })
})

t.test('what was understood once costs nothing until the next revision', async (t) => {
  const { app, store, client } = await buildTestApp(t)
  await insertRows(store, { observation: [{}] })
  await app.ready()
  const executed = recordStatements(t, client)
  const lookups = async (url: string) => {
    executed.splice(0)
    t.equal((await app.inject(url)).statusCode, 200, url)
    return executed.filter(({ sql }) => /^select .* from "(entity|entity_name)"/.test(sql)).length
  }
  const url = '/v1/observations?subject=Kasachstan,Pakistan&partner=UZB'
  t.equal(await lookups(url), 6)
  t.equal(await lookups(`${url}&limit=1`), 0)
  await insertRows(store, { entity: [{ id: 'quay', name: 'A quay', kind: 'port' }] })
  t.equal(await lookups(url), 6)
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
