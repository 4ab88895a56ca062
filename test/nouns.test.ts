// The catalogue of nouns says what the tables, the files and the routes say.
import t from 'tap'
import { FILES } from '../src/files/columns.ts'
import { CHILDREN_FIRST, listPath, NOUNS, PARENTS_FIRST, referencesOf } from '../src/nouns.ts'
import { buildTestApp, buildTestStore } from './helpers/app.ts'

type ForeignKey = { table: string; from: string }

t.test('references are the foreign keys of the tables, and no others', async (t) => {
  const { client } = await buildTestStore(t)
  const keysOf = (table: string) =>
    (client.pragma(`foreign_key_list("${table}")`) as ForeignKey[])
      .filter((key) => !['import', 'series'].includes(key.table))
      .map((key) => `${key.from} -> ${key.table}`)
  for (const noun of PARENTS_FIRST) {
    const references = referencesOf(noun)
    // A column whose rows may come later in an import has no key: imports check it.
    const columns = references.filter(({ list, ahead }) => !list && !ahead)
    t.same(keysOf(noun).sort(), columns.map(({ column, to }) => `${column} -> ${to}`).sort(), noun)
    for (const { list, to } of references) {
      if (!list) continue
      const expected = [`${list.holder} -> ${noun}`, `${list.held} -> ${to}`].sort()
      t.same(keysOf(list.table).sort(), expected, list.table)
    }
  }
})

t.test('parents stand before children, and each reference is a column of the file', async (t) => {
  for (const noun of PARENTS_FIRST) {
    for (const { column, to } of referencesOf(noun)) {
      t.ok(Object.hasOwn(FILES[noun].cells, column), `${noun}.${column}`)
      if (to !== 'country' && to !== noun)
        t.ok(PARENTS_FIRST.indexOf(to) < PARENTS_FIRST.indexOf(noun), `${to} before ${noun}`)
    }
  }
  t.same(CHILDREN_FIRST, [...PARENTS_FIRST].reverse())
})

t.test('each noun has a list, a history, and write routes where it is writable', async (t) => {
  const { app, client } = await buildTestApp(t)
  const tables = client.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all()
  for (const noun of PARENTS_FIRST) {
    const path = listPath(noun)
    t.ok(tables.includes(`${noun}_history`), `${noun}_history`)
    t.ok(app.hasRoute({ method: 'GET', url: path }), `GET ${path}`)
    const writes = [
      app.hasRoute({ method: 'POST', url: path }),
      app.hasRoute({ method: 'PATCH', url: `${path}/:id` }),
      app.hasRoute({ method: 'DELETE', url: `${path}/:id` })
    ]
    t.same(
      writes,
      writes.map(() => NOUNS[noun].isWritable),
      `writes to ${path}`
    )
  }
})
