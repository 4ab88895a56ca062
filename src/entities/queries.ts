import type { SQL } from 'drizzle-orm'
import { contains } from '../db/contains.ts'
import { countRows } from '../db/count-rows.ts'
import { listedIn } from '../db/listed-in.ts'
import { and, eq, inArray, or } from '../db/orm.ts'
import { pageNamedFirst } from '../db/page-by-id.ts'
import type { Snapshot } from '../db/store.ts'
import type { Page } from '../http/page.ts'
import type { QueryOf } from '../http/parameters.ts'
import type { Entity, listEntitiesQuery } from './schemas.ts'

type EntityFilters = QueryOf<typeof listEntitiesQuery> & { named: string[] }

/** Lists entities by id; those that the search text is a name of come first. */
export async function listEntities(
  snapshot: Snapshot,
  filters: EntityFilters,
  page: Page
): Promise<Entity[]> {
  const { entity } = snapshot.tables
  const where = meetFilters(snapshot, filters)
  return pageNamedFirst(selectEntities(snapshot), entity.id, where, filters.named, page)
}

export function countEntities(
  snapshot: Snapshot,
  filters: EntityFilters,
  most: number
): Promise<number> {
  return countRows(snapshot, snapshot.tables.entity, meetFilters(snapshot, filters), most)
}

function meetFilters(snapshot: Snapshot, { kind, country, q, named }: EntityFilters) {
  const { entity } = snapshot.tables
  return and(
    kind && inArray(entity.kind, kind),
    country && belongTo(snapshot, country),
    q === undefined ? undefined : or(contains(entity.search_text, q), inArray(entity.id, named))
  )
}

/** True for entities that lie in one of these countries or lead through it. */
function belongTo({ db, tables, now }: Snapshot, countries: string[]): SQL | undefined {
  const { entity, entity_country, membership } = tables
  // The tables of list items have no history, but the lists of an entity are columns of it as well.
  if (now) return or(listedIn(entity.countries, countries), listedIn(entity.members, countries))
  const lyingIn = db
    .select({ id: entity_country.entity })
    .from(entity_country)
    .where(inArray(entity_country.country, countries))
  const leadingThrough = db
    .select({ id: membership.parent })
    .from(membership)
    .where(inArray(membership.member, countries))
  return or(inArray(entity.id, lyingIn), inArray(entity.id, leadingThrough))
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
