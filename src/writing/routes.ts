// The things that can be written one at a time. Whole files come by imports.
import type { FastifyInstance } from 'fastify'
import { findAlias } from '../aliases/queries.ts'
import { aliasSchema } from '../aliases/schemas.ts'
import { aliasWrites } from '../aliases/write-schemas.ts'
import { findCorridorDetail } from '../corridors/describe-corridor.ts'
import { corridorDetailSchema } from '../corridors/schemas.ts'
import { corridorWrites } from '../corridors/write-schemas.ts'
import type { Store } from '../db/store.ts'
import { findEntity } from '../entities/queries.ts'
import { entitySchema } from '../entities/schemas.ts'
import { entityWrites } from '../entities/write-schemas.ts'
import { findEvent } from '../events/queries.ts'
import { eventSchema } from '../events/schemas.ts'
import { eventWrites } from '../events/write-schemas.ts'
import { findLegDetail } from '../legs/describe-leg.ts'
import { legDetailSchema } from '../legs/schemas.ts'
import { legWrites } from '../legs/write-schemas.ts'
import { FACTS, OWN_WORDS } from '../licenses.ts'
import { findMetric } from '../metrics/queries.ts'
import { metricDetailSchema } from '../metrics/schemas.ts'
import { metricWrites } from '../metrics/write-schemas.ts'
import type { WritableNoun } from '../nouns.ts'
import { findObservation } from '../observations/queries.ts'
import { observationDetailSchema } from '../observations/schemas.ts'
import { observationWrites } from '../observations/write-schemas.ts'
import { findProduct } from '../products/queries.ts'
import { productDetailSchema } from '../products/schemas.ts'
import { productWrites } from '../products/write-schemas.ts'
import { findAssessed } from '../projections/assessed-queries.ts'
import { projectionSchema } from '../projections/schemas.ts'
import { projectionWrites } from '../projections/write-schemas.ts'
import { citeReadFigure } from '../short-citation.ts'
import { findSourceDetail } from '../sources/queries.ts'
import { sourceDetailSchema } from '../sources/schemas.ts'
import { sourceWrites } from '../sources/write-schemas.ts'
import { findUnit } from '../units/queries.ts'
import { unitDetailSchema } from '../units/schemas.ts'
import { unitWrites } from '../units/write-schemas.ts'
import { type WritableThing, writeRoutes } from './write-routes.ts'

const THINGS: Record<WritableNoun, WritableThing> = {
  observation: {
    called: 'a claim',
    license: FACTS,
    ...observationWrites,
    item: observationDetailSchema,
    cite: citeReadFigure,
    find: findObservation
  },
  projection: {
    called: 'a projection',
    license: FACTS,
    ...projectionWrites,
    item: projectionSchema,
    cite: citeReadFigure,
    find: findAssessed
  },
  event: {
    called: 'an event',
    license: FACTS,
    ...eventWrites,
    item: eventSchema,
    find: findEvent
  },
  source: {
    called: 'a source',
    license: FACTS,
    ...sourceWrites,
    item: sourceDetailSchema,
    find: findSourceDetail,
    stateOf: ({ fetched }) => fetched
  },
  unit: {
    called: 'a unit',
    license: OWN_WORDS,
    ...unitWrites,
    item: unitDetailSchema,
    find: findUnit
  },
  metric: {
    called: 'a metric',
    license: OWN_WORDS,
    ...metricWrites,
    item: metricDetailSchema,
    find: findMetric
  },
  entity: {
    called: 'an entity',
    license: FACTS,
    ...entityWrites,
    item: entitySchema,
    find: findEntity
  },
  alias: {
    called: 'an alias',
    license: FACTS,
    ...aliasWrites,
    item: aliasSchema,
    find: findAlias
  },
  leg: {
    called: 'a leg',
    license: FACTS,
    ...legWrites,
    item: legDetailSchema,
    find: findLegDetail
  },
  corridor: {
    called: 'a corridor',
    license: FACTS,
    ...corridorWrites,
    item: corridorDetailSchema,
    find: findCorridorDetail
  },
  product: {
    called: 'a product',
    license: FACTS,
    ...productWrites,
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
