// Refreshes the statistics by which PostgreSQL plans. It renews them only about a minute after many
// changes; until then plans for the few rows of before can take a thousand times as long. SQLite
// plans by its indexes alone, the same at every size.
import type { NodePgDatabase } from 'drizzle-orm/node-postgres'
import { getTableName, sql } from './orm.ts'
import type { Snapshot } from './store.ts'

/** The server itself handles changes of fewer rows. */
const ROWS_MIN = 1_000

/**
 * Renews the statistics of all tables in the transaction that changed so many `rows`, so that plans
 * fit the data as soon as the data are visible.
 */
export async function refreshStatistics(
  { engine, db, tables }: Snapshot,
  rows: number
): Promise<void> {
  if (engine !== 'postgres' || rows < ROWS_MIN) return
  const names = Object.values(tables).map((table) => sql.identifier(getTableName(table)))
  // Each engine runs a handwritten statement in another way.
  await (db as unknown as NodePgDatabase).execute(sql`ANALYZE ${sql.join(names, sql`, `)}`)
}
