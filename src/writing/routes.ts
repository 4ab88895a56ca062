// What can be written one at a time: claims and what they refer to. Whole files come by imports.
import type { FastifyInstance } from 'fastify'
import type { Snapshot, Store } from '../db/store.ts'
import { findEntity } from '../entities/queries.ts'
import { entitySchema } from '../entities/schemas.ts'
import { ENTITY_FIELDS, entityBody, entityPatch } from '../entities/write-schemas.ts'
import { findEvent } from '../events/queries.ts'
import { eventSchema } from '../events/schemas.ts'
import { EVENT_FIELDS, eventBody, eventPatch } from '../events/write-schemas.ts'
import { unknownId } from '../identifiers/resolve.ts'
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
import { findProjection } from '../projections/queries.ts'
import { projectionSchema } from '../projections/schemas.ts'
import { PROJECTION_FIELDS, projectionBody, projectionPatch } from '../projections/write-schemas.ts'
import { findSource } from '../sources/queries.ts'
import { sourceSchema } from '../sources/schemas.ts'
import { SOURCE_FIELDS, sourceBody, sourcePatch } from '../sources/write-schemas.ts'
import { writeRoutes } from './write-routes.ts'

export function writingRoutes(app: FastifyInstance, store: Store): void {
  const absence = (noun: WritableNoun) => (snapshot: Snapshot, id: string) =>
    unknownId(snapshot, noun, id)
  writeRoutes(app, store, '/observations', {
    noun: 'observation',
    called: 'a claim',
    tag: 'observations',
    scope: 'import',
    example: 'desk-2026-001',
    license: FACTS,
    body: observationBody,
    patch: observationPatch,
    fields: OBSERVATION_FIELDS,
    item: observationDetailSchema,
    find: findObservation,
    unknown: absence('observation')
  })
  writeRoutes(app, store, '/projections', {
    noun: 'projection',
    called: 'a projection',
    tag: 'projections',
    scope: 'import',
    example: 'desk-2026-p1',
    license: FACTS,
    body: projectionBody,
    patch: projectionPatch,
    fields: PROJECTION_FIELDS,
    item: projectionSchema,
    find: findProjection,
    unknown: absence('projection')
  })
  writeRoutes(app, store, '/events', {
    noun: 'event',
    called: 'an event',
    tag: 'events',
    scope: 'import',
    example: 'desk-2026-e1',
    license: FACTS,
    body: eventBody,
    patch: eventPatch,
    fields: EVENT_FIELDS,
    item: eventSchema,
    find: findEvent,
    unknown: absence('event')
  })
  writeRoutes(app, store, '/sources', {
    noun: 'source',
    called: 'a source',
    tag: 'sources',
    scope: 'import',
    example: 'desk-2026-report',
    license: FACTS,
    body: sourceBody,
    patch: sourcePatch,
    fields: SOURCE_FIELDS,
    item: sourceSchema,
    find: findSource,
    unknown: absence('source')
  })
  writeRoutes(app, store, '/metrics', {
    noun: 'metric',
    called: 'a metric',
    tag: 'metrics',
    scope: 'admin',
    example: 'desk-2026-metric',
    license: OWN_WORDS,
    body: metricBody,
    patch: metricPatch,
    fields: METRIC_FIELDS,
    item: metricDetailSchema,
    find: findMetric,
    unknown: absence('metric')
  })
  writeRoutes(app, store, '/entities', {
    noun: 'entity',
    called: 'an entity',
    tag: 'entities',
    scope: 'admin',
    example: 'desk-2026-port',
    license: FACTS,
    body: entityBody,
    patch: entityPatch,
    fields: ENTITY_FIELDS,
    item: entitySchema,
    find: findEntity,
    unknown: absence('entity')
  })
}
