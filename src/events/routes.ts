import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Store } from '../db/store.ts'
import { checkSpan } from '../http/check-span.ts'
import { listRoute } from '../http/list-route.ts'
import { nounRoute } from '../identifiers/noun-route.ts'
import { resolveLists } from '../identifiers/resolve.ts'
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
    filters: async (snapshot, { kind, from, to, ...query }) => {
      checkSpan('from', from, 'to', to)
      const { ids, warnings } = await resolveLists(snapshot, query, { entity: 'entity' })
      return { filters: { ...ids, kind, from, to }, warnings }
    },
    rows: listEvents,
    key: (row) => [row.starts_on, row.id],
    keySchema: () => z.tuple([z.string(), z.string()])
  })
  nounRoute(app, store, 'event', {
    operationId: 'getEvent',
    tag: 'events',
    summary: 'One event',
    description: 'The event as in the list.',
    parameter: { example: 'E021' },
    item: eventSchema,
    license: FACTS,
    find: findEvent
  })
}
