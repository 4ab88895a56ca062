// Finds out why an id is not in a snapshot: it was withdrawn, or it was recorded later.
import { and, desc, eq, gt, lte, sql } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import type { Tables } from '../db/tables/define.ts'
import type { Versioned } from '../db/tables-as-of.ts'

type ImportOfAbsence = { revision: number; time: string; note: string | null }
/** The import that withdrew the id, or the first one after the snapshot that added it. */
export type Absence = { withdrawn: ImportOfAbsence } | { since: ImportOfAbsence }

/** The absence of an id that is not in the snapshot; undefined if the id never existed. */
export async function findAbsence(
  snapshot: Snapshot,
  noun: Versioned,
  id: string
): Promise<Absence | undefined> {
  const { tables } = snapshot.now ?? snapshot
  const [table, history] = [
    tables[noun] as Tables['event'],
    tables[`${noun}_history`] as Tables['event_history']
  ]
  const { db, revision } = snapshot
  const retired = and(eq(history.id, id), lte(history.retired_revision, revision))
  const [last] = await db
    .select({ revision: history.retired_revision })
    .from(history)
    .where(retired)
    .orderBy(desc(history.revision))
    .limit(1)
  if (last) return { withdrawn: await importOf(snapshot, last.revision) }
  if (!snapshot.now) return undefined
  const later = and(eq(history.id, id), gt(history.revision, revision))
  const first = sql<number | null>`min(${history.revision})`
  const [early] = await db.select({ revision: first }).from(history).where(later)
  const [current] = await db
    .select({ revision: table.revision })
    .from(table)
    .where(eq(table.id, id))
    .limit(1)
  const since = early?.revision ?? current?.revision
  return since === undefined ? undefined : { since: await importOf(snapshot, Number(since)) }
}

async function importOf(
  { db, tables: { imports } }: Snapshot,
  revision: number
): Promise<ImportOfAbsence> {
  const [found] = await db
    .select({ revision: imports.revision, time: imports.finished, note: imports.note })
    .from(imports)
    .where(eq(imports.revision, revision))
    .limit(1)
  if (!found) throw new Error(`no revision ${revision}, though a row was retired by it`)
  return found
}
