// Reads what a mapping must know of our metrics: their units, and whom their figures are about.
import { inArray } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import type { Tables } from '../db/tables/define.ts'

type MetricRow = Tables['metric']['$inferSelect']
/** The traits of a metric that decide which figures fit it. */
export type KnownMetric = Pick<
  MetricRow,
  'id' | 'unit' | 'subject_kinds' | 'partnered' | 'by_product'
>

/** The metrics of these ids that exist. */
export async function findMetrics(
  { db, tables: { metric } }: Snapshot,
  ids: readonly string[]
): Promise<KnownMetric[]> {
  if (ids.length === 0) return []
  const { id, unit, subject_kinds, partnered, by_product } = metric
  return db
    .select({ id, unit, subject_kinds, partnered, by_product })
    .from(metric)
    .where(inArray(id, [...ids]))
}
