// Finds units whatever the case in which their ids are written. No two units have ids that differ
// only in that.
import { inArray, sql } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'

/** The ids of the units that these values mean, by value. */
export async function unitIds(
  { db, tables: { unit } }: Snapshot,
  values: readonly string[]
): Promise<Map<string, string>> {
  // Ids have ASCII letters only, so both engines lower them alike.
  const lowered = values.map((value) => value.toLowerCase())
  const rows = await db
    .select({ id: unit.id })
    .from(unit)
    .where(inArray(sql`lower(${unit.id})`, lowered))
  const ids = new Map(rows.map(({ id }) => [id.toLowerCase(), id]))
  return new Map(
    values.flatMap((value) => {
      const id = ids.get(value.toLowerCase())
      return id === undefined ? [] : [[value, id] as const]
    })
  )
}

/** The id of the unit that a value means; the value itself if it means none. */
export async function unitId(snapshot: Snapshot, value: string): Promise<string> {
  return (await unitIds(snapshot, [value])).get(value) ?? value
}
