import type { FastifyInstance } from 'fastify'
import type { Store } from '../db/store.ts'
import { pointOf } from '../http/geojson.ts'
import { findPlace } from '../identifiers/known-ids.ts'
import { findNamed, namedKey, namedKeySchema } from '../identifiers/named-first.ts'
import { nounRoutes } from '../identifiers/noun-routes.ts'
import { resolveFilters } from '../identifiers/resolve.ts'
import { FACTS } from '../licenses.ts'
import { partsOfList, partsOfThing } from '../parts.ts'
import { countEntities, findEntity, listEntities } from './queries.ts'
import { entitySchema, listEntitiesQuery } from './schemas.ts'

const resolveCountry = resolveFilters({ country: 'country' })

export function entityRoutes(app: FastifyInstance, store: Store): void {
  const entities = nounRoutes(app, store, 'entity', FACTS)
  entities.list({
    operationId: 'listEntities',
    summary:
      'Groups, ports, crossings, corridors, routes, railways, territories, commodities and ' +
      'countries',
    description:
      'Everything that a figure can be about, ordered by id; with `q`, entities with this name ' +
      'come first. `/v1/countries` says more about countries.',
    query: listEntitiesQuery,
    item: entitySchema,
    filters: async (snapshot, query) => {
      const { filters, warnings } = await resolveCountry(snapshot, query)
      const named = (await findNamed(snapshot, query.q)).map(({ id }) => id)
      return { filters: { ...filters, named }, warnings }
    },
    shows: () => partsOfList('entity'),
    geo: async () => pointOf,
    rows: listEntities,
    count: countEntities,
    key: ({ id }, filters) => namedKey(id, filters),
    keySchema: namedKeySchema
  })
  entities.one({
    operationId: 'getEntity',
    summary: 'One entity, with its members in order',
    description: 'Takes the id, an ISO 3166-1 code, or a name, as parameters do.',
    parameter: { example: 'middle-corridor' },
    item: entitySchema,
    shows: (_, id) => partsOfThing('entity', id),
    geo: async () => pointOf,
    find: (snapshot, value) => findPlace(snapshot, value, (id) => findEntity(snapshot, id))
  })
}
