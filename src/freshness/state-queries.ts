// What is kept fresh and when it was last retrieved: a row for each entry of the file.
import { asc, eq, notInArray } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import { isOverdue } from './due.ts'

/** An entry as it stands in the database. */
export type FetchState = {
  name: string
  source: string
  every_days: number
  retrieved: string | null
  tried: string | null
  failure: string | null
}

/** Makes the rows those of the file. Rows of entries that have gone are removed. */
export async function writeEntries(
  { db, tables: { fetch } }: Snapshot,
  entries: readonly Pick<FetchState, 'name' | 'source' | 'every_days'>[]
): Promise<void> {
  const names = entries.map(({ name }) => name)
  await db.delete(fetch).where(names.length > 0 ? notInArray(fetch.name, names) : undefined)
  for (const { name, source, every_days } of entries)
    await db
      .insert(fetch)
      .values({ name, source, every_days })
      .onConflictDoUpdate({ target: fetch.name, set: { source, every_days } })
}

/** All entries, by name. */
export async function listStates({ db, tables: { fetch } }: Snapshot): Promise<FetchState[]> {
  return db.select().from(fetch).orderBy(asc(fetch.name))
}

/** Records what became of an entry: when it was retrieved, or why it failed. */
export async function recordAttempt(
  { db, tables: { fetch } }: Snapshot,
  name: string,
  outcome: { tried: string; retrieved: string } | { tried: string; failure: string }
): Promise<void> {
  const failure = 'failure' in outcome ? outcome.failure : null
  await db
    .update(fetch)
    .set({ ...outcome, failure })
    .where(eq(fetch.name, name))
}

/** How many sources have an entry that should have been fetched before today. */
export async function countOverdue(snapshot: Snapshot): Promise<number> {
  const states = await listStates(snapshot)
  return new Set(states.filter((state) => isOverdue(state)).map(({ source }) => source)).size
}

/** How often the figures of a source are fetched: the shortest of its entries. */
export async function findInterval(
  { db, tables: { fetch } }: Snapshot,
  source: string
): Promise<number | undefined> {
  const rows = await db
    .select({ every_days: fetch.every_days })
    .from(fetch)
    .where(eq(fetch.source, source))
  return rows.length === 0 ? undefined : Math.min(...rows.map(({ every_days }) => every_days))
}
