// Reads one thing that can be written by itself, the revisions since it was written, and the parts
// of the data that it belongs to.
import { desc, eq, gte, inArray } from '../db/orm.ts'
import type { Newest, Parts, Snapshot } from '../db/store.ts'
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

/** Some parts of the data, each with the newest revision that touched it. */
export async function findParts(
  { db, tables: { part, imports } }: Snapshot,
  names: readonly string[]
): Promise<Parts> {
  const rows = await db
    .select({ name: part.name, revision: part.revision, updatedAt: imports.finished })
    .from(part)
    .innerJoin(imports, eq(imports.revision, part.revision))
    .where(inArray(part.name, [...names]))
  return new Map(rows.map(({ name, ...newest }) => [name, newest]))
}
