import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Store } from '../db/store.ts'
import { listRoute } from '../http/list-route.ts'
import type { QueryOf } from '../http/parameters.ts'
import { refusedParameter } from '../http/problems.ts'
import { resolveFilters } from '../identifiers/resolve.ts'
import { COUNTRIES, FACTS } from '../licenses.ts'
import type { FoundRow } from './queries.ts'
import { FIGURE_TYPES, searchHit, searchQuery } from './schemas.ts'
import { keepVocabulary } from './spelling-queries.ts'

/** Threads search; the event loop need not load the code of it. */
const loadSearch = () => import('./queries.ts')

const resolveCountry = resolveFilters({ country: 'entity' })

export function searchRoutes(app: FastifyInstance, store: Store): void {
  const readVocabulary = keepVocabulary()
  listRoute<typeof searchQuery, typeof searchHit, QueryOf<typeof searchQuery>, FoundRow>(
    app,
    store,
    '/search',
    {
      operationId: 'search',
      tag: 'search',
      summary: 'Find metrics, places, figures, projections and sources by words',
      description:
        'A hit has all the words, in upper or lower case: in its id, its names in all languages, ' +
        'its definition, its title or its publisher. Hits whose id or name is the whole text ' +
        'come first. Then, if the words name a metric and a place (`trade kazakhstan`) or two ' +
        'places (`pakistan kazakhstan`), come series of figures about them; then metrics and ' +
        'places, scenarios, projections and sources. If nothing has the words, one typing error ' +
        'in each word of four letters or more is corrected, and `meta.warnings` says so. A year ' +
        'or another period that nothing has together with the other words is left out likewise.',
      query: searchQuery,
      item: searchHit,
      whenChanged: 'cut',
      apart: 'always',
      license: `${FACTS} Countries: ${COUNTRIES}`,
      filters: async (snapshot, query) => {
        checkTypes(query)
        return resolveCountry(snapshot, query)
      },
      rows: async (snapshot, filters, page) =>
        (await loadSearch()).search(snapshot, filters, page, readVocabulary),
      count: async (snapshot, filters, most) =>
        (await loadSearch()).countFoundBySearch(snapshot, filters, most, readVocabulary),
      key: ({ rank, size, id, type }) => [rank, size, id, type],
      keySchema: () => z.tuple([z.int32(), z.int32(), z.string(), z.string()])
    }
  )
}

/** Only figures have a country on either side, so other types would find nothing. */
function checkTypes({ type, country }: QueryOf<typeof searchQuery>): void {
  if (!country || !type || FIGURE_TYPES.some((one) => type.includes(one))) return
  const message = '`country` keeps only series and projections, and `type` names neither.'
  throw refusedParameter('type', message, [...FIGURE_TYPES])
}
