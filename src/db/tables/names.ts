// Tables of the names of entities: aliases, which are data with sources, and all names as keys.
import type { Catalogue } from './catalogue.ts'
import { refersTo } from './constraints.ts'
import { type Imports, madeBy } from './imports.ts'
import type { Kit } from './kit.ts'

export function aliasColumns(k: Kit) {
  return {
    entity: k.text().notNull(),
    name: k.text().notNull(),
    language: k.text(),
    scheme: k.text(),
    source: k.text(),
    note: k.text(),
    search_text: k.text().notNull()
  }
}

export function nameTables(k: Kit, imports: Imports, { entity, source }: Catalogue) {
  const alias = k.table(
    'alias',
    { id: k.text().primaryKey(), ...aliasColumns(k), revision: madeBy(k, imports) },
    (t) => [
      refersTo(k, t.entity, entity.id),
      refersTo(k, t.source, source.id),
      k.index('alias_by_entity').on(t.entity, t.id),
      k.index('alias_by_source').on(t.source, t.id),
      k.index('alias_recorded').on(t.revision, t.id)
    ]
  )
  /**
   * Every name by which an entity is known, as the key that `nameKey` makes of it. Computed from
   * entities, countries and aliases. Of entities with the same key, those of the lowest rank are
   * meant; the ranks stand in src/name-ranks.ts.
   */
  const entity_name = k.table(
    'entity_name',
    {
      key: k.text().notNull(),
      entity: k.text().notNull(),
      rank: k.integer().notNull(),
      /** The name as people write it. */
      name: k.text().notNull()
    },
    (t) => [
      k.primaryKey({ columns: [t.key, t.entity] }),
      refersTo(k, t.entity, entity.id),
      k.index('entity_name_by_entity').on(t.entity)
    ]
  )
  return { alias, entity_name }
}
