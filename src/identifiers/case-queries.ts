// Finds units by ids in any case, as far as they hold in it. No two units have ids that differ only
// in case.
import { recall } from '../db/memory.ts'
import { inArray, sql } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import { explainSymbol, holdsExactly } from '../unit-symbols.ts'

/** The ids of the units that these values mean, by value. */
export async function unitIds(
  snapshot: Snapshot,
  values: readonly string[]
): Promise<Map<string, string>> {
  const { db, tables } = snapshot
  const { id } = tables.unit
  // Ids have ASCII letters only, so both engines lower them alike.
  const lowered = values.map((value) => value.toLowerCase())
  const ids = await recall(snapshot, 'unit in any case', lowered, async (missing) => {
    const isAsked = inArray(sql`lower(${id})`, missing)
    const rows = await db.select({ id }).from(tables.unit).where(isAsked)
    return rows.map((row) => [row.id.toLowerCase(), row.id] as const)
  })
  return new Map(
    values.flatMap((value) => {
      const id = ids.get(value.toLowerCase())
      const holds = id !== undefined && (id === value || !holdsExactly(id))
      return holds ? [[value, id] as const] : []
    })
  )
}

/** The id of the unit that a value means; the value itself if it means none. */
export async function unitId(snapshot: Snapshot, value: string): Promise<string> {
  return (await unitIds(snapshot, [value])).get(value) ?? value
}

/** What the symbol is that has the letters of a value in another case; undefined if none has. */
export async function symbolAlike(
  { db, tables: { unit } }: Snapshot,
  value: string
): Promise<{ id: string; is: string } | undefined> {
  const [row] = await db
    .select({ id: unit.id, name: unit.name })
    .from(unit)
    .where(sql`lower(${unit.id}) = ${value.toLowerCase()}`)
    .limit(1)
  return row && holdsExactly(row.id) ? { id: row.id, is: explainSymbol(row) } : undefined
}
