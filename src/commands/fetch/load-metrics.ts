// The metrics of statistical offices come with the series of the starter data.
import type { Config } from '../../config.ts'
import type { Store } from '../../db/store.ts'
import { loadSeries } from '../../starter/load-series.ts'
import { hasStarterClaims, missingSets } from '../../starter/series-queries.ts'

/**
 * Loads the series into a database that this fetch has made, if the settings want them. One that
 * existed may have been made with other settings, so it gets nothing but what is fetched, and
 * neither does a dry run load anything: the note then says which sets are missing, and is empty if
 * none is.
 */
export async function loadMetrics(
  store: Store,
  { STARTER, STARTER_WITHOUT }: Pick<Config, 'STARTER' | 'STARTER_WITHOUT'>,
  { dryRun, isNew }: { dryRun: boolean; isNew: boolean }
): Promise<string> {
  if (STARTER !== 'all' || !(await store.onPrimary(hasStarterClaims))) return ''
  if (isNew && !dryRun) {
    for await (const _ of loadSeries(store, STARTER_WITHOUT));
    return ''
  }
  const missing = await store.onPrimary((snapshot) => missingSets(snapshot, STARTER_WITHOUT))
  return missing.length === 0
    ? ''
    : 'The database lacks series and their metrics, which come with the software: ' +
        `${missing.join(', ')}. The service loads them after its start, and npm run db:load at ` +
        'once. If it is to lack them, set STARTER=claims.'
}
