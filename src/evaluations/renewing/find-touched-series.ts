// Finds what to test again after a change.
import type { Snapshot } from '../../db/store.ts'
import { readSeriesId } from '../../series-id.ts'
import { findCorrectedMetrics, findCorrectedSeries, listTestable } from './touched-queries.ts'

/**
 * The metrics that a change has touched, and which of their series, by the ids of `/v1/series`:
 * `all` of these metrics if there are too many to name.
 */
export type TouchedSeries = {
  metrics: ReadonlySet<string> | 'all'
  series: ReadonlySet<string> | 'all'
}
/** A metric, and which of its series the change may have touched. */
export type Touched = { metric: string; has: (series: string) => boolean }

/**
 * The metrics of the touched series; of those with claims of sources that the revision corrected;
 * and those that it corrected themselves. `all` is everything.
 */
export async function findTouchedSeries(
  snapshot: Snapshot,
  touched: TouchedSeries | 'all',
  revision: number
): Promise<Touched[]> {
  const whole = await wholeMetrics(snapshot, touched, revision)
  if (touched === 'all') return [...whole].map((metric) => ({ metric, has: () => true }))
  const named = touched.series === 'all' ? [] : touched.series
  const series = new Set([...named, ...(await findCorrectedSeries(snapshot, revision))])
  const metrics = new Set([...series].flatMap((id) => readSeriesId(id)?.metric ?? []))
  return [...metrics.union(whole)].map((metric) => ({
    metric,
    has: (id) => whole.has(metric) || series.has(id)
  }))
}

/** The metrics of which all series are touched. */
async function wholeMetrics(
  snapshot: Snapshot,
  touched: TouchedSeries | 'all',
  revision: number
): Promise<ReadonlySet<string>> {
  if (touched === 'all') return new Set(await listTestable(snapshot))
  const corrected = new Set(await findCorrectedMetrics(snapshot, revision))
  if (touched.series !== 'all') return corrected
  const metrics = touched.metrics === 'all' ? await listTestable(snapshot) : touched.metrics
  return corrected.union(new Set(metrics))
}
