// Gauges of the database: whether it answers, its revision, its imports and its size.
import { Gauge, type Registry } from 'prom-client'
import type { Store } from '../db/store.ts'
import { type DataState, readState } from './state-queries.ts'

/** The most time that a database may take, so that the other figures are shown while it hangs. */
const PATIENCE_MS = 2_000

const HELP = {
  database_ready: 'Whether the database answers and holds data: 1 or 0.',
  database_bytes: 'Size of the database.',
  database_log_bytes: 'Size of the write-ahead log beside a SQLite file.',
  data_revision: 'The newest revision of the data.',
  import_finished_timestamp_seconds: 'When the newest import was completed.',
  import_refused_timestamp_seconds: 'When an import was last refused.',
  import_duration_seconds: 'How long the newest import took.',
  import_rows: 'How many rows the newest import changed.',
  sources_overdue: 'Sources that should have been fetched before today.',
  fetches_failed: 'Entries of the list of fetches whose last fetch failed.'
} as const
type Name = keyof typeof HELP
/** Null where there is nothing to show: the gauge is then absent. */
type Values = Record<Name, number | null>

/** Adds the gauges, and returns the function that reads the database for them. */
export function databaseGauges(registry: Registry, store: Store): () => Promise<void> {
  const gauges = Object.entries(HELP).map(([name, help]) => ({
    name: name as Name,
    gauge: new Gauge({ name: `corridor_${name}`, help, registers: [registry] })
  }))
  return async () => {
    const values = await within(PATIENCE_MS, readValues(store)).catch(() => AWAY)
    for (const { name, gauge } of gauges) {
      const value = values[name]
      if (value === null) gauge.remove()
      else gauge.set(value)
    }
  }
}

const UNKNOWN = Object.fromEntries(Object.keys(HELP).map((name) => [name, null])) as Values
const AWAY: Values = { ...UNKNOWN, database_ready: 0 }

async function readValues(store: Store): Promise<Values> {
  await store.check()
  const state = await store.snapshot(readState)
  const { database = null, log = null } = (await store.sizes?.()) ?? {}
  return {
    database_ready: 1,
    database_bytes: database,
    database_log_bytes: log,
    data_revision: state.revision,
    sources_overdue: state.sourcesOverdue,
    fetches_failed: state.fetchesFailed,
    ...importValues(state)
  }
}

function importValues({ newest, refused }: DataState) {
  return {
    import_finished_timestamp_seconds: newest && seconds(newest.finished),
    import_refused_timestamp_seconds: refused === null ? null : seconds(refused),
    import_duration_seconds: newest && seconds(newest.finished) - seconds(newest.started),
    import_rows: newest?.rows ?? null
  }
}

const seconds = (time: string) => Date.parse(time) / 1_000

/** Rejects if the work takes longer. The work itself goes on. */
async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error('it takes too long')), milliseconds)
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
