import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Store } from '../db/store.ts'
import { checkSpan } from '../http/check-span.ts'
import { namesIn } from '../identifiers/names.ts'
import { nounRoutes } from '../identifiers/noun-routes.ts'
import { resolveLists } from '../identifiers/resolve.ts'
import { FACTS } from '../licenses.ts'
import { partsOfList, partsOfThing } from '../parts.ts'
import { countEvents, findEvent, listEvents } from './queries.ts'
import { eventSchema, listEventsQuery } from './schemas.ts'

export function eventRoutes(app: FastifyInstance, store: Store): void {
  const events = nounRoutes(app, store, 'event', FACTS)
  events.list({
    operationId: 'listEvents',
    summary: 'Events on the corridor: openings, closures, treaties, pilots',
    description:
      'Dated events, the newest first. If only the year of an event is known, its first ' +
      'day counts.',
    query: listEventsQuery,
    item: eventSchema,
    filters: async (snapshot, { kind, from, to, ...query }) => {
      checkSpan('from', from, 'to', to)
      const { ids, warnings } = await resolveLists(snapshot, query, { entity: 'entity' })
      return { filters: { ...ids, kind, from, to }, warnings }
    },
    shows: () => partsOfList('event'),
    rows: listEvents,
    count: countEvents,
    names: namesIn(),
    key: (row) => [row.starts_on, row.id],
    keySchema: () => z.tuple([z.string(), z.string()])
  })
  events.one({
    operationId: 'getEvent',
    summary: 'One event',
    description: 'The same event as in the list.',
    parameter: { example: 'E021' },
    item: eventSchema,
    names: namesIn(),
    shows: (_, id) => partsOfThing('event', id),
    find: findEvent
  })
}
