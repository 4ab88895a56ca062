import type { FastifyInstance } from 'fastify'
import type { Store } from '../db/store.ts'
import { nounRoutes } from '../identifiers/noun-routes.ts'
import { resolveFilters } from '../identifiers/resolve.ts'
import { FACTS } from '../licenses.ts'
import { partsOfList, partsOfThing } from '../parts.ts'
import { corridorList, findCorridor } from './queries.ts'
import { corridorSchema, listCorridorsQuery } from './schemas.ts'

const resolve = resolveFilters({ parent: 'entity', place: 'entity' })

export function corridorRoutes(app: FastifyInstance, store: Store): void {
  const corridors = nounRoutes(app, store, 'corridor', FACTS)
  corridors.list({
    operationId: 'listCorridors',
    summary: 'Named ways, each with its legs in order',
    description: 'Ways that a source names or that lead to a port, ordered by id.',
    query: listCorridorsQuery,
    item: corridorSchema,
    filters: resolve,
    shows: () => partsOfList('corridor'),
    rows: corridorList.rows,
    count: corridorList.count
  })
  corridors.one({
    operationId: 'getCorridor',
    summary: 'One named way',
    description: 'The corridor with this id.',
    parameter: { example: 'ta-almaty-karachi' },
    item: corridorSchema,
    shows: (_, id) => partsOfThing('corridor', id),
    find: findCorridor
  })
}
