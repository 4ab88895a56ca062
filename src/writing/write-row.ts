// The one change a request makes to one thing.
import type { Snapshot } from '../db/store.ts'
import type { Values } from '../files/data-file.ts'
import { importRows } from '../imports/engine/import-rows.ts'
import { withdraw } from '../imports/engine/withdraw.ts'
import type { WritableNoun } from '../nouns.ts'

/** Who changes something, and why. */
export type Author = { made_by: string; note: string | null }

/** How a single change is called in the list of imports. */
const KIND = 'change'

/**
 * Writes one row, given by the columns of its data file. Throws a DataError where it cannot be
 * taken. Gives the newest revision.
 */
export async function writeRow(
  snapshot: Snapshot,
  noun: WritableNoun,
  row: Values,
  author: Author
): Promise<number> {
  const { revision } = await importRows(snapshot, { [noun]: [row] }, { kind: KIND, ...author })
  return revision
}

/** Withdraws one row. Throws a ChangeError where others refer to it. Gives the new revision. */
export async function withdrawRow(
  snapshot: Snapshot,
  noun: WritableNoun,
  id: string,
  author: Author
): Promise<number> {
  const { revision } = await withdraw(snapshot, { [noun]: [id] }, { kind: KIND, ...author })
  return revision
}
