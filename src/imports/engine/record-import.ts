// The row of an import: what made a revision, when, and how many rows it changed.
import { DETECTOR } from '../../conflicts/model/version.ts'
import { desc, eq } from '../../db/orm.ts'
import type { Snapshot } from '../../db/store.ts'
import type { ImportCounts } from '../../db/tables/define.ts'
import { toSeconds } from './times.ts'

/** Where a change comes from. Times are RFC 3339. */
export type Origin = {
  /** What it is called in the list of imports. */
  kind: string
  /** When it was made; left out, it is when the work is done. */
  time?: string | undefined
  started?: string | undefined
  made_by?: string | null | undefined
  /** Why, as given with the change. */
  note?: string | null | undefined
}

/**
 * Records an import that is begun: what it brings, and when it is done, is not known yet. It finished no earlier than the one before, whatever the clock says.
 */
export async function recordImport(
  snapshot: Snapshot,
  revision: number,
  origin: Origin
): Promise<void> {
  const { kind, time = nowText(), started = time, made_by = null, note = null } = origin
  const finished = await notBefore(snapshot, time)
  await snapshot.db.insert(snapshot.tables.imports).values({
    revision,
    kind,
    started: toSeconds(started),
    finished,
    state: 'done',
    counts: {},
    checksum: '',
    made_by,
    note,
    detector: DETECTOR
  })
}

/**
 * Completes the record of an import with its counts and with the time when it is done. That time is
 * taken as late as can be: nobody sees the import earlier, and a client that asks what has changed
 * since a time must not miss it.
 */
export async function completeImport(
  snapshot: Snapshot,
  revision: number,
  { time = nowText(), checksum }: Origin & { checksum: string },
  counts: ImportCounts
): Promise<void> {
  const { imports } = snapshot.tables
  const finished = await notBefore(snapshot, time)
  await snapshot.db
    .update(imports)
    .set({ counts, checksum, finished })
    .where(eq(imports.revision, revision))
}

/** The time now, as {@link Origin} has it. */
export function nowText(): string {
  return new Date().toISOString()
}

async function notBefore({ db, tables: { imports } }: Snapshot, time: string): Promise<string> {
  const [last] = await db
    .select({ finished: imports.finished })
    .from(imports)
    .orderBy(desc(imports.revision))
    .limit(1)
  return [toSeconds(time), last?.finished ?? ''].sort().at(-1) ?? ''
}
