import { contains } from '../db/contains.ts'
import { countRows } from '../db/count-rows.ts'
import { and, eq, inArray } from '../db/orm.ts'
import { pageById } from '../db/page-by-id.ts'
import type { Snapshot } from '../db/store.ts'
import type { Page } from '../http/page.ts'
import type { QueryOf } from '../http/parameters.ts'
import type { Alias, listAliasesQuery } from './schemas.ts'

type AliasFilters = QueryOf<typeof listAliasesQuery>

/** Lists aliases by id. */
export async function listAliases(
  snapshot: Snapshot,
  filters: AliasFilters,
  page: Page
): Promise<Alias[]> {
  const { id } = snapshot.tables.alias
  return pageById(selectAliases(snapshot), id, meetFilters(snapshot, filters), page)
}

/** Finds an alias; undefined if none has this id. */
export async function findAlias(snapshot: Snapshot, id: string): Promise<Alias | undefined> {
  const [row] = await selectAliases(snapshot).where(eq(snapshot.tables.alias.id, id)).limit(1)
  return row
}

function selectAliases({ db, tables: { alias } }: Snapshot) {
  const { id, entity, name, language, scheme, source, note } = alias
  return db.select({ id, entity, name, language, scheme, source, note }).from(alias).$dynamic()
}

export function countAliases(
  snapshot: Snapshot,
  filters: AliasFilters,
  most: number
): Promise<number> {
  return countRows(snapshot, snapshot.tables.alias, meetFilters(snapshot, filters), most)
}

function meetFilters({ tables: { alias } }: Snapshot, { entity, q }: AliasFilters) {
  return and(
    entity && inArray(alias.entity, entity),
    q === undefined ? undefined : contains(alias.search_text, q)
  )
}
