// Finds and describes entities by their names.
import { recall } from '../db/memory.ts'
import { inArray } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import type { Tables } from '../db/tables/define.ts'

export { findByName, findMeanings, type Meaning } from '../db/find-by-name.ts'
export { similarNames } from '../db/similar-names.ts'

/** An entity with its short name and its kind. */
export type NamedEntity = Pick<Tables['entity']['$inferSelect'], 'id' | 'name' | 'kind'>

/** The short names and kinds of entities, in the order of their ids. */
export async function describeEntities(
  snapshot: Snapshot,
  ids: readonly string[]
): Promise<NamedEntity[]> {
  const { db, tables } = snapshot
  const { id, name, kind } = tables.entity
  const found = await recall(snapshot, 'entity in short', ids, async (missing) => {
    const rows = await db.select({ id, name, kind }).from(tables.entity).where(inArray(id, missing))
    return rows.map((row) => [row.id, row] as const)
  })
  return [...found.values()].sort((one, other) => (one.id < other.id ? -1 : 1))
}
