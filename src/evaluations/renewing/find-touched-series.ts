// Finds what to test again after a change.
import type { Snapshot } from '../../db/store.ts'
import { readSeriesId } from '../../series-id.ts'
import { findCorrectedMetrics, findCorrectedSeries, listTestable } from './series-queries.ts'

/** A metric, and which of its series the change may have touched. */
export type Touched = { metric: string; has: (series: string) => boolean }

/**
 * The metrics of the touched series, by the ids of `/v1/series`; of those with claims of sources
 * that the revision corrected; and those that it corrected themselves.
 */
export async function findTouchedSeries(
  snapshot: Snapshot,
  touched: ReadonlySet<string> | 'all',
  revision: number
): Promise<Touched[]> {
  if (touched === 'all')
    return (await listTestable(snapshot)).map((metric) => ({ metric, has: () => true }))
  const series = new Set([...touched, ...(await findCorrectedSeries(snapshot, revision))])
  const corrected = new Set(await findCorrectedMetrics(snapshot, revision))
  const metrics = new Set([...series].flatMap((id) => readSeriesId(id)?.metric ?? []))
  return [...metrics.union(corrected)].map((metric) => ({
    metric,
    has: (id) => corrected.has(metric) || series.has(id)
  }))
}
