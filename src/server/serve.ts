// Serves in one process: app → listen → graceful close.
import closeWithGrace from 'close-with-grace'
import { buildApp } from '../app.ts'
import type { Config } from '../config.ts'
import type { Store } from '../db/store.ts'
import { LIMITS } from '../http/limits.ts'
import { loggerOptions } from './logging.ts'

export type Serving = {
  config: Config
  store: Store
  /** The name of this worker, if there are several. */
  worker?: string
}

const STOP = ['SIGINT', 'SIGTERM'] as const

/** Serves until a signal or an uncaught error closes the service and ends the process. */
export async function serve({ config, store, worker }: Serving): Promise<void> {
  const app = await buildApp({ store, config, logger: loggerOptions(config, worker) })
  store.report?.((message) => app.log.warn(message))
  const options = {
    delay: LIMITS.closeTimeoutMs + 1_000,
    logger: app.log,
    skip: worker ? [...STOP] : []
  }
  const { close } = closeWithGrace(options, async ({ err, signal }) => {
    if (err) app.log.error({ err }, 'closing after an error')
    else app.log.info({ signal }, 'closing')
    await app.close()
  })
  if (worker) closeAtFirst(close)
  await app.listen({ host: config.HOST, port: config.PORT })
}

/**
 * A second signal would end a process at once. But a terminal and some supervisors signal a whole
 * group, and the primary then signals its workers a second time. So a worker closes at the first
 * signal, and only the primary ends it at once.
 */
function closeAtFirst(close: () => void): void {
  let closing = false
  const closeOnce = () => {
    if (!closing) close()
    closing = true
  }
  for (const signal of STOP) process.on(signal, closeOnce)
}
