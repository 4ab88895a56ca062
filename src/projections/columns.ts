import type { Snapshot } from '../db/store.ts'

/** The columns of a projection, without its source and the growth it requires. */
export function projectionColumns({ projection }: Snapshot['tables']) {
  return {
    id: projection.id,
    metric: projection.metric,
    subject: projection.subject,
    partner: projection.partner,
    scenario: projection.scenario,
    kind: projection.kind,
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
