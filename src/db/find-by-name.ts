// Finds entities by the names that people use for them.
import { nameKey } from '../name-key.ts'
import { inArray } from './orm.ts'
import { chunks } from './rows.ts'
import type { Snapshot } from './store.ts'
import type { Tables } from './tables/define.ts'

type NameRow = Tables['entity_name']['$inferSelect']

/**
 * The ids of the entities that each text is a name of, in order; texts that are no name are left
 * out. Several ids mean that the name is ambiguous. One query for 500 texts.
 */
export async function findByName(
  { db, tables }: Snapshot,
  texts: readonly string[]
): Promise<Map<string, string[]>> {
  const keys = new Map(texts.map((text) => [text, nameKey(text)]))
  const wanted = [...new Set(keys.values())].filter((key) => key !== '')
  const rows: NameRow[] = []
  for (const chunk of chunks(wanted))
    rows.push(
      ...(await db.select().from(tables.entity_name).where(inArray(tables.entity_name.key, chunk)))
    )
  const byKey = Map.groupBy(rows, ({ key }) => key)
  const found = new Map<string, string[]>()
  for (const [text, key] of keys) {
    const named = byKey.get(key) ?? []
    const best = Math.min(...named.map(({ rank }) => rank))
    const ids = named.filter(({ rank }) => rank === best).map(({ entity }) => entity)
    if (ids.length > 0) found.set(text, ids.sort())
  }
  return found
}
