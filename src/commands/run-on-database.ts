// What the database commands share: settings in, one line out, an exit code that tells.
import { ConfigError, readConfig } from '../config.ts'
import { openWritable } from '../db/open.ts'
import type { Store } from '../db/store.ts'

/** Runs a command on the database of the settings; a failure is one message and exit code 1. */
export async function runOnDatabase(run: (store: Store) => Promise<string>): Promise<void> {
  try {
    const store = await openWritable(readConfig(process.env).DATABASE_URL)
    try {
      console.log(await run(store))
    } finally {
      await store.close()
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    // Not by waiting for the last socket: pg leaves one open where the server asks for a password
    // and there is none.
    process.exit(error instanceof ConfigError ? 78 : 1)
  }
}
