// Reads one thing that can be written by itself.
import { eq } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
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
