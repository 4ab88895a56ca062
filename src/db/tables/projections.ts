// Tables of claims about the future, and of events.
import { BOUNDS, EVENT_KINDS, EVENT_SCOPES, PROJECTION_KINDS } from '../../vocabularies.ts'
import { sql } from '../orm.ts'
import type { Catalogue } from './catalogue.ts'
import { finite, oneOf, refersTo, wholeFigure } from './constraints.ts'
import { type Imports, madeBy } from './imports.ts'
import type { Kit } from './kit.ts'

export function projectionColumns(k: Kit) {
  return {
    metric: k.text().notNull(),
    subject: k.text().notNull(),
    partner: k.text(),
    scenario: k.text().notNull(),
    base_period: k.text(),
    base_value: k.real(),
    target_period: k.text(),
    target_starts_on: k.text(),
    target_ends_on: k.text(),
    value: k.real(),
    low: k.real(),
    high: k.real(),
    bound: k.text({ enum: BOUNDS }).notNull(),
    text: k.text().notNull(),
    condition: k.text(),
    issued_on: k.text(),
    attributed_to: k.text(),
    source: k.text().notNull(),
    note: k.text(),
    kind: k.text({ enum: PROJECTION_KINDS }).notNull().default('target')
  }
}

export function eventColumns(k: Kit) {
  return {
    date: k.text().notNull(),
    starts_on: k.text().notNull(),
    ends_on: k.text().notNull(),
    entity: k.text().notNull(),
    kind: k.text({ enum: EVENT_KINDS }).notNull(),
    title: k.text().notNull(),
    source: k.text().notNull(),
    /** The last day of what began on `date`, as precise as known. */
    end_date: k.text(),
    scope: k.text({ enum: EVENT_SCOPES }),
    note: k.text()
  }
}

export function projectionTable(k: Kit, imports: Imports, catalogue: Catalogue) {
  return k.table(
    'projection',
    { id: k.text().primaryKey(), ...projectionColumns(k), revision: madeBy(k, imports) },
    (t) => [
      refersTo(k, t.metric, catalogue.metric.id),
      refersTo(k, t.subject, catalogue.entity.id),
      refersTo(k, t.partner, catalogue.entity.id),
      refersTo(k, t.scenario, catalogue.scenario.id),
      refersTo(k, t.source, catalogue.source.id),
      k.check('projection_bound', oneOf(t.bound, BOUNDS)),
      k.check('projection_kind', oneOf(t.kind, PROJECTION_KINDS)),
      k.check('projection_base_value', finite(t.base_value)),
      k.check('projection_value', finite(t.value)),
      k.check('projection_low', finite(t.low)),
      k.check('projection_high', finite(t.high)),
      k.check('projection_figure', wholeFigure(t.value, t.low, t.high)),
      k.check(
        'projection_period',
        sql`(${t.target_period} is null) = (${t.target_ends_on} is null)`
      ),
      k.index('projection_by_metric').on(t.metric, t.id),
      k.index('projection_by_subject').on(t.subject, t.id),
      k.index('projection_by_partner').on(t.partner, t.id),
      k.index('projection_by_scenario').on(t.scenario, t.id),
      k.index('projection_by_kind').on(t.kind, t.id),
      k.index('projection_by_source').on(t.source, t.id),
      k.index('projection_by_target').on(t.target_ends_on, t.id),
      k.index('projection_recorded').on(t.revision, t.id)
    ]
  )
}

export function eventTable(k: Kit, imports: Imports, { entity, source }: Catalogue) {
  return k.table(
    'event',
    { id: k.text().primaryKey(), ...eventColumns(k), revision: madeBy(k, imports) },
    (t) => [
      refersTo(k, t.entity, entity.id),
      refersTo(k, t.source, source.id),
      k.check('event_kind', oneOf(t.kind, EVENT_KINDS)),
      k.check('event_scope', oneOf(t.scope, EVENT_SCOPES)),
      k.index('event_newest').on(k.descending(t.starts_on), t.id),
      k.index('event_by_entity').on(t.entity, k.descending(t.starts_on), t.id),
      k.index('event_by_kind').on(t.kind, k.descending(t.starts_on), t.id),
      k.index('event_recorded').on(t.revision, t.id)
    ]
  )
}
