// Watches the processes of the service and opens the port for Prometheus, if the settings want one.
// The library is loaded only then.
import type { Config } from '../config.ts'
import type { Store } from '../db/store.ts'
import type { MetricsPort } from '../telemetry/metrics-port.ts'
import type { Figures } from '../telemetry/registry.ts'
import {
  NO_PURGES,
  NO_TELEMETRY,
  type Replaced,
  type ReportPurges,
  type Telemetry
} from '../telemetry/telemetry.ts'
import { askWorkers } from './ask-workers.ts'
import { cannotListen } from './cannot-listen.ts'

export type WatchedProcess = {
  telemetry: Telemetry
  /** The same store, whose changes are counted. */
  store: Store
  /** The figures of this process. */
  read: () => Promise<Figures>
  reportPurges: ReportPurges
}

type Log = { info: (message: string) => void }

/** Watches a process that answers requests. `worker` is its name if there are several. */
export async function watchProcess(
  { METRICS_PORT }: Config,
  store: Store,
  worker = 'worker 1'
): Promise<WatchedProcess> {
  if (METRICS_PORT === null)
    return {
      telemetry: NO_TELEMETRY,
      store,
      read: async () => [],
      reportPurges: NO_PURGES
    }
  const [{ makeRegistry, receiveTelemetry }, { countWrites }, { databaseGauges }, purges] =
    await Promise.all([
      import('../telemetry/registry.ts'),
      import('../telemetry/count-writes.ts'),
      import('../telemetry/database-gauges.ts'),
      import('../telemetry/report-purges.ts')
    ])
  const registry = makeRegistry(worker.replace('worker ', ''))
  const telemetry = receiveTelemetry(registry)
  const refresh = databaseGauges(registry, store)
  const read = async () => {
    await refresh()
    return registry.getMetricsAsJSON()
  }
  const reportPurges = purges.reportPurgesIn(registry)
  return { telemetry, store: countWrites(store, telemetry), read, reportPurges }
}

/** Opens the port of a single process. Without METRICS_PORT it opens none. */
export async function showProcess(
  config: Config,
  log: Log,
  { read }: WatchedProcess
): Promise<MetricsPort | undefined> {
  return config.METRICS_PORT === null
    ? undefined
    : openPort(config, log, config.METRICS_PORT, async () => [await read()])
}

export type ShownWorkers = {
  port: MetricsPort | undefined
  countReplaced: (why: Replaced) => void
  reportPurges: ReportPurges
}

/** Opens the port of a primary process, which shows its workers too. */
export async function showWorkers(config: Config, log: Log): Promise<ShownWorkers> {
  if (config.METRICS_PORT === null)
    return { port: undefined, countReplaced() {}, reportPurges: NO_PURGES }
  const [{ countWorkers, makeRegistry }, { reportPurgesIn }] = await Promise.all([
    import('../telemetry/registry.ts'),
    import('../telemetry/report-purges.ts')
  ])
  const registry = makeRegistry('primary')
  const { setWorkers, countReplaced } = countWorkers(registry)
  const ask = askWorkers()
  const port = await openPort(config, log, config.METRICS_PORT, async () => {
    const workers = await ask()
    setWorkers(workers.length)
    return [await registry.getMetricsAsJSON(), ...workers]
  })
  return { port, countReplaced, reportPurges: reportPurgesIn(registry) }
}

async function openPort(
  config: Config,
  log: Log,
  port: number,
  read: () => Promise<Figures[]>
): Promise<MetricsPort> {
  const [{ openMetricsPort }, { FIGURES_TYPE, showFigures }] = await Promise.all([
    import('../telemetry/metrics-port.ts'),
    import('../telemetry/registry.ts')
  ])
  const opened = await openMetricsPort(
    { host: config.METRICS_HOST, port },
    { type: FIGURES_TYPE, read: async () => showFigures(await read()) }
  ).catch((error: unknown) => {
    throw cannotListen(error, config, { host: 'METRICS_HOST', port: 'METRICS_PORT' })
  })
  log.info(`metrics for Prometheus at ${opened.url}`)
  return opened
}
