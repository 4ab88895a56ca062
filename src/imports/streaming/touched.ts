// What an import has touched, for whatever is computed from it: exact while it is little, everything once it is much.
import type { Row } from '../rows.ts'
import type { Changes } from '../write.ts'

/** Beyond this, computing everything anew costs no more than finding what to compute. */
export const TOUCHED_MAX = 50_000

/** What a figure is about. */
export type Thing = { metric: string; subject: string; partner: string | null }
export type TouchedRows = {
  add: (changes: Changes) => void
  addMetrics: (changes: Changes) => void
  /** Something that every figure is read by has changed. */
  addAllThings: () => void
  metrics: () => ReadonlySet<string> | 'all'
  series: () => ReadonlySet<string> | 'all'
  things: () => Thing[] | 'all'
}

/** Begins with nothing. */
export function touchedRows(): TouchedRows {
  const metrics = new Set<string>()
  const series = new Set<string>()
  const things = new Map<string, Thing>()
  let everything = false
  const bounded = <T>(set: { size: number }, value: T): T | 'all' => (set.size > TOUCHED_MAX ? 'all' : value)
  const touch = (row: Row) => {
    if (metrics.size <= TOUCHED_MAX) metrics.add(String(row['metric']))
    if (series.size <= TOUCHED_MAX) series.add(String(row['series']))
    if (things.size > TOUCHED_MAX) return
    const thing = { metric: row['metric'], subject: row['subject'], partner: row['partner'] ?? null } as Thing
    things.set(`${thing.metric} ${thing.subject} ${thing.partner}`, thing)
  }
  return {
    add({ inserted, corrected }) {
      for (const row of inserted) touch(row)
      for (const { before, after } of corrected) for (const row of [before, after]) touch(row)
    },
    addMetrics({ inserted }) {
      for (const { id } of inserted) if (metrics.size <= TOUCHED_MAX) metrics.add(String(id))
    },
    addAllThings() {
      everything = true
    },
    metrics: () => bounded(metrics, metrics),
    series: () => bounded(series, series),
    things: () => (everything ? 'all' : bounded(things, [...things.values()]))
  }
}
