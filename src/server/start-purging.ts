// Starts purging as the settings say: once for all processes of a machine, on a connection of its
// own.
import type { Config } from '../config.ts'
import { openPrepared } from '../db/open.ts'
import { REVISION_TRUST_MS } from '../db/store.ts'
import { keepPurging, type Listeners } from '../purging/keep-purging.ts'

/** Readers bear outdated answers for so long; browsers keep them as long. */
const PATIENCE_SECONDS = 60

/** Returns a function that ends it. Without `PURGE_URL` there is nothing to do. */
export async function startPurging(
  { PURGE_URL: url, PURGE_HEADER: header, DATABASE_URL, HANG_TIMEOUT, SHARED_MAX_AGE }: Config,
  listeners: Listeners
): Promise<() => Promise<void>> {
  if (url === '') {
    if (SHARED_MAX_AGE > PATIENCE_SECONDS)
      listeners.log.warn(
        { SHARED_MAX_AGE },
        'without PURGE_URL shared caches give old answers that long'
      )
    return async () => {}
  }
  const store = await openPrepared(DATABASE_URL)
  // A process may not have heard of a revision for a moment, and then take long for its answer.
  const againMs = HANG_TIMEOUT * 1_000 + REVISION_TRUST_MS + 1_000
  const end = keepPurging(store, { url, header }, listeners, { againMs })
  return async () => {
    await end()
    await store.close()
  }
}
