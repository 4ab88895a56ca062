// The figures of one process in the form of Prometheus. They count what telemetry.ts receives, and
// every series has the label `worker`, so that nothing has to be added up between processes: a sum
// would fall when a worker is replaced, and would look like a restart of all.
import {
  AggregatorRegistry,
  Counter,
  collectDefaultMetrics,
  Gauge,
  Histogram,
  type MetricObjectWithValues,
  type MetricValue,
  Registry
} from 'prom-client'
import { VERSION } from '../version.ts'
import {
  ANSWER_ORIGINS,
  REFUSAL_REASONS,
  REPLACED,
  type RefusalReason,
  type Replaced,
  type Telemetry,
  WATCHED,
  type WatchedName
} from './telemetry.ts'

/** What one process reports, as it is sent to the primary. */
export type Figures = MetricObjectWithValues<MetricValue<string>>[]

/** Seconds. Ready answers take less than a millisecond, exports up to minutes. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60]
/** Other methods share a label: clients choose them. */
const METHODS = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PATCH', 'DELETE']
const PREFIX = 'corridor_'

/** Makes the registry of a process, with what Node tells about it. `worker` is its label. */
export function makeRegistry(worker: string): Registry {
  const registry = new Registry()
  registry.setDefaultLabels({ worker })
  collectDefaultMetrics({ register: registry })
  new Gauge({
    name: `${PREFIX}build_info`,
    help: 'Always 1; the label is the version of the software.',
    labelNames: ['version'],
    registers: [registry]
  }).set({ version: VERSION }, 1)
  return registry
}

/** Adds what the parts of the service report to a registry. */
export function receiveTelemetry(registry: Registry): Telemetry {
  return { ...countRequests(registry), watch: watchIn(registry) }
}

/** Adds the number of processes that are shown, and of those that were replaced. */
export function countWorkers(registry: Registry) {
  const gauge = new Gauge({
    name: `${PREFIX}workers`,
    help: 'Processes that answer requests.',
    registers: [registry]
  })
  const replaced = new Counter({
    name: `${PREFIX}workers_replaced_total`,
    help: 'Processes that another one has replaced, because they ended or hung.',
    labelNames: ['why'],
    registers: [registry]
  })
  for (const why of REPLACED) replaced.inc({ why }, 0)
  return {
    setWorkers: (workers: number) => gauge.set(workers),
    countReplaced: (why: Replaced) => replaced.inc({ why })
  }
}

/** The figures of all processes as one text. */
export function showFigures(processes: readonly Figures[]): Promise<string> {
  // No two processes have a series in common, so adding up only puts them together.
  const separate = processes.map((figures) =>
    figures.map((metric) => ({ ...metric, aggregator: 'sum' as const }))
  )
  return AggregatorRegistry.aggregate(separate).metrics()
}

/** The media type of {@link showFigures}. */
export const FIGURES_TYPE = Registry.PROMETHEUS_CONTENT_TYPE

function countRequests(registry: Registry): Pick<Telemetry, 'countAnswer' | 'countRefusal'> {
  const registers = [registry]
  const durations = new Histogram({
    name: `${PREFIX}http_request_duration_seconds`,
    help: 'How long answers took, by method, route and class of the status.',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS,
    registers
  })
  const answers = new Counter({
    name: `${PREFIX}answers_total`,
    help: `Answers by status, and by where their bytes came from: ${ANSWER_ORIGINS.join(', ')}.`,
    labelNames: ['from', 'status'],
    registers
  })
  const refusals = new Counter({
    name: `${PREFIX}refused_requests_total`,
    help: 'Requests that were refused and may succeed later, by reason.',
    labelNames: ['reason'],
    registers
  })
  // A counter that begins at 0 shows its first increase as one.
  for (const reason of Object.keys(REFUSAL_REASONS)) refusals.inc({ reason }, 0)
  return {
    countAnswer({ route, method, status, seconds, from }) {
      const known = METHODS.includes(method) ? method : 'other'
      durations.observe({ method: known, route, status: `${Math.floor(status / 100)}xx` }, seconds)
      answers.inc({ from, status })
    },
    countRefusal: (reason: RefusalReason) => refusals.inc({ reason })
  }
}

function watchIn(registry: Registry): Telemetry['watch'] {
  const readers = new Map<WatchedName, () => number>()
  return (name, read) => {
    const isNew = !readers.has(name)
    readers.set(name, read)
    if (!isNew) return
    new Gauge({
      name: PREFIX + name,
      help: WATCHED[name],
      registers: [registry],
      collect() {
        this.set(readers.get(name)?.() ?? 0)
      }
    })
  }
}
