// Runs the primary process of several on one machine: it prepares the database, keeps
// WEB_CONCURRENCY workers that share one port, and closes them together. It answers no requests, so
// no request can crash it.
import closeWithGrace from 'close-with-grace'
import { pino } from 'pino'
import type { Config } from '../config.ts'
import { LIMITS } from '../http/limits.ts'
import { prepareDatabase } from '../starter/prepare.ts'
import { loadSeriesApart } from './load-series.ts'
import { loggerOptions } from './logging.ts'
import { startPurging } from './start-purging.ts'
import { showWorkers } from './watch-process.ts'
import { keepWorkers } from './workers.ts'

/** After the delay, workers end by themselves before this time; one that still runs then hangs. */
const CLOSE_TIMEOUT_MS = LIMITS.closeTimeoutMs + 5_000

/**
 * Keeps the workers until a signal closes them and ends the process. Rejects if they cannot start.
 */
export async function runCluster(config: Config): Promise<never> {
  await prepareDatabase(config.DATABASE_URL, { starter: config.STARTER })
  const log = pino(loggerOptions(config, 'primary'))
  const { port: metricsPort, countReplaced, reportPurges: report } = await showWorkers(config, log)
  const { failed, close, kill } = keepWorkers(config, log, countReplaced)
  const endLoading = loadSeriesApart(config, log)
  const endPurging = await startPurging(config, { log, report })
  const options = {
    delay: config.CLOSE_DELAY * 1_000 + CLOSE_TIMEOUT_MS,
    logger: log,
    onSecondSignal: kill,
    onSecondError: kill,
    onTimeout: kill
  }
  closeWithGrace(options, async ({ err, signal }) => {
    if (err) log.error({ err }, 'closing all workers after an error')
    else log.info({ signal }, 'closing all workers')
    await Promise.all([endLoading(), endPurging(), close(signal)])
    await metricsPort?.close()
    log.info({ signal }, 'all workers are closed')
  })
  return failed
}
