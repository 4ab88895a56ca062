// One of several processes that serve one port. cluster.ts starts it, after it has read the
// settings and prepared the database.
import type { Config } from '../config.ts'
import { openPrepared } from '../db/open.ts'
import { serve } from './serve.ts'

/** The message of the primary to a worker, as JSON in the environment variable CORRIDOR_WORKER. */
export type Orders = { config: Config; name: string }

async function main(): Promise<void> {
  const { config, name }: Orders = JSON.parse(process.env['CORRIDOR_WORKER'] ?? '')
  await serve({
    config,
    store: await openPrepared(config.DATABASE_URL, config.DATABASE_REPLICA_URLS),
    worker: name
  })
}

// The primary reports the error. Otherwise all workers would report the same.
main().catch((error: unknown) => {
  process.send?.(error instanceof Error ? error.message : String(error), () => process.exit(1))
})
