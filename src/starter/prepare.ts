// From a database URL to a store that can be served: with the starter data where it was empty, and
// with all claims checked.
import { openPrepared, openWritable } from '../db/open.ts'
import type { Store } from '../db/store.ts'
import { isPostgres } from '../db/url.ts'
import { recheckClaims } from '../imports/engine/recheck-claims.ts'

/**
 * Opens a database for reading only, after making sure that it is there, up to date and not empty.
 */
export async function openForServing(
  url: string,
  replicaUrls: readonly string[] = []
): Promise<Store> {
  const writable = await openLoaded(url, replicaUrls)
  // A server keeps readers and writers apart by itself; a file is opened once more, for reading
  // only.
  if (isPostgres(url)) return writable
  await writable.close()
  return openPrepared(url)
}

/**
 * Makes sure that a database is there, up to date and not empty: once for all processes that open
 * it afterwards.
 */
export async function prepareDatabase(url: string): Promise<void> {
  const store = await openLoaded(url)
  await store.close()
}

/** Opens a database for writing, migrated, and with the starter data where it was empty. */
export async function openLoaded(url: string, replicaUrls: readonly string[] = []): Promise<Store> {
  const writable = await openWritable(url, replicaUrls)
  try {
    // Only a first start needs the loader; every other start is spared reading its code.
    if (writable.revision() === 0) await (await import('./load.ts')).loadStarter(writable)
    await recheckClaims(writable)
    return writable
  } catch (error) {
    await writable.close()
    throw error
  }
}
