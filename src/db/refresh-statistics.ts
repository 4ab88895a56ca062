// What PostgreSQL plans by: its own counts of each table, which it renews a minute or so after much
// has changed. Plans made for the few rows of before can take a thousand times as long until then.
// SQLite plans by its indexes alone, the same at every size.
import type { NodePgDatabase } from 'drizzle-orm/node-postgres'
import { getTableName, sql } from './orm.ts'
import type { Snapshot } from './store.ts'

/** A change of fewer rows than this is left to the server. */
const ROWS_MIN = 1_000

/**
 * Has the tables counted anew within the transaction that has changed so many `rows`, so that plans
 * fit the data as soon as they show.
 */
export async function refreshStatistics(
  { engine, db, tables }: Snapshot,
  rows: number
): Promise<void> {
  if (engine !== 'postgres' || rows < ROWS_MIN) return
  const names = Object.values(tables).map((table) => sql.identifier(getTableName(table)))
  // A statement written by hand is run in another way on each engine.
  await (db as unknown as NodePgDatabase).execute(sql`ANALYZE ${sql.join(names, sql`, `)}`)
}
