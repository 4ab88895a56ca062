// Tables of retired versions, as in SQL:2011: the row as it was, the revision that made it and the
// revision that retired it. The import of the retiring revision gives the reason. There are no
// foreign keys on purpose: a retired row may refer to rows that are retired too.

import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import { assessmentColumns } from './assessments.ts'
import {
  entityColumns,
  metricColumns,
  productColumns,
  scenarioColumns,
  sourceColumns,
  unitColumns
} from './catalogue-columns.ts'
import { claimCheckColumns, failed } from './claim-checks.ts'
import { observationColumns, observationIndexes, relationColumns } from './claims.ts'
import type { Kit } from './kit.ts'
import { aliasColumns } from './names.ts'
import { corridorColumns, legColumns } from './network.ts'
import { eventColumns, projectionColumns } from './projections.ts'

export function historyTables(k: Kit) {
  const retired = () => ({
    id: k.text().notNull(),
    revision: k.integer().notNull(),
    retired_revision: k.integer().notNull()
  })
  // `withdrawn` marks a version without a successor, so that withdrawals are found without
  // searching for one.
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
    entity_history: k.table('entity_history', { ...version(), ...entityColumns(k) }, (t) =>
      versionIndexes(k, 'entity_history', t)
    ),
    source_history: k.table('source_history', { ...version(), ...sourceColumns(k) }, (t) =>
      versionIndexes(k, 'source_history', t)
    ),
    unit_history: k.table('unit_history', { ...version(), ...unitColumns(k) }, (t) =>
      versionIndexes(k, 'unit_history', t)
    ),
    metric_history: k.table('metric_history', { ...version(), ...metricColumns(k) }, (t) =>
      versionIndexes(k, 'metric_history', t)
    ),
    scenario_history: k.table('scenario_history', { ...version(), ...scenarioColumns(k) }, (t) =>
      versionIndexes(k, 'scenario_history', t)
    ),
    product_history: k.table('product_history', { ...version(), ...productColumns(k) }, (t) =>
      versionIndexes(k, 'product_history', t)
    ),
    leg_history: k.table('leg_history', { ...version(), ...legColumns(k) }, (t) =>
      versionIndexes(k, 'leg_history', t)
    ),
    corridor_history: k.table('corridor_history', { ...version(), ...corridorColumns(k) }, (t) =>
      versionIndexes(k, 'corridor_history', t)
    ),
    alias_history: k.table('alias_history', { ...version(), ...aliasColumns(k) }, (t) =>
      versionIndexes(k, 'alias_history', t)
    ),
    projection_history: k.table(
      'projection_history',
      { ...version(), ...projectionColumns(k) },
      (t) => versionIndexes(k, 'projection_history', t)
    ),
    assessment_history: k.table(
      'assessment_history',
      { ...retired(), ...assessmentColumns(k) },
      (t) => [
        k.primaryKey({ columns: [t.id, t.revision] }),
        k.index('assessment_history_recorded').on(t.revision, t.id),
        k.index('assessment_history_retired').on(t.retired_revision, t.id)
      ]
    ),
    event_history: k.table('event_history', { ...version(), ...eventColumns(k) }, (t) =>
      versionIndexes(k, 'event_history', t)
    ),
    relation_history: k.table('relation_history', { ...version(), ...relationColumns(k) }, (t) =>
      versionIndexes(k, 'relation_history', t)
    ),
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
        k.index('claim_check_history_retired').on(t.retired_revision),
        k.index('claim_check_history_failed').on(t.revision, t.id).where(failed(t.holds)),
        k.index('claim_check_history_resolved').on(t.retired_revision, t.id).where(failed(t.holds))
      ]
    )
  }
}

type VersionColumns = Record<'id' | 'revision' | 'retired_revision' | 'withdrawn', SQLiteColumn>

function versionIndexes(k: Kit, table: string, t: VersionColumns) {
  return [
    k.primaryKey({ columns: [t.id, t.revision] }),
    k.index(`${table}_recorded`).on(t.revision, t.id),
    k.index(`${table}_retired`).on(t.retired_revision, t.id),
    k.index(`${table}_withdrawn`).on(t.withdrawn, t.retired_revision, t.id)
  ]
}
