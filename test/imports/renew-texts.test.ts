// A database made by a version that stored texts in another form is renewed once, at its start.
import t from 'tap'
import { eq, sql } from '../../src/db/orm.ts'
import type { Store } from '../../src/db/store.ts'
import { recheckClaims } from '../../src/imports/engine/recheck-claims.ts'
import { TEXT_FORM } from '../../src/search-text.ts'
import { buildTestStore } from '../helpers/app.ts'

/** The names and search texts of all entities, and the search texts of all sources. */
function textsOf(store: Store) {
  return store.snapshot(async ({ db, tables: { entity, entity_name, source, alias } }) => ({
    names: await db.select().from(entity_name).orderBy(entity_name.key, entity_name.entity),
    entities: await db
      .select({ id: entity.id, text: entity.search_text })
      .from(entity)
      .orderBy(entity.id),
    aliases: await db
      .select({ id: alias.id, text: alias.search_text })
      .from(alias)
      .orderBy(alias.id),
    sources: await db
      .select({ id: source.id, text: source.search_text })
      .from(source)
      .orderBy(source.id)
  }))
}

/** Leaves a database as a version before keys of names would have. */
function makeOld(store: Store) {
  return store.transaction(async ({ db, tables }) => {
    const { imports, entity_name, entity, source, alias, metric, scenario } = tables
    await db.update(imports).set({ text_form: null })
    await db.delete(entity_name)
    for (const table of [entity, source, alias, metric, scenario])
      await db.update(table).set({ search_text: sql`'old'` })
  })
}

t.test('texts and names are renewed once, as a revision of their own', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const before = await textsOf(store)
  t.ok(before.names.length > 10_000)
  await makeOld(store)
  t.equal(await recheckClaims(store), true)
  t.same(await textsOf(store), before)
  t.equal(await recheckClaims(store), false, 'nothing is left to do')
  await store.snapshot(async ({ db, tables: { imports } }) => {
    const [made] = await db.select().from(imports).where(eq(imports.revision, 2))
    t.match(made, { kind: 'recheck', text_form: TEXT_FORM, counts: {} })
  })
  t.equal(store.revision(), 2)
})

t.test('a database of this version is left alone', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  t.equal(await recheckClaims(store), false)
  t.equal(store.revision(), 1)
})
