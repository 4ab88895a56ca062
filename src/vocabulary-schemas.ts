// The vocabularies that several schemas use, as zod schemas. Each is one component of the OpenAPI
// document and one type of a generated client.
import { z } from 'zod'
import { PARENTS_FIRST } from './nouns.ts'
import {
  AGGREGATIONS,
  BOUNDS,
  DESIRED,
  DIRECTIONS,
  ENTITY_KINDS,
  EVENT_KINDS,
  METRIC_KINDS,
  MODES,
  OBS_STATUSES,
  PARTNERED,
  REGIONS,
  RELATION_KINDS,
  SOURCE_KINDS,
  TOPICS,
  UNITS
} from './vocabularies.ts'

export const unitSchema = z.enum(UNITS).meta({ id: 'Unit', description: 'The unit of a figure.' })
export const boundSchema = z
  .enum(BOUNDS)
  .meta({ id: 'Bound', description: 'How exactly a figure is known.' })
export const directionSchema = z
  .enum(DIRECTIONS)
  .meta({ id: 'Direction', description: 'A direction of traffic.' })
export const modeSchema = z.enum(MODES).meta({ id: 'Mode', description: 'A mode of transport.' })
export const observationStatusSchema = z
  .enum(OBS_STATUSES)
  .meta({ id: 'ObservationStatus', description: 'A code of the SDMX code list CL_OBS_STATUS.' })
export const entityKindSchema = z
  .enum(ENTITY_KINDS)
  .meta({ id: 'EntityKind', description: 'A kind of entity.' })
export const topicSchema = z.enum(TOPICS).meta({ id: 'Topic', description: 'A topic of metrics.' })
export const metricKindSchema = z
  .enum(METRIC_KINDS)
  .meta({ id: 'MetricKind', description: 'A kind of metric.' })
export const desiredSchema = z
  .enum(DESIRED)
  .meta({ id: 'Desired', description: 'Which change of a metric is better.' })
export const partneredSchema = z
  .enum(PARTNERED)
  .meta({ id: 'Partnered', description: 'Whether the figures of a metric name a partner.' })
export const aggregationSchema = z
  .enum(AGGREGATIONS)
  .meta({ id: 'Aggregation', description: 'How the values of a metric combine.' })
export const sourceKindSchema = z
  .enum(SOURCE_KINDS)
  .meta({ id: 'SourceKind', description: 'A kind of source.' })
export const eventKindSchema = z
  .enum(EVENT_KINDS)
  .meta({ id: 'EventKind', description: 'A kind of event.' })
export const relationKindSchema = z
  .enum(RELATION_KINDS)
  .meta({ id: 'RelationKind', description: 'A kind of relation between claims.' })
export const regionSchema = z
  .enum(REGIONS)
  .meta({ id: 'Region', description: 'A part of the world.' })
export const rowTypeSchema = z
  .enum(PARENTS_FIRST)
  .meta({ id: 'RowType', description: 'The type of a row.' })
