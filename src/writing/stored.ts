// What the database holds of one thing, and the one change a request makes to it.
import { eq } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import type { Tables } from '../db/tables/define.ts'
import type { Body } from '../http/fields.ts'
import { applyChanges } from '../imports/apply-changes.ts'
import { importWithin } from '../imports/import-files.ts'

/** What can be written by itself; relations and scenarios come by imports. */
export type Written = 'observation' | 'projection' | 'event' | 'source' | 'metric' | 'entity'
/** Who changes something, and why. */
export type Author = { made_by: string; note: string | null }

/** How a single change is called in the list of imports. */
const KIND = 'change'

/** The current row of an id. */
export async function storedRow({ db, tables }: Snapshot, noun: Written, id: string): Promise<(Body & { revision: number }) | undefined> {
  const table = tables[noun] as Tables['event']
  const [row] = await db.select().from(table).where(eq(table.id, id)).limit(1)
  return row
}

/** Writes one row, given as a line of a file. Throws a DataError where it cannot be taken. Gives the newest revision. */
export async function writeRow(snapshot: Snapshot, noun: Written, line: Body, author: Author): Promise<number> {
  const bytes = [Buffer.from(`${JSON.stringify(line)}\n`)]
  const { revision } = await importWithin(snapshot, [{ file: 'body', noun, bytes: readable(bytes) }], { kind: KIND, ...author })
  return revision
}

/** Withdraws one row. Throws a ChangeError where others refer to it. Gives the new revision. */
export async function withdrawRow(snapshot: Snapshot, noun: Written, id: string, author: Author): Promise<number> {
  const origin = { kind: KIND, checksum: '', correctsOthers: true, ...author }
  const { revision } = await applyChanges(snapshot, { withdrawn: { [noun]: [id] } }, origin)
  return revision
}

async function* readable(chunks: readonly Buffer[]): AsyncGenerator<Buffer> {
  yield* chunks
}
