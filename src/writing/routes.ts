// The things that can be written one at a time. Whole files come by imports.
import type { FastifyInstance } from 'fastify'
import { findAlias } from '../aliases/queries.ts'
import { aliasSchema } from '../aliases/schemas.ts'
import { ALIAS_FIELDS, aliasBody, aliasPatch } from '../aliases/write-schemas.ts'
import type { Store } from '../db/store.ts'
import { findEntity } from '../entities/queries.ts'
import { entitySchema } from '../entities/schemas.ts'
import { ENTITY_FIELDS, entityBody, entityPatch } from '../entities/write-schemas.ts'
import { findEvent } from '../events/queries.ts'
import { eventSchema } from '../events/schemas.ts'
import { EVENT_FIELDS, eventBody, eventPatch } from '../events/write-schemas.ts'
import { FACTS, OWN_WORDS } from '../licenses.ts'
import { findMetric } from '../metrics/queries.ts'
import { metricDetailSchema } from '../metrics/schemas.ts'
import { METRIC_FIELDS, metricBody, metricPatch } from '../metrics/write-schemas.ts'
import type { WritableNoun } from '../nouns.ts'
import { findObservation } from '../observations/queries.ts'
import { observationDetailSchema } from '../observations/schemas.ts'
import {
  OBSERVATION_FIELDS,
  observationBody,
  observationPatch
} from '../observations/write-schemas.ts'
import { findProduct } from '../products/queries.ts'
import { productDetailSchema } from '../products/schemas.ts'
import { PRODUCT_FIELDS, productBody, productPatch } from '../products/write-schemas.ts'
import { findProjection } from '../projections/queries.ts'
import { projectionSchema } from '../projections/schemas.ts'
import { PROJECTION_FIELDS, projectionBody, projectionPatch } from '../projections/write-schemas.ts'
import { findSourceDetail } from '../sources/queries.ts'
import { sourceDetailSchema } from '../sources/schemas.ts'
import { SOURCE_FIELDS, sourceBody, sourcePatch } from '../sources/write-schemas.ts'
import { findUnit } from '../units/queries.ts'
import { unitDetailSchema } from '../units/schemas.ts'
import { UNIT_FIELDS, unitBody, unitPatch } from '../units/write-schemas.ts'
import { type WritableThing, writeRoutes } from './write-routes.ts'

const THINGS: Record<WritableNoun, WritableThing> = {
  observation: {
    called: 'a claim',
    example: 'desk-2026-001',
    license: FACTS,
    body: observationBody,
    patch: observationPatch,
    fields: OBSERVATION_FIELDS,
    item: observationDetailSchema,
    find: findObservation
  },
  projection: {
    called: 'a projection',
    example: 'desk-2026-p1',
    license: FACTS,
    body: projectionBody,
    patch: projectionPatch,
    fields: PROJECTION_FIELDS,
    item: projectionSchema,
    find: findProjection
  },
  event: {
    called: 'an event',
    example: 'desk-2026-e1',
    license: FACTS,
    body: eventBody,
    patch: eventPatch,
    fields: EVENT_FIELDS,
    item: eventSchema,
    find: findEvent
  },
  source: {
    called: 'a source',
    example: 'desk-2026-report',
    license: FACTS,
    body: sourceBody,
    patch: sourcePatch,
    fields: SOURCE_FIELDS,
    item: sourceDetailSchema,
    find: findSourceDetail
  },
  unit: {
    called: 'a unit',
    example: 'desk-2026-unit',
    license: OWN_WORDS,
    body: unitBody,
    patch: unitPatch,
    fields: UNIT_FIELDS,
    item: unitDetailSchema,
    find: findUnit
  },
  metric: {
    called: 'a metric',
    example: 'desk-2026-metric',
    license: OWN_WORDS,
    body: metricBody,
    patch: metricPatch,
    fields: METRIC_FIELDS,
    item: metricDetailSchema,
    find: findMetric
  },
  entity: {
    called: 'an entity',
    example: 'desk-2026-port',
    license: FACTS,
    body: entityBody,
    patch: entityPatch,
    fields: ENTITY_FIELDS,
    item: entitySchema,
    find: findEntity
  },
  alias: {
    called: 'an alias',
    example: 'desk-2026-alias',
    license: FACTS,
    body: aliasBody,
    patch: aliasPatch,
    fields: ALIAS_FIELDS,
    item: aliasSchema,
    find: findAlias
  },
  product: {
    called: 'a product',
    example: 'commodity-raw-cotton',
    license: FACTS,
    body: productBody,
    patch: productPatch,
    fields: PRODUCT_FIELDS,
    item: productDetailSchema,
    find: findProduct
  }
}

/** Registers the routes that write one thing, for each noun that is writable in the catalogue. */
export function writingRoutes(app: FastifyInstance, store: Store): void {
  // The keys are exactly the writable nouns.
  for (const noun of Object.keys(THINGS) as WritableNoun[])
    writeRoutes(app, store, { noun, ...THINGS[noun] })
}
