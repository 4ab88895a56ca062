import type { FastifyInstance } from 'fastify'
import type { Store } from '../db/store.ts'
import { nounRoutes } from '../identifiers/noun-routes.ts'
import { FACTS } from '../licenses.ts'
import { partsOfList, partsOfThing } from '../parts.ts'
import { findSourceDetail, sourceList } from './queries.ts'
import { listSourcesQuery, sourceDetailSchema, sourceSchema } from './schemas.ts'

export function sourceRoutes(app: FastifyInstance, store: Store): void {
  const sources = nounRoutes(app, store, 'source', FACTS)
  sources.list({
    operationId: 'listSources',
    summary: 'The documents that the figures were read in',
    description: 'Every figure names one of them. Ordered by id.',
    query: listSourcesQuery,
    item: sourceSchema,
    shows: () => partsOfList('source'),
    rows: sourceList.rows,
    count: sourceList.count
  })
  sources.one({
    operationId: 'getSource',
    summary: 'One source',
    description:
      'The figures of a source are at `/v1/observations?source={id}` and ' +
      '`/v1/projections?source={id}`.',
    parameter: { example: 'inform-kaz-2023' },
    item: sourceDetailSchema,
    shows: (_, id) => partsOfThing('source', id),
    find: findSourceDetail,
    stateOf: ({ fetched }) => fetched
  })
}
