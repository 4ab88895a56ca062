import type { FastifyInstance } from 'fastify'
import type { Store } from '../db/store.ts'
import { nounRoutes } from '../identifiers/noun-routes.ts'
import { resolveFilters } from '../identifiers/resolve.ts'
import { FACTS } from '../licenses.ts'
import { partsOfList, partsOfThing } from '../parts.ts'
import { findLeg, legList } from './queries.ts'
import { legSchema, listLegsQuery } from './schemas.ts'

const resolve = resolveFilters({
  place: 'entity',
  country: 'country',
  part_of: 'entity',
  corridor: 'corridor'
})

export function legRoutes(app: FastifyInstance, store: Store): void {
  const legs = nounRoutes(app, store, 'leg', FACTS, 'corridors')
  legs.list({
    operationId: 'listLegs',
    summary: 'Stretches between two places by road, rail, ferry or sea',
    description: 'The legs of which corridors and routes are made, ordered by id.',
    query: listLegsQuery,
    item: legSchema,
    filters: resolve,
    shows: () => partsOfList('leg'),
    rows: legList.rows,
    count: legList.count
  })
  legs.one({
    operationId: 'getLeg',
    summary: 'One leg',
    description: 'The leg with this id.',
    parameter: { example: 'torkham-peshawar-road' },
    item: legSchema,
    shows: (_, id) => partsOfThing('leg', id),
    find: findLeg
  })
}
