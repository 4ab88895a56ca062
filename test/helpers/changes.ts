// Makes changes for tests, with the engine of the service.
import type { Store } from '../../src/db/store.ts'
import { importRows } from '../../src/imports/engine/import-rows.ts'
import type {
  MadeRevision,
  RevisionOptions,
  RowCounts
} from '../../src/imports/engine/make-revision.ts'
import { type IdsByNoun, withdraw as withdrawIds } from '../../src/imports/engine/withdraw.ts'
import { type Rows, valuesOf } from './rows.ts'

/** The default time of changes in tests. */
export const CHANGED_AT = '2026-02-03T04:05:06Z'

const USUAL = { kind: 'change', time: CHANGED_AT }

/** Writes rows, completed with defaults, as one revision. Adds nothing else. */
export async function write(
  store: Store,
  rows: Rows,
  options: Partial<RevisionOptions> = {}
): Promise<MadeRevision> {
  return store.transaction((snapshot) =>
    importRows(snapshot, valuesOf(rows), { ...USUAL, ...options })
  )
}

/** Withdraws things as one revision. */
export async function withdrawAll(
  store: Store,
  ids: IdsByNoun,
  options: Partial<RevisionOptions> = {}
): Promise<MadeRevision> {
  return store.transaction((snapshot) => withdrawIds(snapshot, ids, { ...USUAL, ...options }))
}

/** Withdraws things of one kind. */
export async function withdraw(
  store: Store,
  noun: keyof IdsByNoun,
  ...ids: string[]
): Promise<MadeRevision> {
  return withdrawAll(store, { [noun]: ids }, { note: 'a misprint', made_by: 'a key' })
}

/** The counts of a revision for one table. Counts that are not given are 0. */
export function rowCounts(counts: Partial<RowCounts>): RowCounts {
  return { inserted: 0, corrected: 0, withdrawn: 0, kept: 0, unchanged: 0, ...counts }
}
