import type { Column, SQL } from 'drizzle-orm'
import type { SQLiteSelect } from 'drizzle-orm/sqlite-core'
import { and, asc, gt, inArray, sql } from './orm.ts'

type Page = { after: readonly unknown[] | undefined; limit: number }

/** A page of rows in the order of their ids: those after the last id of the page before. */
export function pageById<Rows extends SQLiteSelect>(
  rows: Rows,
  id: Column,
  where: SQL | undefined,
  { after, limit }: Page
) {
  return rows
    .where(and(where, after && gt(id, String(after[0]))))
    .orderBy(asc(id))
    .limit(limit)
}

/**
 * A page of rows with these ids first, then in the order of their ids. The key of a row is
 * 0 or 1, then its id.
 */
export function pageNamedFirst<Rows extends SQLiteSelect>(
  rows: Rows,
  id: Column,
  where: SQL | undefined,
  named: readonly string[],
  { after, limit }: Page
) {
  const [place, last] = after ?? []
  if (named.length === 0) return pageById(rows, id, where, { after: after && [last], limit })
  const order = sql`case when ${inArray(id, [...named])} then 0 else 1 end`
  return rows
    .where(and(where, after && sql`(${order}, ${id}) > (${place}, ${last})`))
    .orderBy(order, asc(id))
    .limit(limit)
}
