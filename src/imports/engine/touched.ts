// What an import has touched, for whatever is computed from it: exact while it is little,
// everything once it is much.

import {
  type MemberList,
  type Place,
  readOtherwise,
  type Touched as TouchedClaims
} from '../../conflicts/checking/touched-scopes.ts'
import type { Row } from '../../db/rows.ts'
import type { TableRows } from './storage/stored-rows.ts'
import type { Changes } from './storage/write.ts'

/** Beyond this, computing everything anew costs no more than finding what to compute. */
export const TOUCHED_MAX = 50_000

export type TouchedRows = {
  add: (changes: Changes) => void
  addMetrics: (changes: Changes) => void
  /** Adds what claims are read by. */
  addRead: (noun: keyof TableRows, changes: Changes) => void
  metrics: () => ReadonlySet<string> | 'all'
  series: () => ReadonlySet<string> | 'all'
  claims: () => TouchedClaims | 'all'
}

/** Begins with nothing. */
export function touchedRows(): TouchedRows {
  const metrics = new Set<string>()
  const series = new Set<string>()
  const places = new Map<string, Place>()
  const read = { metrics: new Set<string>(), lists: [] as MemberList[] }
  const bounded = <T>(set: { size: number }, value: T): T | 'all' =>
    set.size > TOUCHED_MAX ? 'all' : value
  const touch = (row: Row) => {
    if (metrics.size <= TOUCHED_MAX) metrics.add(String(row['metric']))
    if (series.size <= TOUCHED_MAX) series.add(String(row['series']))
    if (places.size > TOUCHED_MAX) return
    const place = {
      metric: row['metric'],
      subject: row['subject'],
      partner: row['partner'] ?? null
    } as Place
    places.set(`${place.metric} ${place.subject} ${place.partner}`, place)
  }
  return {
    add({ inserted, corrected }) {
      for (const row of inserted) touch(row)
      for (const { before, after } of corrected) for (const row of [before, after]) touch(row)
    },
    addMetrics({ inserted }) {
      for (const { id } of inserted) if (metrics.size <= TOUCHED_MAX) metrics.add(String(id))
    },
    addRead(noun, changes) {
      const { metrics, lists } = readOtherwise(noun, changes.corrected)
      for (const id of metrics) if (read.metrics.size <= TOUCHED_MAX) read.metrics.add(id)
      for (const list of lists) if (read.lists.length <= TOUCHED_MAX) read.lists.push(list)
    },
    metrics: () => bounded(metrics, metrics),
    series: () => bounded(series, series),
    claims: () =>
      Math.max(places.size, read.metrics.size, read.lists.length) > TOUCHED_MAX
        ? 'all'
        : { places: places.values(), ...read }
  }
}
