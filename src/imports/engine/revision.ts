// How every change of the data set is made: rows are taken in or taken away within a transaction,
// what follows from them is computed anew, and all of it is one revision or nothing at all. The
// doors are import-files.ts, import-rows.ts and withdraw.ts.
import type { CheckProgress } from '../../conflicts/checking/renew-checks.ts'
import type { Snapshot } from '../../db/store.ts'
import type { ImportCounts } from '../../db/tables/define.ts'
import { completeImport, nowText, type Origin, recordImport } from './record-import.ts'
import { renewDerived } from './renew-derived.ts'
import { type ShownChange, type ShownChanges, shownChanges } from './shown-changes.ts'
import type { TableName } from './storage/stored-rows.ts'
import { type TouchedRows, touchedRows } from './touched.ts'

export type RevisionOptions = Origin & {
  /** Hears how many sets of claims have been checked. */
  onChecked?: ((progress: CheckProgress) => void) | undefined
}

/**
 * What a revision did to the rows of a table. `kept` rows are those that others have corrected or
 * withdrawn, `unchanged` ones were there already as they are.
 */
export type RowCounts = {
  inserted: number
  corrected: number
  withdrawn: number
  kept: number
  unchanged: number
}

/** A revision while it is made. */
export type Revision = {
  snapshot: Snapshot
  /** What it is called in the list of imports. */
  kind: string
  touched: TouchedRows
  counts: Partial<Record<TableName, RowCounts>>
  shown: ShownChanges
  /** Work that waits until coverage and checks no longer refer to the rows of the catalogue. */
  afterwards: (() => Promise<void>)[]
  /** Records the revision with the first change, because rows refer to it. Gives its number. */
  begin: () => Promise<number>
  number: () => number | undefined
}

/** `revision` is the newest one afterwards; `changed` tells whether this is the one just made. */
export type MadeRevision = {
  revision: number
  changed: boolean
  counts: Partial<Record<TableName, RowCounts>>
  /** The first changes. */
  shown: readonly ShownChange[]
}

/**
 * Makes one revision within a transaction, which whatever this throws should undo. `work` takes
 * rows in or away and gives the checksum of the files it has read, or an empty text. A change that
 * changes nothing makes no revision.
 */
export async function makeRevision(
  snapshot: Snapshot,
  options: RevisionOptions,
  work: (revision: Revision) => Promise<{ checksum: string }>
): Promise<MadeRevision> {
  const origin = { ...options, started: options.started ?? options.time ?? nowText() }
  const revision = openRevision(snapshot, origin)
  const { checksum } = await work(revision)
  const changed = await finish(revision, { ...origin, checksum }, options.onChecked)
  return {
    revision: revision.number() ?? snapshot.revision,
    changed,
    counts: revision.counts,
    shown: revision.shown.list()
  }
}

/** Adds to what a revision did to the rows of a table. */
export function addCounts(
  { counts }: Revision,
  name: TableName,
  more: Partial<RowCounts> = {}
): void {
  const sum = counts[name] ?? { inserted: 0, corrected: 0, withdrawn: 0, kept: 0, unchanged: 0 }
  for (const [key, count] of Object.entries(more)) sum[key as keyof RowCounts] += count
  counts[name] = sum
}

function openRevision(snapshot: Snapshot, origin: Origin): Revision {
  let number: number | undefined
  return {
    snapshot,
    kind: origin.kind,
    touched: touchedRows(),
    counts: {},
    shown: shownChanges(),
    afterwards: [],
    async begin() {
      if (number !== undefined) return number
      number = snapshot.revision + 1
      await recordImport(snapshot, number, origin)
      return number
    },
    number: () => number
  }
}

async function finish(
  { snapshot, touched, counts, afterwards, number }: Revision,
  origin: Origin & { checksum: string },
  onChecked?: (progress: CheckProgress) => void
): Promise<boolean> {
  const made = number()
  if (made === undefined) return false
  const rows = Object.values(counts).reduce(
    (sum, { inserted, corrected, withdrawn }) => sum + inserted + corrected + withdrawn,
    0
  )
  const figures = { metrics: touched.metrics(), series: touched.series() }
  await renewDerived(snapshot, { figures, claims: touched.claims(), rows }, made, onChecked)
  for (const work of afterwards) await work()
  await completeImport(snapshot, made, origin, recordedCounts(counts))
  return true
}

function recordedCounts(counts: Revision['counts']): ImportCounts {
  const entries = Object.entries(counts).map(([name, { unchanged, ...recorded }]) => [
    name,
    recorded
  ])
  return Object.fromEntries(entries)
}
