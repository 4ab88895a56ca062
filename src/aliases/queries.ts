import { contains } from '../db/contains.ts'
import { countRows } from '../db/count-rows.ts'
import { and, inArray } from '../db/orm.ts'
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
  const { alias } = snapshot.tables
  const { id, entity, name, language, scheme, source, note } = alias
  const rows = snapshot.db
    .select({ id, entity, name, language, scheme, source, note })
    .from(alias)
    .$dynamic()
  return pageById(rows, id, meetFilters(snapshot, filters), page)
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
