import type { FastifyInstance } from 'fastify'
import type { Store } from '../db/store.ts'
import { nounRoutes } from '../identifiers/noun-routes.ts'
import { entityId, resolveFilters } from '../identifiers/resolve.ts'
import { FACTS } from '../licenses.ts'
import { countEntities, findEntity, listEntities } from './queries.ts'
import { entitySchema, listEntitiesQuery } from './schemas.ts'

export function entityRoutes(app: FastifyInstance, store: Store): void {
  const entities = nounRoutes(app, store, 'entity', FACTS)
  entities.list({
    operationId: 'listEntities',
    summary: 'Groups, ports, crossings, corridors, routes, railways and countries',
    description:
      'Everything that a figure can be about, ordered by id. `/v1/countries` says more ' +
      'about countries.',
    query: listEntitiesQuery,
    item: entitySchema,
    filters: resolveFilters({ country: 'country' }),
    rows: listEntities,
    count: countEntities
  })
  entities.one({
    operationId: 'getEntity',
    summary: 'One entity, with its members in order',
    description: 'Countries can be named by alpha-2 or alpha-3 code, in upper or lower case.',
    parameter: { example: 'middle-corridor' },
    item: entitySchema,
    find: async (snapshot, id) => findEntity(snapshot, await entityId(snapshot, id))
  })
}
