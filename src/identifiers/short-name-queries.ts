// Reads the names of entities, metrics and products.
import { eq, inArray } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import type { Language } from '../http/naming.ts'

export type NamesById = ReadonlyMap<string, string>

/** The names of entities: of countries in the language, if they have one; of others in English. */
export async function entityNames(
  { db, tables: { entity, country } }: Snapshot,
  ids: readonly string[],
  language: Language
): Promise<NamesById> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .select({ id: entity.id, name: entity.name, names: country.names })
    .from(entity)
    .leftJoin(country, eq(country.code, entity.id))
    .where(inArray(entity.id, [...ids]))
  return new Map(
    rows.map(({ id, name, names }) => [id, language === 'en' ? name : (names?.[language] ?? name)])
  )
}

/** The names of metrics, which are in English. */
export function metricNames(snapshot: Snapshot, ids: readonly string[]): Promise<NamesById> {
  return englishNames(snapshot, 'metric', ids)
}

/** The names of products, which are in English. */
export function productNames(snapshot: Snapshot, ids: readonly string[]): Promise<NamesById> {
  return englishNames(snapshot, 'product', ids)
}

async function englishNames(
  { db, tables }: Snapshot,
  noun: 'metric' | 'product',
  ids: readonly string[]
): Promise<NamesById> {
  if (ids.length === 0) return new Map()
  // Both tables have these columns.
  const { id, name } = tables[noun] as Snapshot['tables']['metric']
  const rows = await db
    .select({ id, name })
    .from(tables[noun])
    .where(inArray(id, [...ids]))
  return new Map(rows.map((row) => [row.id, row.name]))
}
