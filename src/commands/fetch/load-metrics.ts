// The metrics of statistical offices come with the series of the starter data.
import type { Config } from '../../config.ts'
import type { Store } from '../../db/store.ts'
import { loadSeries } from '../../starter/load-series.ts'
import { hasStarterClaims, missingSets } from '../../starter/series-queries.ts'

/**
 * Loads the series as the service does: only into a database that has the starter claims. A dry run
 * loads nothing; then the note says which sets are missing, and is empty if none is.
 */
export async function loadMetrics(
  store: Store,
  { STARTER, STARTER_WITHOUT }: Pick<Config, 'STARTER' | 'STARTER_WITHOUT'>,
  dryRun: boolean
): Promise<string> {
  if (STARTER !== 'all' || !(await store.onPrimary(hasStarterClaims))) return ''
  if (!dryRun) {
    for await (const _ of loadSeries(store, STARTER_WITHOUT));
    return ''
  }
  const missing = await store.onPrimary((snapshot) => missingSets(snapshot, STARTER_WITHOUT))
  return missing.length === 0
    ? ''
    : 'The database lacks metrics, which come with the series that a dry run does not load: ' +
        `${missing.join(', ')}. npm run db:load loads them.`
}
