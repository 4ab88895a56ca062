// Retired versions, as SQL:2011 keeps them: the row as it was, the revision that made it and the one that retired it.
// Foreign keys are left out on purpose: what a retired row points to may itself be retired.
import type { Kit } from '../kit.ts'
import { entityColumns, metricColumns, sourceColumns } from './catalogue.ts'
import { observationColumns } from './claims.ts'
import { eventColumns, projectionColumns } from './projections.ts'

export function historyTables(k: Kit) {
  const version = () => ({ id: k.text().notNull(), revision: k.integer().notNull(), retired_revision: k.integer().notNull() })
  return {
    entity_history: k.table('entity_history', { ...version(), ...entityColumns(k) }, (t) => [
      k.primaryKey({ columns: [t.id, t.revision] })
    ]),
    source_history: k.table('source_history', { ...version(), ...sourceColumns(k) }, (t) => [
      k.primaryKey({ columns: [t.id, t.revision] })
    ]),
    metric_history: k.table('metric_history', { ...version(), ...metricColumns(k) }, (t) => [
      k.primaryKey({ columns: [t.id, t.revision] })
    ]),
    observation_history: k.table('observation_history', { ...version(), ...observationColumns(k) }, (t) => [
      k.primaryKey({ columns: [t.id, t.revision] })
    ]),
    projection_history: k.table('projection_history', { ...version(), ...projectionColumns(k) }, (t) => [
      k.primaryKey({ columns: [t.id, t.revision] })
    ]),
    event_history: k.table('event_history', { ...version(), ...eventColumns(k) }, (t) => [k.primaryKey({ columns: [t.id, t.revision] })])
  }
}
