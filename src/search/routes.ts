import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Store } from '../db/store.ts'
import { listRoute } from '../http/list-route.ts'
import { COUNTRIES, FACTS } from '../licenses.ts'
import { search } from './queries.ts'
import { foundSchema, searchQuery } from './schemas.ts'

export function searchRoutes(app: FastifyInstance, store: Store): void {
  listRoute(app, store, '/search', {
    operationId: 'search',
    tag: 'search',
    summary: 'Find metrics, countries, entities, scenarios and sources by a text',
    description:
      'Searches ids, names in all languages and definitions, in upper or lower case. An ' +
      'exact id comes first, then texts that begin with the search text, then texts that ' +
      'contain it; equal ones by id.',
    query: searchQuery,
    item: foundSchema,
    license: `${FACTS} Countries: ${COUNTRIES}`,
    rows: search,
    key: (row) => [row.rank, row.id, row.type],
    keySchema: () => z.tuple([z.int32(), z.string(), z.string()])
  })
}
