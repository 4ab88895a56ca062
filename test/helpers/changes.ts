// Changes as the service's own function makes them, for tests.
import type { Store } from '../../src/db/store.ts'
import {
  applyChanges,
  type ChangeSet,
  type ImportResult,
  type Origin
} from '../../src/imports/engine/apply-changes.ts'

/** When changes of tests are made unless told. */
export const CHANGED_AT = '2026-02-03T04:05:06Z'

/** One change, as a revision of its own. */
export async function change(
  store: Store,
  changes: ChangeSet,
  origin: Partial<Origin> = {}
): Promise<ImportResult> {
  const usual = { kind: 'change', time: CHANGED_AT, checksum: '', correctsOthers: true }
  return store.transaction((snapshot) => applyChanges(snapshot, changes, { ...usual, ...origin }))
}

/** Withdraws one thing. */
export async function withdraw(
  store: Store,
  noun: keyof NonNullable<ChangeSet['withdrawn']>,
  ...ids: string[]
): Promise<ImportResult> {
  return change(store, { withdrawn: { [noun]: ids } }, { note: 'a misprint', made_by: 'a key' })
}
