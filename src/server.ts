// Starts the service: settings → database → app → listen → graceful close, in one process
// (server/serve.ts) or with workers (server/cluster.ts).
import { readConfig } from './config.ts'

const EXIT_CONFIG = 78

async function main(): Promise<void> {
  const config = readConfig(process.env)
  // A single process does not load the code that manages workers, and the primary does not load the
  // service.
  if (config.WEB_CONCURRENCY > 1) return (await import('./server/cluster.ts')).runCluster(config)
  const [{ openForServing }, { serve }] = await Promise.all([
    import('./starter/prepare.ts'),
    import('./server/serve.ts')
  ])
  await serve({
    config,
    store: await openForServing(config.DATABASE_URL, {
      starter: config.STARTER,
      replicaUrls: config.DATABASE_REPLICA_URLS
    })
  })
}

main().catch((error: unknown) => {
  const isConfig = error instanceof Error && error.name === 'ConfigError'
  console.error(
    error instanceof Error
      ? `${isConfig ? '' : 'Corridor Metrics could not start. '}${error.message}`
      : error
  )
  process.exit(isConfig ? EXIT_CONFIG : 1)
})
