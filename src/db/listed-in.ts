import type { SQL, SQLWrapper } from 'drizzle-orm'
import { or, sql } from './orm.ts'

/**
 * A condition: a list, which is stored as JSON text, has one of these ids. The tables of list items
 * have no history, so this is what holds for the past too. It reads every row of its table.
 */
export function listedIn(list: SQLWrapper, ids: readonly string[]): SQL | undefined {
  // An underscore may stand in an id, and is a wildcard of LIKE.
  const like = (id: string) => `%${JSON.stringify(id).replaceAll(/[\\%_]/g, '\\$&')}%`
  return or(...ids.map((id) => sql`${list} like ${like(id)} escape '\\'`))
}

/** A condition: a list, which is stored as JSON text, has the id in a column of another table. */
export function listsIt(list: SQLWrapper, id: SQLWrapper): SQL {
  return sql`${list} like '%"' || replace(${id}, '_', '\\_') || '"%' escape '\\'`
}
