import { countRows } from '../db/count-rows.ts'
import { and, inArray, or } from '../db/orm.ts'
import { pageById } from '../db/page-by-id.ts'
import type { Snapshot } from '../db/store.ts'
import type { Page } from '../http/page.ts'
import type { QueryOf } from '../http/parameters.ts'
import type { listRelationsQuery, Relation } from './schemas.ts'

type RelationFilters = QueryOf<typeof listRelationsQuery>

/** Lists relations by id. */
export async function listRelations(
  snapshot: Snapshot,
  filters: RelationFilters,
  page: Page
): Promise<Relation[]> {
  const { relation } = snapshot.tables
  const { id, kind, observation, others, note } = relation
  const rows = snapshot.db.select({ id, kind, observation, others, note }).from(relation)
  return pageById(rows.$dynamic(), id, meetFilters(snapshot, filters), page)
}

export function countRelations(
  snapshot: Snapshot,
  filters: RelationFilters,
  most: number
): Promise<number> {
  return countRows(snapshot, snapshot.tables.relation, meetFilters(snapshot, filters), most)
}

function meetFilters({ db, tables }: Snapshot, { kind, observation: claims }: RelationFilters) {
  const { relation, relation_other } = tables
  const asOther = (ids: string[]) =>
    db
      .select({ id: relation_other.relation })
      .from(relation_other)
      .where(inArray(relation_other.observation, ids))
  return and(
    kind && inArray(relation.kind, kind),
    claims && or(inArray(relation.observation, claims), inArray(relation.id, asOther(claims)))
  )
}
