// Tables that figures refer to: units, entities, countries, products, sources, metrics and
// scenarios.
import {
  AGGREGATIONS,
  BY_PRODUCT,
  DESIRED,
  ENTITY_KINDS,
  METRIC_KINDS,
  type NAME_LANGUAGES,
  PARTNERED,
  PRODUCT_SCHEMES,
  REGIONS,
  SOURCE_KINDS,
  TOPICS,
  UNIT_KINDS
} from '../../vocabularies.ts'
import { sql } from '../orm.ts'
import {
  entityColumns,
  metricColumns,
  productColumns,
  scenarioColumns,
  sourceColumns,
  unitColumns
} from './catalogue-columns.ts'
import { finite, oneOf, RESTRICT, reference, refersTo } from './constraints.ts'
import { type Imports, madeBy } from './imports.ts'
import type { Kit } from './kit.ts'

export type Names = Record<(typeof NAME_LANGUAGES)[number], string | null>

/** The tables of the catalogue, by their names. */
export type Catalogue = ReturnType<typeof catalogueTables>

export function catalogueTables(k: Kit, imports: Imports) {
  const entity = k.table(
    'entity',
    { id: k.text().primaryKey(), ...entityColumns(k), revision: madeBy(k, imports) },
    (t) => [
      k.check('entity_kind', oneOf(t.kind, ENTITY_KINDS)),
      k.check('entity_latitude', finite(t.latitude)),
      k.check('entity_longitude', finite(t.longitude)),
      k.index('entity_by_kind').on(t.kind, t.id),
      k.index('entity_recorded').on(t.revision, t.id)
    ]
  )
  const country = k.table(
    'country',
    {
      code: k
        .text()
        .primaryKey()
        .references(() => entity.id, RESTRICT),
      iso2: k.text().notNull().unique(),
      numeric: k.text().notNull(),
      official_name: k.text().notNull(),
      capital: k.text(),
      region: k.text({ enum: REGIONS }).notNull(),
      subregion: k.text(),
      landlocked: k.bool().notNull(),
      area: k.real(),
      borders: k.json<string[]>().notNull(),
      currencies: k.json<string[]>().notNull(),
      names: k.json<Names>().notNull(),
      revision: madeBy(k, imports)
    },
    (t) => [
      k.check('country_region', oneOf(t.region, REGIONS)),
      k.check('country_area', finite(t.area))
    ]
  )
  const entity_country = k.table(
    'entity_country',
    {
      entity: reference(k, () => entity.id).notNull(),
      country: reference(k, () => country.code).notNull()
    },
    (t) => [
      k.primaryKey({ columns: [t.entity, t.country] }),
      k.index('entity_country_by_country').on(t.country, t.entity)
    ]
  )
  const membership = k.table(
    'membership',
    {
      parent: reference(k, () => entity.id).notNull(),
      member: reference(k, () => entity.id).notNull(),
      position: k.integer().notNull()
    },
    (t) => [
      k.primaryKey({ columns: [t.parent, t.member] }),
      k.index('membership_by_member').on(t.member, t.parent)
    ]
  )
  const source = k.table(
    'source',
    { id: k.text().primaryKey(), ...sourceColumns(k), revision: madeBy(k, imports) },
    (t) => [
      k.check('source_kind', oneOf(t.kind, SOURCE_KINDS)),
      k.index('source_by_kind').on(t.kind, t.id),
      k.index('source_recorded').on(t.revision, t.id)
    ]
  )
  const unit = k.table(
    'unit',
    { id: k.text().primaryKey(), ...unitColumns(k), revision: madeBy(k, imports) },
    (t) => [
      refersTo(k, t.base, t.id),
      k.check('unit_kind', oneOf(t.kind, UNIT_KINDS)),
      k.check('unit_factor', sql`${finite(t.factor)} and ${t.factor} > 0`),
      k.check('unit_base', sql`${t.base} is not null or ${t.factor} = 1`),
      k.index('unit_by_base').on(t.base, t.id),
      k.index('unit_recorded').on(t.revision, t.id)
    ]
  )
  const metric = k.table(
    'metric',
    { id: k.text().primaryKey(), ...metricColumns(k), revision: madeBy(k, imports) },
    (t) => [
      refersTo(k, t.unit, unit.id),
      k.check('metric_topic', oneOf(t.topic, TOPICS)),
      k.check('metric_kind', oneOf(t.kind, METRIC_KINDS)),
      k.check('metric_desired', oneOf(t.desired, DESIRED)),
      k.check('metric_partnered', oneOf(t.partnered, PARTNERED)),
      k.check('metric_aggregation', oneOf(t.aggregation, AGGREGATIONS)),
      k.index('metric_by_unit').on(t.unit, t.id),
      k.check('metric_by_product', oneOf(t.by_product, BY_PRODUCT)),
      k.index('metric_recorded').on(t.revision, t.id)
    ]
  )
  const scenario = k.table(
    'scenario',
    { id: k.text().primaryKey(), ...scenarioColumns(k), revision: madeBy(k, imports) },
    (t) => [k.index('scenario_recorded').on(t.revision, t.id)]
  )
  const product = k.table(
    'product',
    { id: k.text().primaryKey(), ...productColumns(k), revision: madeBy(k, imports) },
    (t) => [
      k.check('product_scheme', oneOf(t.scheme, PRODUCT_SCHEMES)),
      k.index('product_by_scheme').on(t.scheme, t.id),
      k.index('product_by_parent').on(t.parent, t.id),
      k.index('product_recorded').on(t.revision, t.id)
    ]
  )
  const catalogue = { entity, country, entity_country, membership, source, unit, metric }
  return { ...catalogue, scenario, product }
}
