import { contains } from '../db/contains.ts'
import { and, asc, eq, gt, inArray, or } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import type { Page } from '../http/page.ts'
import type { ENTITY_KINDS } from '../vocabularies.ts'
import type { Entity } from './schemas.ts'

export type EntityFilters = {
  kind?: (typeof ENTITY_KINDS)[number][] | undefined
  country?: string[] | undefined
  q?: string | undefined
}

/** Entities by id. */
export async function listEntities(
  snapshot: Snapshot,
  { kind, country, q }: EntityFilters,
  { after, limit }: Page
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
    q === undefined ? undefined : contains(entity.search_text, q),
    after && gt(entity.id, String(after[0]))
  )
  return select(snapshot).where(where).orderBy(asc(entity.id)).limit(limit)
}

/** One entity; undefined where there is none of this id. */
export async function findEntity(snapshot: Snapshot, id: string): Promise<Entity | undefined> {
  const [row] = await select(snapshot).where(eq(snapshot.tables.entity.id, id)).limit(1)
  return row
}

function select({ db, tables: { entity } }: Snapshot) {
  return db
    .select({
      id: entity.id,
      kind: entity.kind,
      name: entity.name,
      countries: entity.countries,
      latitude: entity.latitude,
      longitude: entity.longitude,
      members: entity.members,
      note: entity.note
    })
    .from(entity)
    .$dynamic()
}
