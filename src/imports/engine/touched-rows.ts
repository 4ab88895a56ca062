// Collects what a revision touches, for everything that is computed from it: the exact ids while
// they are few, `all` once they are many.
import { findLengthRows } from '../../conflicts/checking/find-touched-lengths.ts'
import {
  type ClaimPlace,
  findRuleChanges,
  isKnownPart,
  type MemberList,
  type TouchedClaims
} from '../../conflicts/checking/find-touched-scopes.ts'
import type { Row } from '../../db/rows.ts'
import { parsePeriod } from '../../periods/read-period.ts'
import { type SeriesDimensions, seriesId } from '../../series-id.ts'
import type { TableName } from './storage/stored-rows.ts'
import type { Changes } from './storage/write-changes.ts'

/** Above this, renewing everything costs no more than finding what to renew. */
const TOUCHED_MAX = 50_000

export type TouchedRows = {
  addChanges: (name: TableName, changes: Changes) => void
  /** Adds rows that come or go. */
  addRows: (name: TableName, rows: readonly Row[]) => void
  metrics: () => ReadonlySet<string> | 'all'
  /** Author series. */
  series: () => ReadonlySet<string> | 'all'
  /** The series by rule that these belong to, by the ids of `/v1/series`. */
  ruleSeries: () => ReadonlySet<string> | 'all'
  claims: () => TouchedClaims | 'all'
}

/** Starts empty. */
export function touchedRows(): TouchedRows {
  const metrics = new Set<string>()
  const series = new Set<string>()
  const ruleSeries = new Set<string>()
  const places = new Map<string, ClaimPlace>()
  const read = { lists: [] as MemberList[], products: false }
  const ids = {
    metrics: new Set<string>(),
    corridors: new Set<string>(),
    preferred: new Set<string>(),
    sources: new Set<string>()
  }
  const bounded = <T>(set: { size: number }, value: T): T | 'all' =>
    set.size > TOUCHED_MAX ? 'all' : value
  const add = (set: Set<string>, value: unknown) => {
    if (set.size <= TOUCHED_MAX) set.add(String(value))
  }
  const addIds = (found: Partial<Record<keyof typeof ids, Iterable<string>>>) => {
    for (const [name, set] of Object.entries(ids))
      for (const id of found[name as keyof typeof ids] ?? []) add(set, id)
  }
  const addClaim = (row: Row) => {
    add(metrics, row['metric'])
    if (!series.has(String(row['series']))) for (const id of ruleSeriesOf(row)) add(ruleSeries, id)
    add(series, row['series'])
    if (places.size > TOUCHED_MAX) return
    const { metric, subject, partner = null } = row
    // Rows of observations have these columns.
    places.set(`${metric} ${subject} ${partner}`, { metric, subject, partner } as ClaimPlace)
  }
  const addRows = (name: TableName, rows: readonly Row[]) => {
    if (name === 'observation') for (const row of rows) addClaim(row)
    if (name === 'product' && rows.some(isKnownPart)) read.products = true
    addIds(findLengthRows(name, rows))
  }
  return {
    addRows,
    addChanges(name, { inserted, corrected }) {
      const versions = corrected.flatMap(({ before, after }) => [before, after])
      // A corrected product stays, and is a part of the same product unless a rule reads otherwise.
      addRows(name, name === 'product' ? inserted : [...inserted, ...versions])
      // A new metric has no claims yet, but needs a row of coverage.
      if (name === 'metric') for (const { id } of inserted) add(metrics, id)
      const { lists, products, ...changed } = findRuleChanges(name, corrected)
      addIds(changed)
      if (products) read.products = true
      for (const list of lists) if (read.lists.length <= TOUCHED_MAX) read.lists.push(list)
    },
    metrics: () => bounded(metrics, metrics),
    series: () => bounded(series, series),
    ruleSeries: () => bounded(ruleSeries, ruleSeries),
    claims: () =>
      Math.max(places.size, read.lists.length, ...Object.values(ids).map(({ size }) => size)) >
      TOUCHED_MAX
        ? 'all'
        : { places: [...places.values()], ...read, ...ids }
  }
}

/** The series by rule that an observation belongs to; none if it names no period. */
function ruleSeriesOf(row: Row): string[] {
  const calendar = parsePeriod(String(row['period'] ?? ''))?.calendar
  // Rows of observations have these columns.
  return calendar === undefined ? [] : [seriesId({ ...(row as SeriesDimensions), calendar })]
}
