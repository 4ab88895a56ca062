// Looks up what rows refer to, instead of joining it: a page of claims names few metrics, sources
// and revisions, and they are remembered. In a snapshot of an earlier revision each joined table
// would also double the tables to read, and a join would not stop at the limit.
import { idsGiven } from './ids-as-rows.ts'
import { recall } from './memory.ts'
import { inArray, sql } from './orm.ts'
import { statement } from './statements.ts'
import type { Snapshot } from './store.ts'
import type { Tables } from './tables/define.ts'

type LookedUpRow<Name extends 'metric' | 'source'> = Tables[Name]['$inferSelect']
/**
 * Returns the row of an id that was looked up. Throws if there is none, which foreign keys make
 * impossible.
 */
export type Found<T> = (id: string | number) => T

/** Reads the rows of these ids, each once. Nobody may change them. */
export async function lookUp<Name extends 'metric' | 'source'>(
  snapshot: Snapshot,
  name: Name,
  ids: readonly string[]
): Promise<Found<LookedUpRow<Name>>> {
  const found = await recall(snapshot, `row of ${name}`, ids, async (missing) => {
    const { db, tables } = snapshot
    const table = tables[name] as Tables['source']
    const prepare = () =>
      db
        .select()
        .from(table)
        .where(inArray(table.id, sql`(select value from ${idsGiven(snapshot, 'ids')} as given)`))
        .prepare()
    const rows = await statement(db, `rows of ${name}`, prepare).execute({
      ids: JSON.stringify(missing)
    })
    // The row belongs to the named table, which the types cannot express.
    return rows.map((row) => [row.id, row as unknown as LookedUpRow<Name>] as const)
  })
  return finderIn(found)
}

/** Reads the times of these revisions. */
export async function timesOf(
  snapshot: Snapshot,
  revisions: readonly number[]
): Promise<Found<string>> {
  const keys = [...new Set(revisions)].map(String)
  const found = await recall(snapshot, 'time of revision', keys, async (missing) => {
    const { db, tables } = snapshot
    const { imports } = tables
    const rows = await db
      .select({ revision: imports.revision, time: imports.finished })
      .from(imports)
      .where(inArray(imports.revision, missing.map(Number)))
    return rows.map(({ revision, time }) => [String(revision), time] as const)
  })
  return finderIn(found)
}

function finderIn<T>(found: ReadonlyMap<string, T>): Found<T> {
  return (id) => {
    const value = found.get(String(id))
    if (value === undefined)
      throw new Error(`nothing has the id ${id}, though something refers to it`)
    return value
  }
}
