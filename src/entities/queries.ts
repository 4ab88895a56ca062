import { contains } from '../db/contains.ts'
import { and, eq, inArray, or } from '../db/orm.ts'
import { pageNamedFirst } from '../db/page-by-id.ts'
import type { Snapshot } from '../db/store.ts'
import type { Page } from '../http/page.ts'
import type { QueryOf } from '../http/parameters.ts'
import type { Entity, listEntitiesQuery } from './schemas.ts'

/** Lists entities by id; those that the search text is a name of come first. */
export async function listEntities(
  snapshot: Snapshot,
  { kind, country, q, named }: QueryOf<typeof listEntitiesQuery> & { named: string[] },
  page: Page
): Promise<Entity[]> {
  const { db, tables } = snapshot
  const { entity, entity_country, membership } = tables
  const lyingIn = (codes: string[]) =>
    db
      .select({ id: entity_country.entity })
      .from(entity_country)
      .where(inArray(entity_country.country, codes))
  const leadingThrough = (codes: string[]) =>
    db.select({ id: membership.parent }).from(membership).where(inArray(membership.member, codes))
  const where = and(
    kind && inArray(entity.kind, kind),
    country &&
      or(inArray(entity.id, lyingIn(country)), inArray(entity.id, leadingThrough(country))),
    q === undefined ? undefined : or(contains(entity.search_text, q), inArray(entity.id, named))
  )
  return pageNamedFirst(selectEntities(snapshot), entity.id, where, named, page)
}

/** Finds an entity; undefined if none has this id. */
export async function findEntity(snapshot: Snapshot, id: string): Promise<Entity | undefined> {
  const [row] = await selectEntities(snapshot).where(eq(snapshot.tables.entity.id, id)).limit(1)
  return row
}

function selectEntities({ db, tables: { entity } }: Snapshot) {
  const { id, kind, name, countries, latitude, longitude, members, note } = entity
  return db
    .select({ id, kind, name, countries, latitude, longitude, members, note })
    .from(entity)
    .$dynamic()
}
