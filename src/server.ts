// The process: settings → database → app → listen → graceful close. The only file that serves requests and touches `process`.
import { enableCompileCache } from 'node:module'

const EXIT_CONFIG = 78

async function main(): Promise<void> {
  // Node keeps compiled code between starts, but only of what is imported after this line: hence the imports below it.
  enableCompileCache()
  const [{ default: closeWithGrace }, { buildApp }, { readConfig }, { openForServing }, { LIMITS }] = await Promise.all([
    import('close-with-grace'),
    import('./app.ts'),
    import('./config.ts'),
    import('./db/open.ts'),
    import('./http/limits.ts')
  ])
  const config = readConfig(process.env)
  // On a terminal logs are for people, elsewhere for programs.
  const transport = process.stdout.isTTY ? { transport: { target: 'pino-pretty', options: { ignore: 'pid,hostname,reqId' } } } : {}
  const store = await openForServing(config.DATABASE_URL, config.DATABASE_REPLICA_URLS)
  const app = await buildApp({ store, config, logger: { level: config.LOG_LEVEL, ...transport } })
  store.report?.((message) => app.log.warn(message))
  closeWithGrace({ delay: LIMITS.closeTimeoutMs + 1_000, logger: app.log }, async ({ err, signal }) => {
    if (err) app.log.error({ err }, 'closing after an error')
    else app.log.info({ signal }, 'closing')
    await app.close()
  })
  await app.listen({ host: config.HOST, port: config.PORT })
}

main().catch((error: unknown) => {
  const isConfig = error instanceof Error && error.name === 'ConfigError'
  console.error(error instanceof Error ? `${isConfig ? '' : 'Corridor Metrics could not start. '}${error.message}` : error)
  process.exit(isConfig ? EXIT_CONFIG : 1)
})
