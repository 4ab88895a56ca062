// Stores assessments: inserts new ones, and retires those that changed or whose projection is gone.
import { deleteRows, insertRows, type Row, selectRows } from '../../db/rows.ts'
import type { Snapshot } from '../../db/store.ts'
import type { Assessed } from '../../projections/assessment.ts'

/**
 * Makes the stored assessments of some projections equal to those found, as part of `revision`. A
 * projection without an assessment has been withdrawn. Returns how many were written.
 */
export async function storeAssessments(
  { db, tables }: Snapshot,
  ids: readonly string[],
  found: ReadonlyMap<string, Assessed>,
  revision: number
): Promise<number> {
  const { assessment, assessment_history } = tables
  const { stored: retired, made } = await findDifferences({ db, tables }, ids, found)
  const changed = made.map((row) => ({ ...row, revision }))
  await insertRows(
    db,
    assessment_history,
    retired.map((row) => ({ ...row, retired_revision: revision }))
  )
  await deleteRows(
    db,
    assessment,
    'id',
    retired.map(({ id }) => String(id))
  )
  await insertRows(db, assessment, changed)
  return changed.length
}

/**
 * Some assessments as they are stored, and as they should be; those that are equal are left out.
 */
export type AssessmentDifference = { stored: Row[]; made: ReturnType<typeof rowOf>[] }

/** Where the stored assessments of some projections are not those found. */
export async function findDifferences(
  { db, tables: { assessment } }: Pick<Snapshot, 'db' | 'tables'>,
  ids: readonly string[],
  found: ReadonlyMap<string, Assessed>
): Promise<AssessmentDifference> {
  const before = await selectRows(db, assessment, 'id', ids)
  const known = new Map(before.map((row) => [String(row['id']), row]))
  const made = [...found]
    .map(([id, one]) => rowOf(id, one))
    .filter((row) => !isSame(known.get(row.id), row))
  const differing = new Set(made.map(({ id }) => id))
  const stored = before.filter(({ id }) => differing.has(String(id)) || !found.has(String(id)))
  return { stored, made }
}

function rowOf(id: string, { status, reason, horizon, due_on, body }: Assessed) {
  const { gap_percent, error } = body
  return {
    id,
    status,
    reason,
    gap_percent,
    error_percent: error?.error_percent ?? null,
    naive_error_percent: error?.naive_error_percent ?? null,
    drift_error_percent: error?.drift_error_percent ?? null,
    horizon: horizon,
    due_on,
    body
  }
}

function isSame(before: Row | undefined, after: Row): boolean {
  return (
    before !== undefined &&
    Object.entries(after).every(
      ([name, value]) => JSON.stringify(before[name]) === JSON.stringify(value)
    )
  )
}
