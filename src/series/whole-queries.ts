// Lists metrics whose figures can be a whole.
import { and, asc, eq, inArray } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import type { Traits } from '../observations/series/traits.ts'

/** The kinds of metrics that count or value something, so that it has parts. */
export const AMOUNTS: readonly Traits['kind'][] = ['flow', 'stock']
const LISTED_MAX = 10

/** Metrics of amounts in a unit, by id. */
export async function listWholes(
  { db, tables: { metric } }: Snapshot,
  unit: string
): Promise<string[]> {
  const rows = await db
    .select({ id: metric.id })
    .from(metric)
    .where(and(eq(metric.unit, unit), inArray(metric.kind, [...AMOUNTS])))
    .orderBy(asc(metric.id))
    .limit(LISTED_MAX)
  return rows.map(({ id }) => id)
}
