// Rows that are mapped by a statement's own mapping are those that Drizzle makes.
import t from 'tap'
import { mapRowsFast } from '../../src/db/map-rows.ts'
import { eq, sql } from '../../src/db/orm.ts'
import { buildTestStore } from '../helpers/app.ts'

t.test('columns, JSON, booleans, expressions, and objects of joined tables', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  await store.snapshot(async ({ db, tables: { observation, metric, projection, source } }) => {
    const select = () =>
      db
        .select({
          id: observation.id,
          derived: observation.derived_from,
          doubled: sql<number>`${observation.value} * 2`.as('doubled'),
          metric: { id: metric.id, symmetric: metric.symmetric, kinds: metric.subject_kinds },
          // Most claims have no projection of their own.
          promise: { id: projection.id, note: projection.note },
          mixed: { projection: projection.id, source: source.id, one: sql<number>`1` }
        })
        .from(observation)
        .innerJoin(metric, eq(metric.id, observation.metric))
        .innerJoin(source, eq(source.id, observation.source))
        .leftJoin(projection, eq(projection.source, observation.source))
        .orderBy(observation.id, projection.id)
        .limit(500)
    const wanted = await select()
    const prepared = mapRowsFast(select().prepare())
    const found = await prepared.execute()
    t.same(found, wanted)
    t.strictSame(Object.keys(found[0] ?? {}), Object.keys(wanted[0] ?? {}), 'in the same order')
    t.ok('customResultMapper' in prepared && prepared.customResultMapper, 'by its own mapping')
    const promises = found.map(({ promise }) => promise === null)
    t.ok(promises.includes(true) && promises.includes(false), 'with and without the joined table')
  })
})

t.test('what is no statement that reads rows stays as it is', async (t) => {
  const { store } = await buildTestStore(t)
  await store.snapshot(async ({ db, tables: { source } }) => {
    const insert = db
      .insert(source)
      .values({ id: 'a' } as never)
      .prepare()
    t.equal(mapRowsFast(insert), insert)
    t.same(mapRowsFast({ insert, fields: [{ name: 'a' }] }), { insert, fields: [{ name: 'a' }] })
    t.equal(mapRowsFast(undefined), undefined)
  })
})
