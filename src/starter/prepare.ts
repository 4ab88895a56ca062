// Turns a database URL into a store that can be served: loads the starter data if the database is
// empty, and makes sure that all claims are checked.
import { openPrepared, openWritable } from '../db/open.ts'
import type { Store } from '../db/store.ts'
import { isPostgres } from '../db/url.ts'
import { recheckClaims } from '../imports/engine/recheck-claims.ts'

/**
 * Opens a database for reading only. First makes sure that it exists, is up to date and is not
 * empty.
 */
export async function openForServing(
  url: string,
  replicaUrls: readonly string[] = []
): Promise<Store> {
  const writable = await openLoaded(url, replicaUrls)
  // PostgreSQL separates readers and writers by itself. A file is opened once more, for reading
  // only.
  if (isPostgres(url)) return writable
  await writable.close()
  return openPrepared(url)
}

/**
 * Makes sure that a database exists, is up to date and is not empty: once, for all processes that
 * open it afterwards.
 */
export async function prepareDatabase(url: string): Promise<void> {
  const store = await openLoaded(url)
  await store.close()
}

/** Opens a database for writing, migrates it, and loads the starter data if it is empty. */
export async function openLoaded(url: string, replicaUrls: readonly string[] = []): Promise<Store> {
  const writable = await openWritable(url, replicaUrls)
  try {
    // Only the first start needs the loader; other starts do not read its code.
    if (writable.revision() === 0) await (await import('./load.ts')).loadStarter(writable)
    await recheckClaims(writable)
    return writable
  } catch (error) {
    await writable.close()
    throw error
  }
}
