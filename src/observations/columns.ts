// What is read of a claim, and what stands beside it: its unit, its source, when it was recorded.
import type { Snapshot } from '../db/store.ts'
import { selectFigures } from '../sources/reference-queries.ts'
import type { Observation } from './schemas.ts'

/** A claim as it goes out, with the revision that made it: the wire shows only its time. */
export type ObservationRow = Observation & { revision: number }

/** Claims with what stands beside them. */
export function selectObservations(snapshot: Snapshot) {
  const { observation } = snapshot.tables
  return selectFigures(snapshot, observation, ownColumns(snapshot.tables))
}

/** Claims alone: of an earlier revision, whose joins would not end at a limit (look-up.ts). */
export function selectAlone({ db, tables }: Snapshot) {
  return db
    .select({ ...ownColumns(tables), source: tables.observation.source })
    .from(tables.observation)
    .$dynamic()
}

function ownColumns({ observation }: Snapshot['tables']) {
  return {
    id: observation.id,
    metric: observation.metric,
    subject: observation.subject,
    partner: observation.partner,
    direction: observation.direction,
    mode: observation.mode,
    period: observation.period,
    starts_on: observation.starts_on,
    ends_on: observation.ends_on,
    value: observation.value,
    low: observation.low,
    high: observation.high,
    bound: observation.bound,
    text: observation.text,
    status: observation.status,
    attributed_to: observation.attributed_to,
    note: observation.note,
    derived_from: observation.derived_from,
    revision: observation.revision
  }
}
