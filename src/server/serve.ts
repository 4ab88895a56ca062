// Runs one serving process: app → listen → graceful close.
import closeWithGrace from 'close-with-grace'
import { buildApp } from '../app.ts'
import type { Config } from '../config.ts'
import type { Store } from '../db/store.ts'
import { LIMITS } from '../http/limits.ts'
import type { MetricsPort } from '../telemetry/metrics-port.ts'
import { openAccessLog } from './access-log.ts'
import { answerPrimary } from './ask-workers.ts'
import { loadSeriesApart } from './load-series.ts'
import { loggerOptions } from './logging.ts'
import { showProcess, watchProcess } from './watch-process.ts'

export type Serving = {
  config: Config
  store: Store
  /** The name of this worker, if there are several. */
  worker?: string
}

const STOP = ['SIGINT', 'SIGTERM'] as const

/**
 * Serves until a signal, or an error that nobody caught, closes the service and ends the process.
 */
export async function serve({ config, store: opened, worker }: Serving): Promise<void> {
  const watched = await watchProcess(config, opened, worker)
  const { store, telemetry } = watched
  const { log: logAnswer, flush } = openAccessLog(config, worker)
  const logger = loggerOptions(config, worker)
  const app = await buildApp({ store, config, telemetry, logger, logAnswer })
  app.addHook('onClose', async () => flush())
  store.report?.((message) => app.log.warn(message))
  const options = {
    delay: LIMITS.closeTimeoutMs + 1_000,
    logger: app.log,
    skip: worker ? [...STOP] : []
  }
  let isClosing = false
  let endLoading = async () => {}
  let metricsPort: MetricsPort | undefined
  const { close } = closeWithGrace(options, async ({ err, signal }) => {
    isClosing = true
    if (err) app.log.error({ err }, 'closing after an error')
    else app.log.info({ signal }, 'closing')
    await Promise.all([endLoading(), app.close()])
    await metricsPort?.close()
  })
  if (worker) {
    closeAtFirst(close)
    answerPrimary(watched.read)
  } else metricsPort = await showProcess(config, app.log, watched)
  await app.listen({ host: config.HOST, port: config.PORT })
  // Of several processes, the primary loads them.
  if (!worker && !isClosing) endLoading = loadSeriesApart(config, app.log)
}

/**
 * A second signal ends a process at once. But a terminal and some supervisors signal the whole
 * group, and then the primary signals its workers once more. So a worker closes at the first signal
 * and ignores the rest; only the primary can end it at once.
 */
function closeAtFirst(close: () => void): void {
  let closing = false
  const closeOnce = () => {
    if (!closing) close()
    closing = true
  }
  for (const signal of STOP) process.on(signal, closeOnce)
}
