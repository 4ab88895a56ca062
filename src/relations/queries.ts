import { listedById } from '../db/listed-by-id.ts'
import { and, inArray, or } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import type { QueryOf } from '../http/parameters.ts'
import type { listRelationsQuery } from './schemas.ts'

type RelationFilters = QueryOf<typeof listRelationsQuery>

/** The list of relations. */
export const relationList = listedById('relation', selectRelations, meetFilters)

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

function selectRelations({ db, tables: { relation } }: Snapshot) {
  const { id, kind, observation, others, note } = relation
  return db.select({ id, kind, observation, others, note }).from(relation).$dynamic()
}
