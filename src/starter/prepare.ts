// Turns a database URL into a store that can be served: loads the starter data if the database is
// empty, and makes sure that all claims are checked.
import { openPrepared, openWritable } from '../db/open.ts'
import type { Store } from '../db/store.ts'
import { isPostgres } from '../db/url.ts'
import { recheckClaims } from '../imports/engine/recheck-claims.ts'
import type { Starter } from '../starter-sets.ts'

/** What an empty database is filled with, and the replicas of a PostgreSQL database. */
export type Preparation = { starter?: Starter; replicaUrls?: readonly string[] }

/**
 * Opens a database for reading only. First makes sure that it exists, is up to date and is not
 * empty.
 */
export async function openForServing(url: string, preparation: Preparation = {}): Promise<Store> {
  const writable = await openLoaded(url, preparation)
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
export async function prepareDatabase(url: string, preparation: Preparation = {}): Promise<void> {
  const store = await openLoaded(url, preparation)
  await store.close()
}

/**
 * Opens a database for writing, migrates it, and fills it if it is empty. The sets of series are
 * not loaded here: they take longer than people wait.
 */
export async function openLoaded(url: string, preparation: Preparation = {}): Promise<Store> {
  return (await openFilled(url, preparation)).store
}

/** The same, and whether the database was empty. */
export async function openFilled(
  url: string,
  { starter = 'claims', replicaUrls = [] }: Preparation = {}
): Promise<{ store: Store; isNew: boolean }> {
  const writable = await openWritable(url, replicaUrls)
  try {
    const isNew = writable.revision() === 0
    if (isNew) await fill(writable, starter)
    await recheckClaims(writable)
    return { store: writable, isNew }
  } catch (error) {
    await writable.close()
    throw error
  }
}

/** Only the first start needs the loader; other starts do not read its code. */
async function fill(store: Store, starter: Starter): Promise<void> {
  const { loadFoundation, loadStarter } = await import('./load.ts')
  if (starter === 'none') await loadFoundation(store)
  else await loadStarter(store)
}
