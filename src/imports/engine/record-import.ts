// The row of an import: what made a revision, when, and how many rows it changed.
import { DETECTOR } from '../../conflicts/model/version.ts'
import { desc, eq } from '../../db/orm.ts'
import type { Snapshot } from '../../db/store.ts'
import type { ImportCounts } from '../../db/tables/define.ts'
import { toSeconds } from './times.ts'

/**
 * Where a change comes from: its kind, when it was made, a checksum of what was imported, who made
 * it and why, and whether it corrects rows that changes of another kind have brought.
 */
export type Origin = {
  kind: string
  /** Left out, it is when the work is done. */
  time?: string
  checksum: string
  correctsOthers: boolean
  started?: string
  made_by?: string | null
  note?: string | null
}

/** Records an import. It finished no earlier than the one before, whatever the clock says. */
export async function recordImport(
  snapshot: Snapshot,
  revision: number,
  origin: Origin,
  counts: ImportCounts
): Promise<void> {
  const {
    kind,
    time = new Date().toISOString(),
    started = time,
    checksum,
    made_by = null,
    note = null
  } = origin
  const finished = await notBefore(snapshot, time)
  await snapshot.db.insert(snapshot.tables.imports).values({
    revision,
    kind,
    started: toSeconds(started),
    finished,
    state: 'done',
    counts,
    checksum,
    made_by,
    note,
    detector: DETECTOR
  })
}

/**
 * Completes the record of an import that was begun before anyone could know what it brings, and
 * when it would be done: as late as can be, for nobody sees it earlier, and who asks what has
 * changed since a time should not miss it.
 */
export async function completeImport(
  snapshot: Snapshot,
  revision: number,
  { time = new Date().toISOString(), checksum }: Origin,
  counts: ImportCounts
): Promise<void> {
  const { imports } = snapshot.tables
  const finished = await notBefore(snapshot, time)
  await snapshot.db
    .update(imports)
    .set({ counts, checksum, finished })
    .where(eq(imports.revision, revision))
}

async function notBefore({ db, tables: { imports } }: Snapshot, time: string): Promise<string> {
  const [last] = await db
    .select({ finished: imports.finished })
    .from(imports)
    .orderBy(desc(imports.revision))
    .limit(1)
  return [toSeconds(time), last?.finished ?? ''].sort().at(-1) ?? ''
}
