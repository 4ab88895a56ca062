// Stores assessments: inserts new ones, and retires those that changed or whose projection is gone.
import { deleteRows, insertRows, type Row, selectRows } from '../../db/rows.ts'
import type { Snapshot } from '../../db/store.ts'
import type { Assessed } from '../../projections/assessment.ts'

/**
 * Makes the stored assessments of some projections equal to those found, as part of `revision`. A
 * projection without an assessment has been withdrawn. Returns how many were written.
 */
export async function storeAssessments(
  { db, tables: { assessment, assessment_history } }: Snapshot,
  ids: readonly string[],
  found: ReadonlyMap<string, Assessed>,
  revision: number
): Promise<number> {
  const before = await selectRows(db, assessment, 'id', ids)
  const known = new Map(before.map((row) => [String(row['id']), row]))
  const changed = [...found].flatMap(([id, one]) => {
    const row = rowOf(id, one)
    return isSame(known.get(id), row) ? [] : [{ ...row, revision }]
  })
  const written = new Set(changed.map(({ id }) => id))
  const retired = before.filter(({ id }) => written.has(String(id)) || !found.has(String(id)))
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
