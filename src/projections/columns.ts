// What is read of a projection, and what stands beside it: its unit, its source, when it was recorded.
import type { Snapshot } from '../db/store.ts'
import { selectFigures } from '../sources/reference-queries.ts'

/** Projections with what stands beside them. */
export function selectProjections(snapshot: Snapshot) {
  const { projection } = snapshot.tables
  return selectFigures(snapshot, projection, ownColumns(snapshot.tables))
}

/** Projections alone: of an earlier revision, whose joins would not end at a limit (look-up.ts). */
export function selectAlone({ db, tables }: Snapshot) {
  return db
    .select({ ...ownColumns(tables), source: tables.projection.source })
    .from(tables.projection)
    .$dynamic()
}

function ownColumns({ projection }: Snapshot['tables']) {
  return {
    id: projection.id,
    metric: projection.metric,
    subject: projection.subject,
    partner: projection.partner,
    scenario: projection.scenario,
    base: { period: projection.base_period, value: projection.base_value },
    target: {
      period: projection.target_period,
      value: projection.value,
      low: projection.low,
      high: projection.high,
      bound: projection.bound,
      text: projection.text
    },
    condition: projection.condition,
    issued_on: projection.issued_on,
    attributed_to: projection.attributed_to,
    note: projection.note,
    revision: projection.revision
  }
}
