// Makes every change of the data set: one transaction takes rows in or out, renews what is computed
// from them, and either becomes one revision or is undone. It is called by import-files.ts,
// import-rows.ts and withdraw.ts.

import { type Breathe, makeBreathe } from '../../breathe.ts'
import type { CheckProgress } from '../../conflicts/checking/renew-checks.ts'
import type { Snapshot } from '../../db/store.ts'
import type { ImportCounts } from '../../db/tables/define.ts'
import {
  type ImportWarning,
  type ImportWarnings,
  importWarnings
} from './plausibility/import-warnings.ts'
import { completeImport, nowText, type Origin, recordImport } from './record-import.ts'
import { renewDerived } from './renew-derived.ts'
import { type ShownChange, type ShownChanges, shownChanges } from './shown-changes.ts'
import type { TableName } from './storage/stored-rows.ts'
import { touchParts } from './storage/touch-parts.ts'
import { type TouchedRows, touchedRows } from './touched-rows.ts'

export type RevisionOptions = Origin & {
  /** Receives how many sets of claims have been checked. */
  onChecked?: ((progress: CheckProgress) => void) | undefined
  /** Calls the change off: it throws the reason of the signal, and nothing of it is kept. */
  signal?: AbortSignal | undefined
}

/**
 * How many rows of a table a revision changed. `kept` counts rows that stayed because others had
 * corrected or withdrawn them, `unchanged` counts rows equal to stored ones.
 */
export type RowCounts = {
  inserted: number
  corrected: number
  withdrawn: number
  kept: number
  unchanged: number
}

/** A revision that is being made. */
export type Revision = {
  snapshot: Snapshot
  /** The kind in the list of imports. */
  kind: string
  touched: TouchedRows
  counts: Partial<Record<TableName, RowCounts>>
  shown: ShownChanges
  /** What is implausible in the rows taken in. */
  warnings: ImportWarnings
  /** The day on which the rows are recorded. */
  today: string
  /** Work that must wait until the coverage no longer refers to the rows of the catalogue. */
  afterwards: (() => Promise<void>)[]
  /** Records the revision at the first change, because rows refer to it. Returns its number. */
  begin: () => Promise<number>
  /** Lets others have the event loop; throws if the change was called off. */
  breathe: Breathe
  number: () => number | undefined
}

/**
 * `revision` is the newest revision afterwards, and `updatedAt` its time; `changed` says whether
 * this change made it.
 */
export type MadeRevision = {
  revision: number
  updatedAt: string | null
  changed: boolean
  counts: Partial<Record<TableName, RowCounts>>
  /** The first changes, row by row. */
  shown: readonly ShownChange[]
  warnings: readonly ImportWarning[]
}

/**
 * Makes one revision as part of a transaction, which the caller must undo if this throws. `work`
 * takes rows in or out. It returns the checksum of the files it has read, or an empty text. A
 * change without effect makes no revision.
 */
export async function makeRevision(
  snapshot: Snapshot,
  options: RevisionOptions,
  work: (revision: Revision) => Promise<{ checksum: string }>
): Promise<MadeRevision> {
  const origin = { ...options, started: options.started ?? options.time ?? nowText() }
  const revision = openRevision(snapshot, origin, options.signal)
  const { checksum } = await work(revision)
  const finished = await finishRevision(revision, { ...origin, checksum }, options.onChecked)
  options.signal?.throwIfAborted()
  return {
    revision: revision.number() ?? snapshot.revision,
    updatedAt: finished ?? snapshot.updatedAt,
    changed: finished !== undefined,
    counts: revision.counts,
    shown: revision.shown.list(),
    warnings: revision.warnings.list()
  }
}

/** Adds to the counts of a table. */
export function addCounts(
  { counts }: Revision,
  name: TableName,
  more: Partial<RowCounts> = {}
): void {
  const sum = counts[name] ?? { inserted: 0, corrected: 0, withdrawn: 0, kept: 0, unchanged: 0 }
  for (const [key, count] of Object.entries(more)) sum[key as keyof RowCounts] += count
  counts[name] = sum
}

function openRevision(snapshot: Snapshot, origin: Origin, signal?: AbortSignal): Revision {
  let number: number | undefined
  return {
    snapshot,
    kind: origin.kind,
    touched: touchedRows(),
    counts: {},
    shown: shownChanges(),
    warnings: importWarnings(),
    today: (origin.time ?? nowText()).slice(0, 10),
    afterwards: [],
    breathe: makeBreathe(signal),
    async begin() {
      if (number !== undefined) return number
      number = snapshot.revision + 1
      await recordImport(snapshot, number, origin)
      return number
    },
    number: () => number
  }
}

/** Returns the time of the revision; undefined if nothing was changed. */
async function finishRevision(
  { snapshot, touched, counts, today, afterwards, breathe, number }: Revision,
  origin: Origin & { checksum: string },
  onChecked?: (progress: CheckProgress) => void
): Promise<string | undefined> {
  const made = number()
  if (made === undefined) return undefined
  const rows = Object.values(counts).reduce(
    (sum, { inserted, corrected, withdrawn }) => sum + inserted + corrected + withdrawn,
    0
  )
  const figures = { metrics: touched.metrics(), series: touched.series() }
  const withdraw = async () => {
    for (const work of afterwards) await work()
  }
  const ruleSeries = { metrics: figures.metrics, series: touched.ruleSeries() }
  const changed = { figures, claims: touched.claims(), ruleSeries, rows }
  const renewing = { today, withdraw, onChecked, breathe }
  const { assessments } = await renewDerived(snapshot, changed, made, renewing)
  const finished = await completeImport(snapshot, made, origin, countsToRecord(counts))
  const touchedParts = { metrics: figures.metrics, counts, assessments, finished }
  await touchParts(snapshot, touchedParts, made)
  return finished
}

function countsToRecord(counts: Revision['counts']): ImportCounts {
  const entries = Object.entries(counts).map(([name, { unchanged, ...recorded }]) => [
    name,
    recorded
  ])
  return Object.fromEntries(entries)
}
