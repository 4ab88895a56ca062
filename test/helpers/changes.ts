// Changes as the service's own engine makes them, for tests.
import type { Store } from '../../src/db/store.ts'
import { importRows } from '../../src/imports/engine/import-rows.ts'
import type {
  MadeRevision,
  RevisionOptions,
  RowCounts
} from '../../src/imports/engine/make-revision.ts'
import { type IdsByNoun, withdraw as withdrawIds } from '../../src/imports/engine/withdraw.ts'
import { type Rows, valuesOf } from './rows.ts'

/** When changes of tests are made unless told. */
export const CHANGED_AT = '2026-02-03T04:05:06Z'

const USUAL = { kind: 'change', time: CHANGED_AT }

/** Writes rows, filled up with defaults, as a revision of its own. Nothing else is added. */
export async function write(
  store: Store,
  rows: Rows,
  options: Partial<RevisionOptions> = {}
): Promise<MadeRevision> {
  return store.transaction((snapshot) =>
    importRows(snapshot, valuesOf(rows), { ...USUAL, ...options })
  )
}

/** Withdraws things, as a revision of its own. */
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

/** What a revision did to the rows of a table, where all else is 0. */
export function rowCounts(counts: Partial<RowCounts>): RowCounts {
  return { inserted: 0, corrected: 0, withdrawn: 0, kept: 0, unchanged: 0, ...counts }
}
