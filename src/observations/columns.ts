import type { Snapshot } from '../db/store.ts'
import { sourceReferenceOf } from '../sources/reference-queries.ts'

/** The columns of what a claim says, and of who says it; its source must be joined. */
export function figureColumns(tables: Snapshot['tables']) {
  const { value, low, high, bound, status, note, attributed_to } = tables.observation
  const source = sourceReferenceOf(tables)
  return { value, low, high, bound, status, note, attributed_to, source }
}

/** The columns of a claim itself, without its source and unit. */
export function observationColumns({ observation }: Snapshot['tables']) {
  return {
    id: observation.id,
    metric: observation.metric,
    subject: observation.subject,
    partner: observation.partner,
    direction: observation.direction,
    mode: observation.mode,
    product: observation.product,
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
