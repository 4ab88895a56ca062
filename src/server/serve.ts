// Runs one serving process: app → listen → graceful close.
import { setTimeout as pause } from 'node:timers/promises'
import closeWithGrace from 'close-with-grace'
import { buildApp } from '../app.ts'
import type { Config } from '../config.ts'
import type { Store } from '../db/store.ts'
import { LIMITS } from '../http/limits.ts'
import type { MetricsPort } from '../telemetry/metrics-port.ts'
import { openAccessLog } from './access-log.ts'
import { sayAlive } from './alive.ts'
import { answerPrimary } from './ask-workers.ts'
import { cannotListen } from './cannot-listen.ts'
import { loadAhead } from './load-ahead.ts'
import { loadSeriesApart } from './load-series.ts'
import { loggerOptions } from './logging.ts'
import { startReaders } from './readers/pool.ts'
import { startPurging } from './start-purging.ts'
import { tellClosed } from './tell-closed.ts'
import { showProcess, watchProcess } from './watch-process.ts'

export type Serving = {
  config: Config
  store: Store
  /** The name of this worker, if there are several. */
  worker?: string
}

const STOP = ['SIGINT', 'SIGTERM'] as const
/** Supervisors send this one, and their load balancers need time. People press Ctrl-C. */
const WITH_DELAY = 'SIGTERM'

/**
 * Serves until a signal, or an error that nobody caught, closes the service and ends the process.
 */
export async function serve({ config, store: opened, worker }: Serving): Promise<void> {
  const watched = await watchProcess(config, opened, worker)
  const { store, telemetry } = watched
  const { log: logAnswer, flush } = openAccessLog(config, worker)
  const app = await buildApp({
    store,
    config,
    telemetry,
    logger: loggerOptions(config, worker),
    logAnswer,
    readers: readersFor(config, (err) => app.log.error({ err }, 'a reading thread ended')),
    ...(worker && { othersClosed: tellClosed })
  })
  app.addHook('onClose', async () => flush())
  store.report?.((message) => app.log.warn(message))
  const options = {
    delay: config.CLOSE_DELAY * 1_000 + LIMITS.closeTimeoutMs + 3_000,
    logger: app.log,
    skip: worker ? [...STOP] : []
  }
  let isClosing = false
  let endLoading = async () => {}
  let endPurging = async () => {}
  let metricsPort: MetricsPort | undefined
  let firstSignal: NodeJS.Signals | undefined
  const { close } = closeWithGrace(options, async ({ err, signal = firstSignal }) => {
    isClosing = true
    if (err) app.log.error({ err }, 'closing after an error')
    else app.log.info({ signal }, 'closing')
    app.closing.announce()
    if (signal === WITH_DELAY) await pause(config.CLOSE_DELAY * 1_000)
    await Promise.all([endLoading(), endPurging(), app.close()])
    await metricsPort?.close()
    app.log.info({ signal }, 'closed')
  })
  if (worker) {
    closeAtFirst((signal) => {
      firstSignal = signal
      close()
    })
    answerPrimary(watched.read)
    sayAlive()
  } else metricsPort = await showProcess(config, app.log, watched)
  await app.listen({ host: config.HOST, port: config.PORT }).catch((error: unknown) => {
    throw cannotListen(error, config, { host: 'HOST', port: 'PORT' })
  })
  loadAhead().catch((err: unknown) => app.log.error({ err }, 'the code of changes is not there'))
  // Of several processes, the primary does this.
  if (worker || isClosing) return
  endLoading = loadSeriesApart(config, app.log)
  endPurging = await startPurging(config, { log: app.log, report: watched.reportPurges })
}

function readersFor(config: Config, report: (error: Error) => void) {
  const { DATABASE_URL: databaseUrl, DATABASE_REPLICA_URLS: replicaUrls } = config
  const { READING_THREADS: threads, HANG_TIMEOUT: seconds } = config
  const options = { threads, seconds, report }
  return threads > 0 ? startReaders({ databaseUrl, replicaUrls }, options) : undefined
}

/**
 * A second signal ends a process at once. But a terminal and some supervisors signal the whole
 * group, and then the primary signals its workers once more. So a worker closes at the first signal
 * and ignores the rest; only the primary can end it at once.
 */
function closeAtFirst(close: (signal: NodeJS.Signals) => void): void {
  let closing = false
  const closeOnce = (signal: NodeJS.Signals) => {
    if (!closing) close(signal)
    closing = true
  }
  for (const signal of STOP) process.on(signal, closeOnce)
}
