import { contains } from '../db/contains.ts'
import { listedById } from '../db/listed-by-id.ts'
import { and, eq, inArray } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import type { QueryOf } from '../http/parameters.ts'
import type { Alias, listAliasesQuery } from './schemas.ts'

type AliasFilters = QueryOf<typeof listAliasesQuery>

/** The list of aliases. */
export const aliasList = listedById('alias', selectAliases, meetFilters)

/** Finds an alias; undefined if none has this id. */
export async function findAlias(snapshot: Snapshot, id: string): Promise<Alias | undefined> {
  const [row] = await selectAliases(snapshot).where(eq(snapshot.tables.alias.id, id)).limit(1)
  return row
}

function meetFilters({ tables: { alias } }: Snapshot, { entity, q }: AliasFilters) {
  return and(entity && inArray(alias.entity, entity), contains(alias.search_text, q))
}

function selectAliases({ db, tables: { alias } }: Snapshot) {
  const { id, entity, name, language, scheme, source, note } = alias
  return db.select({ id, entity, name, language, scheme, source, note }).from(alias).$dynamic()
}
