// Whether the data set has the scenario or a source of an edition already.
import { eq } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'

/** What another import or the starter data say of an edition stays as it is. */
export async function hasEdition(
  { db, tables }: Snapshot,
  noun: 'scenario' | 'source',
  id: string
): Promise<boolean> {
  const table = tables[noun]
  const rows = await db.select({ id: table.id }).from(table).where(eq(table.id, id)).limit(1)
  return rows.length > 0
}
