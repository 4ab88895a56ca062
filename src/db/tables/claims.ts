// Tables of observations, and of the relations between them.

import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import { BOUNDS, DIRECTIONS, MODES, OBS_STATUSES, RELATION_KINDS } from '../../vocabularies.ts'
import { sql } from '../orm.ts'
import type { Catalogue } from './catalogue.ts'
import { finite, oneOf, reference, refersTo, wholeFigure } from './constraints.ts'
import type { coverageTables } from './coverage.ts'
import { type Imports, madeBy } from './imports.ts'
import type { Kit } from './kit.ts'

/** What a figure is about. */
export function subjectMatterColumns(k: Kit) {
  return {
    metric: k.text().notNull(),
    subject: k.text().notNull(),
    partner: k.text(),
    direction: k.text({ enum: DIRECTIONS }),
    mode: k.text({ enum: MODES }),
    product: k.text(),
    period: k.text(),
    starts_on: k.text(),
    ends_on: k.text()
  }
}

/**
 * `starts_on`, `ends_on` and `series` are computed from the other columns; the first two are null
 * if no period is named.
 */
export function observationColumns(k: Kit) {
  return {
    ...subjectMatterColumns(k),
    series: k.text().notNull(),
    value: k.real(),
    low: k.real(),
    high: k.real(),
    bound: k.text({ enum: BOUNDS }).notNull(),
    text: k.text().notNull(),
    status: k.text({ enum: OBS_STATUSES }).notNull(),
    attributed_to: k.text(),
    source: k.text().notNull(),
    derived_from: k.json<string[]>().notNull(),
    note: k.text()
  }
}

type Indexed = Record<
  | 'id'
  | 'metric'
  | 'subject'
  | 'partner'
  | 'direction'
  | 'mode'
  | 'product'
  | 'bound'
  | 'source'
  | 'series'
  | 'ends_on'
  | 'value'
  | 'revision',
  SQLiteColumn
>

/**
 * One index for every filter, each ending in the period and the id, and one for every other sort
 * order. Each index serves both directions, because ties follow the direction of the sort. The
 * words that most claims have (no direction, mode or product, an exact bound) are in no index of
 * their own: a walk along all claims finds them soon.
 */
export function observationIndexes(k: Kit, table: string, t: Indexed) {
  return [
    k.index(`${table}_by_metric`).on(t.metric, t.ends_on, t.id),
    // Its pairs are read in order, each from its newest claim on.
    k
      .index(`${table}_by_metric_pair`)
      .on(t.metric, t.subject, t.partner, k.descending(t.ends_on), k.descending(t.id)),
    k.index(`${table}_by_subject`).on(t.subject, t.ends_on, t.id),
    k.index(`${table}_by_partner`).on(t.partner, t.ends_on, t.id),
    k.index(`${table}_by_source`).on(t.source, t.ends_on, t.id),
    k
      .index(`${table}_by_direction`)
      .on(t.direction, t.ends_on, t.id)
      .where(sql`${t.direction} is not null`),
    k.index(`${table}_by_mode`).on(t.mode, t.ends_on, t.id).where(sql`${t.mode} is not null`),
    k
      .index(`${table}_by_product`)
      .on(t.product, t.ends_on, t.id)
      .where(sql`${t.product} is not null`),
    k.index(`${table}_by_bound`).on(t.bound, t.ends_on, t.id).where(sql`${t.bound} <> 'exact'`),
    k.index(`${table}_by_series`).on(t.series, t.ends_on),
    k.index(`${table}_by_period`).on(t.ends_on, t.id),
    k.index(`${table}_by_value`).on(t.metric, t.value, t.id),
    k.index(`${table}_recorded`).on(t.revision, t.id)
  ]
}

export function observationTable(
  k: Kit,
  imports: Imports,
  catalogue: Catalogue,
  series: ReturnType<typeof coverageTables>['series']
) {
  return k.table(
    'observation',
    { id: k.text().primaryKey(), ...observationColumns(k), revision: madeBy(k, imports) },
    (t) => [
      refersTo(k, t.metric, catalogue.metric.id),
      refersTo(k, t.subject, catalogue.entity.id),
      refersTo(k, t.partner, catalogue.entity.id),
      refersTo(k, t.product, catalogue.product.id),
      refersTo(k, t.source, catalogue.source.id),
      refersTo(k, t.series, series.id),
      k.check('observation_direction', oneOf(t.direction, DIRECTIONS)),
      k.check('observation_mode', oneOf(t.mode, MODES)),
      k.check('observation_bound', oneOf(t.bound, BOUNDS)),
      k.check('observation_status', oneOf(t.status, OBS_STATUSES)),
      k.check('observation_value', finite(t.value)),
      k.check('observation_low', finite(t.low)),
      k.check('observation_high', finite(t.high)),
      k.check('observation_figure', wholeFigure(t.value, t.low, t.high)),
      k.check('observation_period', sql`(${t.period} is null) = (${t.ends_on} is null)`),
      ...observationIndexes(k, 'observation', t)
    ]
  )
}

/**
 * The claims from which a claim was computed, one by one: finds `derived_from` the other way round,
 * and keeps these claims from being withdrawn.
 */
export function derivationTable(k: Kit, observation: ReturnType<typeof observationTable>) {
  const claim = () => reference(k, () => observation.id).notNull()
  return k.table(
    'derivation',
    { observation: claim(), position: k.integer().notNull(), input: claim() },
    (t) => [
      k.primaryKey({ columns: [t.observation, t.position] }),
      k.index('derivation_by_input').on(t.input, t.observation)
    ]
  )
}

export function relationColumns(k: Kit) {
  return {
    kind: k.text({ enum: RELATION_KINDS }).notNull(),
    observation: k.text().notNull(),
    others: k.json<string[]>().notNull(),
    note: k.text()
  }
}

export function relationTables(
  k: Kit,
  imports: Imports,
  observation: ReturnType<typeof observationTable>
) {
  const relation = k.table(
    'relation',
    { id: k.text().primaryKey(), ...relationColumns(k), revision: madeBy(k, imports) },
    (t) => [
      refersTo(k, t.observation, observation.id),
      k.check('relation_kind', oneOf(t.kind, RELATION_KINDS)),
      k.index('relation_by_kind').on(t.kind, t.id),
      k.index('relation_by_observation').on(t.observation, t.id),
      k.index('relation_recorded').on(t.revision, t.id)
    ]
  )
  const relation_other = k.table(
    'relation_other',
    {
      relation: reference(k, () => relation.id).notNull(),
      position: k.integer().notNull(),
      observation: reference(k, () => observation.id).notNull()
    },
    (t) => [
      k.primaryKey({ columns: [t.relation, t.position] }),
      k.index('relation_other_by_observation').on(t.observation, t.relation)
    ]
  )
  return { relation, relation_other }
}
