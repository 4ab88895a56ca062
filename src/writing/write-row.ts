// Makes the change of one request to one thing.
import type { Snapshot } from '../db/store.ts'
import type { RowValues } from '../files/data-file.ts'
import { importRows } from '../imports/engine/import-rows.ts'
import { withdraw } from '../imports/engine/withdraw.ts'
import type { WritableNoun } from '../nouns.ts'

/** The label of the key that makes a change, and the reason. */
export type Author = { made_by: string; note: string | null }

/** The kind of a single change in the list of imports. */
const KIND = 'change'

/**
 * Writes one row, header by the columns of its data file. Throws a DataError if the row is refused.
 * Returns the newest revision.
 */
export async function writeRow(
  snapshot: Snapshot,
  noun: WritableNoun,
  row: RowValues,
  author: Author
): Promise<number> {
  const { revision } = await importRows(snapshot, { [noun]: [row] }, { kind: KIND, ...author })
  return revision
}

/** Withdraws one row. Throws a ChangeError if others refer to it. Returns the new revision. */
export async function withdrawRow(
  snapshot: Snapshot,
  noun: WritableNoun,
  id: string,
  author: Author
): Promise<number> {
  const { revision } = await withdraw(snapshot, { [noun]: [id] }, { kind: KIND, ...author })
  return revision
}
