// Reads the names of entities and metrics.
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
export async function metricNames(
  { db, tables: { metric } }: Snapshot,
  ids: readonly string[]
): Promise<NamesById> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .select({ id: metric.id, name: metric.name })
    .from(metric)
    .where(inArray(metric.id, [...ids]))
  return new Map(rows.map(({ id, name }) => [id, name]))
}
