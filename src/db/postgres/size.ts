// The size of a PostgreSQL database.
import { sql } from '../orm.ts'
import type { Snapshot } from '../store.ts'

/** The log belongs to the server, which tells its size only to those who may watch it. */
export async function readSize({
  db
}: Snapshot): Promise<{ database: number; log: number | null }> {
  const [row] = await db
    .select({ bytes: sql<string>`pg_database_size(current_database())` })
    .from(sql`(SELECT 1) AS one`)
  return { database: Number(row?.bytes ?? 0), log: null }
}
