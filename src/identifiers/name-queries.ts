// Finds and describes entities by their names.
import { inArray } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import type { Tables } from '../db/tables/define.ts'

export { findByName, findMeanings, type Meaning } from '../db/find-by-name.ts'
export { similarNames } from '../db/similar-names.ts'

/** An entity with its short name and its kind. */
export type NamedEntity = Pick<Tables['entity']['$inferSelect'], 'id' | 'name' | 'kind'>

/** The short names and kinds of entities, by id. */
export async function describeEntities(
  { db, tables: { entity } }: Snapshot,
  ids: readonly string[]
): Promise<NamedEntity[]> {
  const { id, name, kind } = entity
  return db
    .select({ id, name, kind })
    .from(entity)
    .where(inArray(id, [...ids]))
    .orderBy(id)
}
