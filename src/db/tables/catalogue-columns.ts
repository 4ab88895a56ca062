// The columns of the catalogue, which the tables and their histories share.
import {
  AGGREGATIONS,
  BY_PRODUCT,
  DESIRED,
  ENTITY_KINDS,
  METRIC_KINDS,
  PARTNERED,
  PRODUCT_SCHEMES,
  SOURCE_KINDS,
  TOPICS,
  UNIT_KINDS
} from '../../vocabularies.ts'
import type { Kit } from './kit.ts'

export function entityColumns(k: Kit) {
  return {
    kind: k.text({ enum: ENTITY_KINDS }).notNull(),
    name: k.text().notNull(),
    countries: k.json<string[]>().notNull(),
    latitude: k.real(),
    longitude: k.real(),
    members: k.json<string[]>().notNull(),
    note: k.text(),
    search_text: k.text().notNull()
  }
}

export function sourceColumns(k: Kit) {
  return {
    publisher: k.text().notNull(),
    title: k.text().notNull(),
    url: k.text(),
    published: k.text(),
    retrieved: k.text(),
    kind: k.text({ enum: SOURCE_KINDS }).notNull(),
    license: k.text(),
    note: k.text(),
    search_text: k.text().notNull()
  }
}

export function unitColumns(k: Kit) {
  return {
    name: k.text().notNull(),
    kind: k.text({ enum: UNIT_KINDS }).notNull(),
    base: k.text(),
    factor: k.real().notNull(),
    note: k.text(),
    search_text: k.text().notNull()
  }
}

export function metricColumns(k: Kit) {
  return {
    name: k.text().notNull(),
    short_name: k.text(),
    definition: k.text().notNull(),
    unit: k.text().notNull(),
    topic: k.text({ enum: TOPICS }).notNull(),
    kind: k.text({ enum: METRIC_KINDS }).notNull(),
    desired: k.text({ enum: DESIRED }).notNull(),
    subject_kinds: k.json<(typeof ENTITY_KINDS)[number][]>().notNull(),
    partnered: k.text({ enum: PARTNERED }).notNull(),
    symmetric: k.bool().notNull(),
    aggregation: k.text({ enum: AGGREGATIONS }).notNull(),
    by_product: k.text({ enum: BY_PRODUCT }).notNull().default('no'),
    minimum: k.real(),
    maximum: k.real(),
    search_text: k.text().notNull()
  }
}

export function scenarioColumns(k: Kit) {
  return {
    name: k.text().notNull(),
    description: k.text().notNull(),
    search_text: k.text().notNull()
  }
}

/**
 * The parent has no foreign key: a file may name it before its row comes. Imports see to it that it
 * exists and is of the same scheme.
 */
export function productColumns(k: Kit) {
  return {
    scheme: k.text({ enum: PRODUCT_SCHEMES }).notNull(),
    code: k.text().notNull(),
    name: k.text().notNull(),
    parent: k.text(),
    note: k.text(),
    search_text: k.text().notNull()
  }
}
