// An import while it runs, within its transaction.
import { type SeenIds, seenIds } from '../../db/seen-ids.ts'
import type { Snapshot } from '../../db/store.ts'
import type { BadCell } from '../../db/tables/define.ts'
import type { Noun } from '../../files/columns.ts'
import { type Origin, recordImport } from './record-import.ts'
import { type ShownChanges, shownChanges } from './shown-changes.ts'
import { type TouchedRows, touchedRows } from './touched.ts'
import { type Ahead, namesAhead } from './validation/ahead.ts'
import { type BadCells, badCells } from './validation/bad-cells.ts'
import { type KnownRows, knownRows } from './validation/known-rows.ts'

/** Rows of one noun by what became of them. */
export type FileCounts = { inserted: number; corrected: number; unchanged: number }
export type Running = {
  snapshot: Snapshot
  badCells: BadCells
  seen: SeenIds
  known: KnownRows
  ahead: Ahead
  touched: TouchedRows
  counts: Partial<Record<Noun, FileCounts>>
  /** The first changes, whole. */
  shown: ShownChanges
  /**
   * Begins the revision with the first change, for rows refer to it; undefined where there was none
   * yet.
   */
  begin: () => Promise<number>
  revision: () => number | undefined
}

/** Begins an import. Nothing is written before the first change. */
export async function beginImport(
  snapshot: Snapshot,
  origin: Origin,
  onRefused?: (cell: BadCell) => void
): Promise<Running> {
  const bad = badCells(onRefused)
  const seen = await seenIds(snapshot)
  let revision: number | undefined
  return {
    snapshot,
    badCells: bad,
    seen,
    known: await knownRows(snapshot, seen, () => bad.count() === 0),
    ahead: namesAhead(),
    touched: touchedRows(),
    counts: {},
    shown: shownChanges(),
    async begin() {
      if (revision !== undefined) return revision
      revision = snapshot.revision + 1
      await recordImport(snapshot, revision, origin, {})
      return revision
    },
    revision: () => revision
  }
}
