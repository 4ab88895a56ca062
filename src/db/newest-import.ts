// The newest import that made a revision and meets a condition.
import type { SQL } from 'drizzle-orm'
import { desc } from './orm.ts'
import type { Snapshot } from './store.ts'

/** Its revision and checksum; undefined if there is none. */
export async function findNewestImport(
  { db, tables: { imports } }: Snapshot,
  condition: SQL
): Promise<{ revision: number; checksum: string } | undefined> {
  const { revision, checksum, finished } = imports
  const [found] = await db
    .select({ revision, checksum })
    .from(imports)
    .where(condition)
    .orderBy(desc(finished), desc(revision))
    .limit(1)
  return found
}
