// Rows as they are stored: each refers to other rows by id, and computed columns are left out.
import { z } from 'zod'
import { aliasSchema } from '../aliases/schemas.ts'
import { corridorSchema } from '../corridors/schemas.ts'
import { entitySchema } from '../entities/schemas.ts'
import { eventSchema } from '../events/schemas.ts'
import { field } from '../http/envelope.ts'
import { legSchema } from '../legs/schemas.ts'
import { metricSchema } from '../metrics/schemas.ts'
import type { Noun } from '../nouns.ts'
import { observationSchema } from '../observations/schemas.ts'
import { productSchema } from '../products/schemas.ts'
import { projectionSchema } from '../projections/schemas.ts'
import { relationSchema } from '../relations/schemas.ts'
import { scenarioSchema } from '../scenarios/schemas.ts'
import { sourceSchema } from '../sources/schemas.ts'
import { unitObject } from '../units/schemas.ts'

const sourceId = (example: string) =>
  field(z.string(), 'The id of the source in which it was read.', example)
const { coverage, ...metric } = metricSchema.shape
const { unit, source, recorded_at, period_label, ...named } = observationSchema.shape
const { metric_name, subject_name, partner_name, product_name, ...observation } = named
const { target, base, ...projection } = projectionSchema.shape
const { source: _, recorded_at: __, entity_name, ...event } = eventSchema.shape

/**
 * The strict form of a row that is stored as it is served. The OpenAPI document shows one schema
 * for both.
 */
function asServed<Shape extends z.ZodRawShape>(schema: z.ZodObject<Shape>, description: string) {
  return z.strictObject(schema.shape).meta({ description, documentedBy: schema })
}

// Strict, because a union uses the first schema that fits: without it, a scenario would fit a
// metric.
/** The stored row of each type. */
export const STORED = {
  unit: asServed(unitObject, 'A unit.'),
  metric: z
    .strictObject(metric)
    .meta({ id: 'StoredMetric', description: 'A metric without its coverage.' }),
  source: asServed(sourceSchema, 'A source.'),
  scenario: asServed(scenarioSchema, 'A scenario.'),
  entity: asServed(entitySchema, 'An entity that is not a country.'),
  alias: asServed(aliasSchema, 'An alias of an entity.'),
  leg: asServed(legSchema, 'A leg without its length.'),
  corridor: asServed(corridorSchema, 'A corridor without what follows from its legs.'),
  product: asServed(productSchema, 'A product without its coverage.'),
  observation: z.strictObject({ ...observation, source: sourceId('inform-kaz-2023') }).meta({
    id: 'StoredObservation',
    description: 'A claim, with the id of its source. Its unit is that of its metric.'
  }),
  projection: z
    .strictObject({
      id: projection.id,
      metric: projection.metric,
      subject: projection.subject,
      partner: projection.partner,
      scenario: projection.scenario,
      kind: projection.kind,
      base_period: base.shape.period,
      base_value: base.shape.value,
      target_period: target.shape.period,
      value: target.shape.value,
      low: target.shape.low,
      high: target.shape.high,
      bound: target.shape.bound,
      text: target.shape.text,
      condition: projection.condition,
      issued_on: projection.issued_on,
      attributed_to: projection.attributed_to,
      source: sourceId('archyworldys-pak-kaz'),
      note: projection.note
    })
    .meta({
      id: 'StoredProjection',
      description: 'A projection, with the id of its source. Its unit is that of its metric.'
    }),
  event: z
    .strictObject({ ...event, source: sourceId('dt-khunjerab-2025') })
    .meta({ id: 'StoredEvent', description: 'An event, with the id of its source.' }),
  relation: asServed(relationSchema, 'A relation between claims.')
} satisfies Record<Noun, z.ZodObject>
