// The table of assessments of projections: how each target stands, and how far each forecast was
// off. Every import renews them. They have a history like claims, so that the past can be queried.
import { ASSESSMENT_STATUSES } from '../../vocabularies.ts'
import { finite, oneOf } from './constraints.ts'
import { type Imports, madeBy } from './imports.ts'
import type { Kit } from './kit.ts'

/** Columns by which people filter, sort and count; the rest is in `body`. */
export function assessmentColumns(k: Kit) {
  return {
    status: k.text({ enum: ASSESSMENT_STATUSES }),
    reason: k.text(),
    gap_percent: k.real(),
    error_percent: k.real(),
    naive_error_percent: k.real(),
    drift_error_percent: k.real(),
    horizon: k.integer(),
    /** The first day on which the assessment may change without new data. */
    due_on: k.text(),
    body: k.json<object>().notNull()
  }
}

/** The id is that of the projection. There is no foreign key: a projection is withdrawn first. */
export function assessmentTable(k: Kit, imports: Imports) {
  return k.table(
    'assessment',
    { id: k.text().primaryKey(), ...assessmentColumns(k), revision: madeBy(k, imports) },
    (t) => [
      k.check('assessment_status', oneOf(t.status, ASSESSMENT_STATUSES)),
      k.check('assessment_gap_percent', finite(t.gap_percent)),
      k.check('assessment_error_percent', finite(t.error_percent)),
      k.index('assessment_by_status').on(t.status, t.id),
      k.index('assessment_due').on(t.due_on),
      k.index('assessment_recorded').on(t.revision, t.id)
    ]
  )
}
