// Reads what the data set has of an edition already.
import { and, desc, eq, inArray, isNotNull } from '../db/orm.ts'
import { chunks } from '../db/rows.ts'
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

/** The dates of publication and retrieval of those sources that are there. */
export async function datedSources(
  { db, tables: { source } }: Snapshot,
  ids: readonly string[]
): Promise<{ id: string; published: string | null; retrieved: string | null }[]> {
  if (ids.length === 0) return []
  const columns = { id: source.id, published: source.published, retrieved: source.retrieved }
  return db
    .select(columns)
    .from(source)
    .where(inArray(source.id, [...ids]))
}

/** The sources of those claims that are there, and their dates of publication. */
export async function publishedClaims(
  { db, tables: { observation, source } }: Snapshot,
  ids: readonly string[]
): Promise<{ id: string; source: string; published: string | null }[]> {
  const found: { id: string; source: string; published: string | null }[] = []
  for (const chunk of chunks(ids))
    found.push(
      ...(await db
        .select({ id: observation.id, source: source.id, published: source.published })
        .from(observation)
        .innerJoin(source, eq(source.id, observation.source))
        .where(inArray(observation.id, chunk)))
    )
  return found
}

/** The last day that the figures of a source are about; null if they name no period. */
export async function findLastDay(
  { db, tables: { observation } }: Snapshot,
  source: string
): Promise<string | null> {
  const [last] = await db
    .select({ ends_on: observation.ends_on })
    .from(observation)
    .where(and(eq(observation.source, source), isNotNull(observation.ends_on)))
    .orderBy(desc(observation.ends_on), desc(observation.id))
    .limit(1)
  return last?.ends_on ?? null
}
