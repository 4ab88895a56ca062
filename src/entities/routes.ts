import type { FastifyInstance } from 'fastify'
import type { Store } from '../db/store.ts'
import { nounRoutes } from '../identifiers/noun-routes.ts'
import { entityId, resolveFilters } from '../identifiers/resolve.ts'
import { FACTS } from '../licenses.ts'
import { findEntity, listEntities } from './queries.ts'
import { entitySchema, listEntitiesQuery } from './schemas.ts'

export function entityRoutes(app: FastifyInstance, store: Store): void {
  const entities = nounRoutes(app, store, 'entity', FACTS)
  entities.list({
    operationId: 'listEntities',
    summary: 'Groups, ports, crossings, corridors, routes, railways and countries',
    description:
      'Everything a figure can be about. Ordered by id. Countries have more to them at ' +
      '`/v1/countries`.',
    query: listEntitiesQuery,
    item: entitySchema,
    filters: resolveFilters({ country: 'country' }),
    rows: listEntities
  })
  entities.one({
    operationId: 'getEntity',
    summary: 'One entity, with its members in order',
    description: 'Countries are found by alpha-2 and alpha-3 codes in any case.',
    parameter: { example: 'middle-corridor' },
    item: entitySchema,
    find: async (snapshot, id) => findEntity(snapshot, await entityId(snapshot, id))
  })
}
