import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Store } from '../db/store.ts'
import { listRoute } from '../http/list-route.ts'
import type { QueryOf } from '../http/parameters.ts'
import { COUNTRIES, FACTS } from '../licenses.ts'
import { countFoundBySearch, type FoundRow, search } from './queries.ts'
import { searchHit, searchQuery } from './schemas.ts'
import { keepVocabulary } from './spelling-queries.ts'

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
        'in each word of four letters or more is corrected, and `meta.warnings` says so.',
      query: searchQuery,
      item: searchHit,
      whenChanged: 'cut',
      license: `${FACTS} Countries: ${COUNTRIES}`,
      rows: (snapshot, filters, page) => search(snapshot, filters, page, readVocabulary),
      count: (snapshot, filters, most) =>
        countFoundBySearch(snapshot, filters, most, readVocabulary),
      key: ({ rank, size, id, type }) => [rank, size, id, type],
      keySchema: () => z.tuple([z.int32(), z.int32(), z.string(), z.string()])
    }
  )
}
