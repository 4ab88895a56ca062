// The one change a request makes to one thing.
import type { Snapshot } from '../db/store.ts'
import type { Body } from '../http/fields.ts'
import { applyChanges } from '../imports/engine/apply-changes.ts'
import { importWithin } from '../imports/engine/import-files.ts'
import type { Written } from './queries.ts'

/** Who changes something, and why. */
export type Author = { made_by: string; note: string | null }

/** How a single change is called in the list of imports. */
const KIND = 'change'

/**
 * Writes one row, given as a line of a file. Throws a DataError where it cannot be taken. Gives the
 * newest revision.
 */
export async function writeRow(
  snapshot: Snapshot,
  noun: Written,
  line: Body,
  author: Author
): Promise<number> {
  const bytes = [Buffer.from(`${JSON.stringify(line)}\n`)]
  const { revision } = await importWithin(
    snapshot,
    [{ file: 'body', noun, bytes: readable(bytes) }],
    { kind: KIND, ...author }
  )
  return revision
}

/** Withdraws one row. Throws a ChangeError where others refer to it. Gives the new revision. */
export async function withdrawRow(
  snapshot: Snapshot,
  noun: Written,
  id: string,
  author: Author
): Promise<number> {
  const origin = { kind: KIND, checksum: '', correctsOthers: true, ...author }
  const { revision } = await applyChanges(snapshot, { withdrawn: { [noun]: [id] } }, origin)
  return revision
}

async function* readable(chunks: readonly Buffer[]): AsyncGenerator<Buffer> {
  yield* chunks
}
