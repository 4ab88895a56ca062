import type { SQL } from 'drizzle-orm'
import type { SQLiteSelect } from 'drizzle-orm/sqlite-core'
import { sql } from './orm.ts'
import type { Snapshot } from './store.ts'
import type { Tables } from './tables/define.ts'

/** Counts rows that meet a condition, at most `most`: the engines stop there. */
export async function countRows(
  { db }: Snapshot,
  table: Tables[keyof Tables],
  where: SQL | undefined,
  most: number
): Promise<number> {
  const rows = db
    .select({ one: sql<number>`1`.as('one') })
    .from(table)
    .$dynamic()
  return countFound(db, rows.where(where), most)
}

/** Counts the rows of a query, at most `most`. */
export async function countFound(
  db: Snapshot['db'],
  rows: SQLiteSelect,
  most: number,
  values: Record<string, unknown> = {}
): Promise<number> {
  const counted = db.select({ count: sql<number>`count(*)` }).from(rows.limit(most).as('some'))
  const [row] = await counted.prepare().execute(values)
  return Number(row?.count ?? 0)
}
