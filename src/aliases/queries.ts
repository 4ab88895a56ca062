import { contains } from '../db/contains.ts'
import { and, inArray } from '../db/orm.ts'
import { pageById } from '../db/page-by-id.ts'
import type { Snapshot } from '../db/store.ts'
import type { Page } from '../http/page.ts'
import type { QueryOf } from '../http/parameters.ts'
import type { Alias, listAliasesQuery } from './schemas.ts'

/** Lists aliases by id. */
export async function listAliases(
  { db, tables: { alias } }: Snapshot,
  { entity, q }: QueryOf<typeof listAliasesQuery>,
  page: Page
): Promise<Alias[]> {
  const { id, entity: holder, name, language, scheme, source, note, search_text } = alias
  const where = and(
    entity && inArray(holder, entity),
    q === undefined ? undefined : contains(search_text, q)
  )
  const rows = db.select({ id, entity: holder, name, language, scheme, source, note }).from(alias)
  return pageById(rows.$dynamic(), id, where, page)
}
