import type { FastifyInstance } from 'fastify'
import type { Snapshot, Store } from '../db/store.ts'
import { nounRoutes } from '../identifiers/noun-routes.ts'
import { resolveFilters } from '../identifiers/resolve.ts'
import { FACTS } from '../licenses.ts'
import { lineThrough } from '../network/geometry.ts'
import { networkOf } from '../network/queries.ts'
import { describeLegs, findLegDetail } from './describe-leg.ts'
import { legList } from './queries.ts'
import {
  type Leg,
  type ListedLeg,
  legDetailSchema,
  listedLegSchema,
  listLegsQuery
} from './schemas.ts'

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
    summary: 'Stretches between two places by road, rail, ferry or sea, with their lengths',
    description:
      'The legs of which corridors and routes are made, ordered by id. A length that nobody ' +
      'published is computed, and marked so. All claims of a length: `/v1/legs/{id}`.',
    query: listLegsQuery,
    item: listedLegSchema,
    filters: resolve,
    rows: async (snapshot, filters, page) =>
      describeLegs(snapshot, await legList.rows(snapshot, filters, page)),
    count: legList.count,
    geo: openLines,
    key: ({ id }: ListedLeg) => [id]
  })
  legs.one({
    operationId: 'getLeg',
    summary: 'One leg, with all claims of its length, time and cost',
    description:
      'Claims that disagree stand side by side. One of them decides the length that routes add up.',
    parameter: { example: 'torkham-peshawar-road' },
    item: legDetailSchema,
    geo: openLines,
    find: findLegDetail
  })
}

/** The lines of legs on a map. */
async function openLines(snapshot: Snapshot) {
  const known = await networkOf(snapshot)
  return ({ from, passes, to }: Leg) => lineThrough(known, [from, ...passes, to])
}
