// Writes the row of an import: its revision, its time, and how many rows it changed.
import { ASSESSOR } from '../../assessments/version.ts'
import { DETECTOR } from '../../conflicts/model/version.ts'
import { desc, eq } from '../../db/orm.ts'
import type { Snapshot } from '../../db/store.ts'
import type { ImportCounts } from '../../db/tables/define.ts'
import { EVALUATOR } from '../../evaluations/version.ts'
import { TEXT_FORM } from '../../search-text.ts'
import { toSeconds } from './to-seconds.ts'

/** The origin of a change. Times are RFC 3339. */
export type Origin = {
  /** The kind in the list of imports. */
  kind: string
  /** When the change was made; the default is the time when the work is done. */
  time?: string | undefined
  started?: string | undefined
  made_by?: string | null | undefined
  /** The reason that was given with the change. */
  note?: string | null | undefined
}

/**
 * Records an import when it begins; counts and time are completed at the end. The time is never
 * earlier than that of the import before, whatever the clock says.
 */
export async function recordImport(
  snapshot: Snapshot,
  revision: number,
  origin: Origin
): Promise<void> {
  const { kind, time = nowText(), started = time, made_by = null, note = null } = origin
  const finished = await timeAfterLast(snapshot, time)
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
    detector: DETECTOR,
    text_form: TEXT_FORM,
    assessor: ASSESSOR,
    evaluator: EVALUATOR
  })
}

/**
 * Completes the record of an import with its counts and its time. The time is taken as late as
 * possible: nobody sees the import before that, and a client that asks for all changes since a time
 * must not miss it. Returns the time.
 */
export async function completeImport(
  snapshot: Snapshot,
  revision: number,
  { time = nowText(), checksum }: Origin & { checksum: string },
  counts: ImportCounts
): Promise<string> {
  const { imports } = snapshot.tables
  const finished = await timeAfterLast(snapshot, time)
  await snapshot.db
    .update(imports)
    .set({ counts, checksum, finished })
    .where(eq(imports.revision, revision))
  return finished
}

/** The time now, in the form of {@link Origin}. */
export function nowText(): string {
  return new Date().toISOString()
}

async function timeAfterLast({ db, tables: { imports } }: Snapshot, time: string): Promise<string> {
  const [last] = await db
    .select({ finished: imports.finished })
    .from(imports)
    .orderBy(desc(imports.revision))
    .limit(1)
  return [toSeconds(time), last?.finished ?? ''].sort().at(-1) ?? ''
}
