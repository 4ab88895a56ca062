// The vocabularies that several schemas use, as zod schemas. Each is one component of the OpenAPI
// document and one type of a generated client.
import { z } from 'zod'
import { PARENTS_FIRST } from './nouns.ts'
import {
  AGGREGATIONS,
  BOUNDS,
  BY_PRODUCT,
  CHANGE_ACTIONS,
  DESIRED,
  DIRECTIONS,
  ENTITY_KINDS,
  EVENT_KINDS,
  EVENT_SCOPES,
  LEG_MODES,
  LEG_STATES,
  METRIC_KINDS,
  MODES,
  OBS_STATUSES,
  PARTNERED,
  PRODUCT_SCHEMES,
  PROJECTION_KINDS,
  REGIONS,
  RELATION_KINDS,
  SOURCE_KINDS,
  TERRAINS,
  TOPICS,
  UNIT_KINDS
} from './vocabularies.ts'

/** A vocabulary as a component of the document. */
function words<const T extends readonly string[]>(values: T, id: string, description: string) {
  return z.enum(values).meta({ id, description })
}

export const unitKindSchema = words(UNIT_KINDS, 'UnitKind', 'What a unit measures.')
export const boundSchema = words(BOUNDS, 'Bound', 'How exactly a figure is known.')
export const directionSchema = words(DIRECTIONS, 'Direction', 'A direction of traffic.')
export const modeSchema = words(MODES, 'Mode', 'A mode of transport.')
/** What happened to a row. */
export const changeActionSchema = words(CHANGE_ACTIONS, 'ChangeAction', 'What happened to a row.')
export const observationStatusSchema = words(
  OBS_STATUSES,
  'ObservationStatus',
  'A code of the SDMX code list CL_OBS_STATUS. `A`: normal. `B`: break in the series: the first ' +
    'figure that cannot be compared with those before it; forecasts start at it. `D`: defined in ' +
    'another way. `E`: estimated. `F`: forecast. `G`: experimental. `I`: imputed. `L`: missing, ' +
    'not collected. `M`: missing, cannot exist. `N`: not significant. `O`: missing. `P`: ' +
    'provisional. `Q`: missing, suppressed. `U`: of low reliability. `V`: not validated.'
)
export const entityKindSchema = words(ENTITY_KINDS, 'EntityKind', 'A kind of entity.')
export const topicSchema = words(TOPICS, 'Topic', 'A topic of metrics.')
export const metricKindSchema = words(METRIC_KINDS, 'MetricKind', 'A kind of metric.')
export const desiredSchema = words(DESIRED, 'Desired', 'Which change of a metric is better.')
export const partneredSchema = words(
  PARTNERED,
  'Partnered',
  'Whether the figures of a metric name a partner.'
)
export const byProductSchema = words(
  BY_PRODUCT,
  'ByProduct',
  'Whether the figures of a metric name a product. `optional`: those without one are totals.'
)
export const productSchemeSchema = words(
  PRODUCT_SCHEMES,
  'ProductScheme',
  'A list of products. `HS2022`: Harmonized System 2022. `SITC4`: Standard International Trade ' +
    'Classification, revision 4. `commodity`: products with names of their own.'
)
export const aggregationSchema = words(
  AGGREGATIONS,
  'Aggregation',
  'How the values of a metric combine.'
)
export const sourceKindSchema = words(
  SOURCE_KINDS,
  'SourceKind',
  'A kind of source, in the order in which `preferred` takes them. Wikipedia and its copies ' +
    'are an ' +
    '`encyclopedia`.'
)
export const eventKindSchema = words(EVENT_KINDS, 'EventKind', 'A kind of event.')
export const eventScopeSchema = words(
  EVENT_SCOPES,
  'EventScope',
  'Whom an opening or closing concerns.'
)
export const legModeSchema = words(LEG_MODES, 'LegMode', 'The mode of transport of a leg.')
export const legStateSchema = words(
  LEG_STATES,
  'LegState',
  '`open`: built and in use in normal times; events tell what is closed on a day. `seasonal`: ' +
    'closed for a part of most years. `planned`: not built.'
)
export const terrainSchema = words(TERRAINS, 'Terrain', 'What a leg leads through.')
export const relationKindSchema = words(
  RELATION_KINDS,
  'RelationKind',
  'A kind of relation between claims.'
)
export const projectionKindSchema = words(
  PROJECTION_KINDS,
  'ProjectionKind',
  '`target`: a promise, plan or aim that somebody can be held to. `forecast`: what somebody ' +
    'expects.'
)
export const regionSchema = words(REGIONS, 'Region', 'A part of the world.')
export const rowTypeSchema = words(PARENTS_FIRST, 'RowType', 'The type of a row.')
