import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Store } from '../db/store.ts'
import { listRoute } from '../http/list-route.ts'
import { checkSpan } from '../http/parameters.ts'
import { singleRoute } from '../http/single-route.ts'
import { resolveList, unknownId } from '../identifiers/resolve.ts'
import { FACTS } from '../licenses.ts'
import { findEvent, listEvents } from './queries.ts'
import { eventSchema, listEventsQuery } from './schemas.ts'

export function eventRoutes(app: FastifyInstance, store: Store): void {
  listRoute(app, store, '/events', {
    operationId: 'listEvents',
    tag: 'events',
    summary: 'What happened on the corridor: openings, closures, treaties, pilots',
    description:
      'Dated events, the newest first. An event known only to the year counts from its first day.',
    query: listEventsQuery,
    item: eventSchema,
    license: FACTS,
    filters: async (snapshot, { entity, kind, from, to }) => {
      checkSpan('from', from, 'to', to)
      const found = entity && (await resolveList(snapshot, 'entity', 'entity', entity))
      return { filters: { entity: found?.ids, kind, from, to }, warnings: found?.warnings ?? [] }
    },
    rows: listEvents,
    key: (row) => [row.starts_on, row.id],
    keySchema: () => z.tuple([z.string(), z.string()])
  })
  singleRoute(app, store, '/events', {
    operationId: 'getEvent',
    tag: 'events',
    summary: 'One event',
    description: 'The event as in the list.',
    parameter: { name: 'id', description: 'Id of the event.', example: 'E021' },
    item: eventSchema,
    license: FACTS,
    find: async (snapshot, id) => {
      const row = await findEvent(snapshot, id)
      return row && { row }
    },
    unknown: (snapshot, id) => unknownId(snapshot, 'event', id)
  })
}
