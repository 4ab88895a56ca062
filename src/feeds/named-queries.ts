// Reads the things that events name, as they are now. What was withdrawn since is read from its
// history, as it was last.

import { recall } from '../db/memory.ts'
import { desc, inArray } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import type { Tables } from '../db/tables/define.ts'

/** The things that events name. */
type NamedNoun = 'metric' | 'entity' | 'source' | 'unit' | 'product' | 'scenario'
type RowOf<Noun extends NamedNoun> = Omit<Tables[Noun]['$inferSelect'], 'revision'>
/** Gives a thing by its id; undefined if it was never there. */
export type Lookup<Noun extends NamedNoun> = (id: string | null) => RowOf<Noun> | undefined

/** Reads the things with these ids, each once. Nobody may change them. */
export async function readNamed<Noun extends NamedNoun>(
  snapshot: Snapshot,
  noun: Noun,
  ids: readonly (string | null | undefined)[]
): Promise<Lookup<Noun>> {
  const wanted = ids.filter((id) => id !== null && id !== undefined)
  const found = await recall(snapshot, `feed ${noun}`, wanted, async (missing) => {
    const rows = await readRows(snapshot, noun, missing)
    return rows.map((row) => [row.id, row] as const)
  })
  return (id) => (id === null ? undefined : found.get(id))
}

async function readRows<Noun extends NamedNoun>(
  { db, tables }: Snapshot,
  noun: Noun,
  ids: readonly string[]
): Promise<RowOf<Noun>[]> {
  // Rows have the columns of their noun, which the types of several tables cannot show.
  const [table, history] = [
    tables[noun] as Tables['source'],
    tables[`${noun}_history`] as Tables['source_history']
  ]
  const current = await db
    .select()
    .from(table)
    .where(inArray(table.id, [...ids]))
  const known = new Set(current.map(({ id }) => id))
  const gone = ids.filter((id) => !known.has(id))
  const retired =
    gone.length === 0
      ? []
      : await db
          .select()
          .from(history)
          .where(inArray(history.id, gone))
          .orderBy(desc(history.revision))
  const last = gone.flatMap((id) => retired.find((row) => row.id === id) ?? [])
  return [...current, ...last] as unknown as RowOf<Noun>[]
}
