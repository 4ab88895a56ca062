// Reads one thing that can be written by itself, and the revisions since it was written.
import { desc, eq, gte } from '../db/orm.ts'
import type { Newest, Snapshot } from '../db/store.ts'
import type { Tables } from '../db/tables/define.ts'
import type { Body } from '../http/fields.ts'
import type { WritableNoun } from '../nouns.ts'

/** The current row of an id. */
export async function findStoredRow(
  { db, tables }: Snapshot,
  noun: WritableNoun,
  id: string
): Promise<(Body & { revision: number }) | undefined> {
  const table = tables[noun] as Tables['event']
  const [row] = await db.select().from(table).where(eq(table.id, id)).limit(1)
  return row
}

/** The revisions from `first` on, the newest first, at most `most` of them. */
export function listRevisions(
  { db, tables: { imports } }: Snapshot,
  first: number,
  most: number
): Promise<Newest[]> {
  return db
    .select({ revision: imports.revision, updatedAt: imports.finished })
    .from(imports)
    .where(gte(imports.revision, first))
    .orderBy(desc(imports.revision))
    .limit(most)
    .execute()
}
