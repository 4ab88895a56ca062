// Finds a metric for an example of a request that works.
import { asc, desc, eq } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'

/** The metric of the examples in the documentation. */
const PREFERRED = 'goods_trade'

/** The preferred metric, or else the first one; undefined if there is none. */
export async function exampleMetric({
  db,
  tables: { metric }
}: Snapshot): Promise<string | undefined> {
  const [row] = await db
    .select({ id: metric.id })
    .from(metric)
    .orderBy(desc(eq(metric.id, PREFERRED)), asc(metric.id))
    .limit(1)
  return row?.id
}
