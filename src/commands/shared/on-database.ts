// Opens the database of the settings for a command.
import type { Store } from '../../db/store.ts'

/**
 * Opens the database that DATABASE_URL names, creates or migrates it if needed, does the work
 * and closes it.
 */
export async function onDatabase<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const [{ readConfig }, { openWritable }] = await Promise.all([
    import('../../config.ts'),
    import('../../db/open.ts')
  ])
  const store = await openWritable(readConfig(process.env).DATABASE_URL)
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}
