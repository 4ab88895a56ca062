import { and, asc, gt, inArray, or } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import type { Page } from '../http/page.ts'
import type { RELATION_KINDS } from '../vocabularies.ts'
import type { Relation } from './schemas.ts'

export type RelationFilters = {
  kind?: (typeof RELATION_KINDS)[number][] | undefined
  observation?: string[] | undefined
}

/** Relations by id. */
export async function listRelations(
  { db, tables }: Snapshot,
  { kind, observation }: RelationFilters,
  { after, limit }: Page
): Promise<Relation[]> {
  const { relation, relation_other } = tables
  const asOther = (ids: string[]) =>
    db
      .select({ id: relation_other.relation })
      .from(relation_other)
      .where(inArray(relation_other.observation, ids))
  const { id, kind: kinds, observation: claim, others, note } = relation
  return db
    .select({ id, kind: kinds, observation: claim, others, note })
    .from(relation)
    .where(
      and(
        kind && inArray(relation.kind, kind),
        observation &&
          or(
            inArray(relation.observation, observation),
            inArray(relation.id, asOther(observation))
          ),
        after && gt(relation.id, String(after[0]))
      )
    )
    .orderBy(asc(relation.id))
    .limit(limit)
}
