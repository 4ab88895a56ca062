// Reads the names of entities, metrics, products and units.
import { recall } from '../db/memory.ts'
import { eq, inArray } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import type { Language } from '../http/naming.ts'

export type NamesById = ReadonlyMap<string, string>

/** The names of entities: of countries in the language, if they have one; of others in English. */
export async function entityNames(
  snapshot: Snapshot,
  ids: readonly string[],
  language: Language
): Promise<NamesById> {
  const { db, tables } = snapshot
  const { entity, country } = tables
  return recall(snapshot, `entity in ${language}`, ids, async (missing) => {
    const rows = await db
      .select({ id: entity.id, name: entity.name, names: country.names })
      .from(entity)
      .leftJoin(country, eq(country.code, entity.id))
      .where(inArray(entity.id, missing))
    return rows.map(
      ({ id, name, names }) => [id, language === 'en' ? name : (names?.[language] ?? name)] as const
    )
  })
}

/** The names of metrics, which are in English. */
export function metricNames(snapshot: Snapshot, ids: readonly string[]): Promise<NamesById> {
  return englishNames(snapshot, 'metric', ids)
}

/** The names of products, which are in English. */
export function productNames(snapshot: Snapshot, ids: readonly string[]): Promise<NamesById> {
  return englishNames(snapshot, 'product', ids)
}

/** The names of units, which are in English. */
export function unitNames(snapshot: Snapshot, ids: readonly string[]): Promise<NamesById> {
  return englishNames(snapshot, 'unit', ids)
}

async function englishNames(
  snapshot: Snapshot,
  noun: 'metric' | 'product' | 'unit',
  ids: readonly string[]
): Promise<NamesById> {
  const { db, tables } = snapshot
  // All of them have these columns.
  const { id, name } = tables[noun] as Snapshot['tables']['metric']
  return recall(snapshot, `name of ${noun}`, ids, async (missing) => {
    const rows = await db.select({ id, name }).from(tables[noun]).where(inArray(id, missing))
    return rows.map((row) => [row.id, row.name] as const)
  })
}
