// Reads the rows that a join would add, after the rows that refer to them. In a snapshot of an
// earlier revision each joined table would double the tables to read, and some joins would read a
// whole table without finding anything.
import { inArray } from './orm.ts'
import type { Snapshot } from './store.ts'
import type { Tables } from './tables/define.ts'

type LookedUpRow<Name extends 'metric' | 'source'> = Tables[Name]['$inferSelect']
/**
 * Returns the row of an id that was looked up. Throws if there is none, which foreign keys make
 * impossible.
 */
export type Found<T> = (id: string | number) => T

/** Reads the rows of these ids, each once. */
export async function lookUp<Name extends 'metric' | 'source'>(
  { db, tables }: Snapshot,
  name: Name,
  ids: readonly string[]
): Promise<Found<LookedUpRow<Name>>> {
  const table = tables[name] as Tables['source']
  const rows = await db
    .select()
    .from(table)
    .where(inArray(table.id, [...new Set(ids)]))
  // The row belongs to the named table, which the types cannot express.
  return makeFinder(rows.map((row) => [row.id, row as unknown as LookedUpRow<Name>]))
}

/** Reads the times of these revisions. */
export async function timesOf(
  { db, tables: { imports } }: Snapshot,
  revisions: readonly number[]
): Promise<Found<string>> {
  const rows = await db
    .select({ revision: imports.revision, time: imports.finished })
    .from(imports)
    .where(inArray(imports.revision, [...new Set(revisions)]))
  return makeFinder(rows.map(({ revision, time }) => [revision, time]))
}

function makeFinder<T>(entries: [id: string | number, value: T][]): Found<T> {
  const byId = new Map(entries)
  return (id) => {
    const value = byId.get(id)
    if (value === undefined)
      throw new Error(`nothing has the id ${id}, though something refers to it`)
    return value
  }
}
