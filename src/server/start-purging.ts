// Starts purging as the settings say: once for all processes of a machine, on a connection of its
// own.
import type { Config } from '../config.ts'
import { openPrepared } from '../db/open.ts'
import { keepPurging } from '../purging/keep-purging.ts'

type Log = Parameters<typeof keepPurging>[2]

/** Returns a function that ends it. Without `PURGE_URL` there is nothing to do. */
export async function startPurging(
  { PURGE_URL: url, PURGE_HEADER: header, DATABASE_URL }: Config,
  log: Log
): Promise<() => Promise<void>> {
  if (url === '') return async () => {}
  const store = await openPrepared(DATABASE_URL)
  const end = keepPurging(store, { url, header }, log)
  return async () => {
    await end()
    await store.close()
  }
}
