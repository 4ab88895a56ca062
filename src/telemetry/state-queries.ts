// What the database tells about its own state: the newest imports, and fetches that are due.
import { desc } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import { isOverdue } from '../freshness/due.ts'
import { listStates } from '../freshness/state-queries.ts'

/** Times are RFC 3339; null where nothing of the kind has happened. */
export type DataState = {
  revision: number
  newest: { started: string; finished: string; rows: number } | null
  refused: string | null
  sourcesOverdue: number
  fetchesFailed: number
}

/** Reads the state of the data: three statements of a few rows. */
export async function readState(snapshot: Snapshot): Promise<DataState> {
  const { db, tables } = snapshot
  const { imports, refusal } = tables
  const [newest] = await db.select().from(imports).orderBy(desc(imports.revision)).limit(1)
  const [refused] = await db
    .select({ finished: refusal.finished })
    .from(refusal)
    .orderBy(desc(refusal.id))
    .limit(1)
  const fetches = await listStates(snapshot)
  const overdue = fetches.filter((fetch) => isOverdue(fetch)).map(({ source }) => source)
  return {
    revision: snapshot.revision,
    newest: newest
      ? { started: newest.started, finished: newest.finished, rows: rowsIn(newest.counts) }
      : null,
    refused: refused?.finished ?? null,
    sourcesOverdue: new Set(overdue).size,
    fetchesFailed: fetches.filter(({ failure }) => failure !== null).length
  }
}

type Counts = Snapshot['tables']['imports']['$inferSelect']['counts']

function rowsIn(counts: Counts): number {
  return Object.values(counts).reduce(
    (sum, { inserted, corrected, withdrawn = 0 }) => sum + inserted + corrected + withdrawn,
    0
  )
}
