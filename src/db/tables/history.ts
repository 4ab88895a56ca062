// Retired versions, as SQL:2011 keeps them: the row as it was, the revision that made it and the
// one that retired it. Why it was retired is a matter of that revision's import. Foreign keys are
// left out on purpose: what a retired row points to may itself be retired.

import { entityColumns, metricColumns, scenarioColumns, sourceColumns } from './catalogue.ts'
import { claimCheckColumns } from './claim-checks.ts'
import { observationColumns, observationIndexes, relationColumns } from './claims.ts'
import type { Kit } from './kit.ts'
import { eventColumns, projectionColumns } from './projections.ts'

export function historyTables(k: Kit) {
  const retired = () => ({
    id: k.text().notNull(),
    revision: k.integer().notNull(),
    retired_revision: k.integer().notNull()
  })
  // Retired without a successor: marked, so that withdrawals are found without looking for one.
  const version = () => ({ ...retired(), withdrawn: k.bool().notNull().default(false) })
  const observation_history = k.table(
    'observation_history',
    { ...version(), ...observationColumns(k) },
    (t) => [
      k.primaryKey({ columns: [t.id, t.revision] }),
      k.index('observation_history_retired').on(t.retired_revision, t.id),
      k.index('observation_history_withdrawn').on(t.withdrawn, t.retired_revision, t.id),
      ...observationIndexes(k, 'observation_history', t)
    ]
  )
  return {
    observation_history,
    entity_history: k.table('entity_history', { ...version(), ...entityColumns(k) }, (t) => [
      k.primaryKey({ columns: [t.id, t.revision] }),
      k.index('entity_history_recorded').on(t.revision, t.id),
      k.index('entity_history_retired').on(t.retired_revision, t.id),
      k.index('entity_history_withdrawn').on(t.withdrawn, t.retired_revision, t.id)
    ]),
    source_history: k.table('source_history', { ...version(), ...sourceColumns(k) }, (t) => [
      k.primaryKey({ columns: [t.id, t.revision] }),
      k.index('source_history_recorded').on(t.revision, t.id),
      k.index('source_history_retired').on(t.retired_revision, t.id),
      k.index('source_history_withdrawn').on(t.withdrawn, t.retired_revision, t.id)
    ]),
    metric_history: k.table('metric_history', { ...version(), ...metricColumns(k) }, (t) => [
      k.primaryKey({ columns: [t.id, t.revision] }),
      k.index('metric_history_recorded').on(t.revision, t.id),
      k.index('metric_history_retired').on(t.retired_revision, t.id),
      k.index('metric_history_withdrawn').on(t.withdrawn, t.retired_revision, t.id)
    ]),
    scenario_history: k.table('scenario_history', { ...version(), ...scenarioColumns(k) }, (t) => [
      k.primaryKey({ columns: [t.id, t.revision] }),
      k.index('scenario_history_recorded').on(t.revision, t.id),
      k.index('scenario_history_retired').on(t.retired_revision, t.id),
      k.index('scenario_history_withdrawn').on(t.withdrawn, t.retired_revision, t.id)
    ]),
    projection_history: k.table(
      'projection_history',
      { ...version(), ...projectionColumns(k) },
      (t) => [
        k.primaryKey({ columns: [t.id, t.revision] }),
        k.index('projection_history_recorded').on(t.revision, t.id),
        k.index('projection_history_retired').on(t.retired_revision, t.id),
        k.index('projection_history_withdrawn').on(t.withdrawn, t.retired_revision, t.id)
      ]
    ),
    event_history: k.table('event_history', { ...version(), ...eventColumns(k) }, (t) => [
      k.primaryKey({ columns: [t.id, t.revision] }),
      k.index('event_history_recorded').on(t.revision, t.id),
      k.index('event_history_retired').on(t.retired_revision, t.id),
      k.index('event_history_withdrawn').on(t.withdrawn, t.retired_revision, t.id)
    ]),
    relation_history: k.table('relation_history', { ...version(), ...relationColumns(k) }, (t) => [
      k.primaryKey({ columns: [t.id, t.revision] }),
      k.index('relation_history_recorded').on(t.revision, t.id),
      k.index('relation_history_retired').on(t.retired_revision, t.id),
      k.index('relation_history_withdrawn').on(t.withdrawn, t.retired_revision, t.id)
    ]),
    /** The links of retired versions of a relation. */
    relation_other_history: k.table(
      'relation_other_history',
      {
        relation: k.text().notNull(),
        position: k.integer().notNull(),
        observation: k.text().notNull(),
        revision: k.integer().notNull(),
        retired_revision: k.integer().notNull()
      },
      (t) => [
        k.primaryKey({ columns: [t.relation, t.revision, t.position] }),
        k.index('relation_other_history_by_observation').on(t.observation, t.relation)
      ]
    ),
    claim_check_history: k.table(
      'claim_check_history',
      { ...retired(), ...claimCheckColumns(k) },
      (t) => [
        k.primaryKey({ columns: [t.id, t.revision] }),
        k.index('claim_check_history_worst').on(t.holds, k.descending(t.apart), t.id),
        k.index('claim_check_history_by_about').on(t.about),
        k.index('claim_check_history_recorded').on(t.revision),
        k.index('claim_check_history_retired').on(t.retired_revision)
      ]
    )
  }
}
