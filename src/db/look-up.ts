// What a join would bring, read after the rows that need it: for snapshots of an earlier revision,
// in which each joined table would double the tables that are walked, and some of those walks find
// nothing to the end.
import { inArray } from './orm.ts'
import type { Snapshot } from './store.ts'
import type { Tables } from './tables/define.ts'

type Row<Name extends 'metric' | 'source'> = Tables[Name]['$inferSelect']
/**
 * Gives the row of an id that was looked up; throws where there is none, which foreign keys rule
 * out.
 */
export type Found<T> = (id: string | number) => T

/** The rows of these ids, each once. */
export async function lookUp<Name extends 'metric' | 'source'>(
  { db, tables }: Snapshot,
  name: Name,
  ids: readonly string[]
): Promise<Found<Row<Name>>> {
  const table = tables[name] as Tables['source']
  const rows = await db
    .select()
    .from(table)
    .where(inArray(table.id, [...new Set(ids)]))
  // The row is one of the table named, which the types cannot tie together.
  return found(rows.map((row) => [row.id, row as unknown as Row<Name>]))
}

/** When these revisions were made. */
export async function timesOf(
  { db, tables: { imports } }: Snapshot,
  revisions: readonly number[]
): Promise<Found<string>> {
  const rows = await db
    .select({ revision: imports.revision, time: imports.finished })
    .from(imports)
    .where(inArray(imports.revision, [...new Set(revisions)]))
  return found(rows.map(({ revision, time }) => [revision, time]))
}

function found<T>(entries: [id: string | number, value: T][]): Found<T> {
  const byId = new Map(entries)
  return (id) => {
    const value = byId.get(id)
    if (value === undefined)
      throw new Error(`nothing has the id ${id}, though something refers to it`)
    return value
  }
}
