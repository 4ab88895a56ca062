// Reads how figures of a metric are aggregated.
import { eq } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import type { AGGREGATIONS } from '../vocabularies.ts'

/** How the figures of a metric make those of longer periods. The metric must exist. */
export async function findAggregation(
  { db, tables: { metric } }: Snapshot,
  id: string
): Promise<(typeof AGGREGATIONS)[number]> {
  const rows = await db
    .select({ aggregation: metric.aggregation })
    .from(metric)
    .where(eq(metric.id, id))
    .limit(1)
  return rows[0]?.aggregation ?? 'none'
}
