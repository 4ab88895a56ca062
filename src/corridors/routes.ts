import type { FastifyInstance } from 'fastify'
import type { Snapshot, Store } from '../db/store.ts'
import { date } from '../http/parameters.ts'
import { nounRoutes } from '../identifiers/noun-routes.ts'
import { resolveFilters } from '../identifiers/resolve.ts'
import { FACTS } from '../licenses.ts'
import { lineOf } from '../network/geometry.ts'
import { networkOf } from '../network/queries.ts'
import { describeCorridors, findCorridorDetail, routeOfCorridor } from './describe-corridor.ts'
import { corridorList } from './queries.ts'
import {
  type Corridor,
  corridorDetailSchema,
  type ListedCorridor,
  listCorridorsQuery,
  listedCorridorSchema
} from './schemas.ts'

const resolve = resolveFilters({ parent: 'entity', place: 'entity' })

export function corridorRoutes(app: FastifyInstance, store: Store): void {
  const corridors = nounRoutes(app, store, 'corridor', FACTS)
  corridors.list({
    operationId: 'listCorridors',
    summary: 'Named ways from Central Asia to the sea and to its neighbours, leg by leg',
    description:
      'How far, through which countries and crossings, and what is shut. Lengths add up the ' +
      'preferred claims of the legs. Ordered by id. A corridor with several ways has one entry ' +
      'for each: try `parent=middle-corridor`.',
    query: listCorridorsQuery,
    item: listedCorridorSchema,
    filters: resolve,
    rows: async (snapshot, filters, page) =>
      describeCorridors(snapshot, await corridorList.rows(snapshot, filters, page)),
    count: corridorList.count,
    geo: openLines,
    key: ({ id }: ListedCorridor) => [id]
  })
  corridors.one({
    operationId: 'getCorridor',
    summary: 'One named way: legs, borders, what is shut, and lengths that others print',
    description:
      'Legs in order with all claims of their lengths; hours and dollars at crossings in the ' +
      'direction of travel (CPMM); printed lengths of the whole way beside the sum of its legs. ' +
      'No sum of days or dollars is there unless every part of it is known.',
    parameter: { example: 'ta-almaty-karachi' },
    query: {
      open_on: date(
        'ends_on',
        'What was shut on this day. Without it, the newest state that is known counts.',
        '2025-06-30'
      ).optional()
    },
    item: corridorDetailSchema,
    geo: openLines,
    find: (snapshot, id, { open_on }) => findCorridorDetail(snapshot, id, open_on)
  })
}

/** The lines of corridors on a map. */
async function openLines(snapshot: Snapshot) {
  const known = await networkOf(snapshot)
  return (corridor: Corridor) => lineOf(known, routeOfCorridor(known, corridor))
}
