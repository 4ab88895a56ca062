import { and, inArray, or } from '../db/orm.ts'
import { pageById } from '../db/page-by-id.ts'
import type { Snapshot } from '../db/store.ts'
import type { Page } from '../http/page.ts'
import type { QueryOf } from '../http/parameters.ts'
import type { listRelationsQuery, Relation } from './schemas.ts'

/** Lists relations by id. */
export async function listRelations(
  { db, tables }: Snapshot,
  { kind, observation }: QueryOf<typeof listRelationsQuery>,
  page: Page
): Promise<Relation[]> {
  const { relation, relation_other } = tables
  const asOther = (ids: string[]) =>
    db
      .select({ id: relation_other.relation })
      .from(relation_other)
      .where(inArray(relation_other.observation, ids))
  const { id, kind: kinds, observation: claim, others, note } = relation
  const where = and(
    kind && inArray(kinds, kind),
    observation && or(inArray(claim, observation), inArray(id, asOther(observation)))
  )
  const rows = db.select({ id, kind: kinds, observation: claim, others, note }).from(relation)
  return pageById(rows.$dynamic(), id, where, page)
}
