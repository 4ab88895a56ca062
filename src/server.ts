// The process: settings → database → app → listen → graceful close. The only file that serves requests and touches `process`.
import closeWithGrace from 'close-with-grace'
import { buildApp } from './app.ts'
import { ConfigError, readConfig } from './config.ts'
import { openForServing } from './db/open.ts'
import { LIMITS } from './http/limits.ts'

const EXIT_CONFIG = 78

async function main(): Promise<void> {
  const config = readConfig(process.env)
  // On a terminal logs are for people, elsewhere for programs.
  const transport = process.stdout.isTTY ? { transport: { target: 'pino-pretty', options: { ignore: 'pid,hostname,reqId' } } } : {}
  const store = await openForServing(config.DATABASE_URL)
  const app = await buildApp({ store, config, logger: { level: config.LOG_LEVEL, ...transport } })
  closeWithGrace({ delay: LIMITS.closeTimeoutMs + 1_000, logger: app.log }, async ({ err, signal }) => {
    if (err) app.log.error({ err }, 'closing after an error')
    else app.log.info({ signal }, 'closing')
    await app.close()
  })
  await app.listen({ host: config.HOST, port: config.PORT })
}

main().catch((error: unknown) => {
  const isConfig = error instanceof ConfigError
  console.error(error instanceof Error ? `${isConfig ? '' : 'Corridor Metrics could not start. '}${error.message}` : error)
  process.exit(isConfig ? EXIT_CONFIG : 1)
})
