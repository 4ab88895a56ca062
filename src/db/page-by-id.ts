import type { Column, SQL } from 'drizzle-orm'
import type { SQLiteSelect } from 'drizzle-orm/sqlite-core'
import { and, asc, gt } from './orm.ts'

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
