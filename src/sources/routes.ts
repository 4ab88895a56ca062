import type { FastifyInstance } from 'fastify'
import type { Store } from '../db/store.ts'
import { listRoute } from '../http/list-route.ts'
import { nounRoute } from '../identifiers/noun-route.ts'
import { FACTS } from '../licenses.ts'
import { findSource, listSources } from './queries.ts'
import { listSourcesQuery, sourceSchema } from './schemas.ts'

export function sourceRoutes(app: FastifyInstance, store: Store): void {
  listRoute(app, store, '/sources', {
    operationId: 'listSources',
    tag: 'sources',
    summary: 'The documents the figures were read in',
    description: 'Every figure names one of them. Ordered by id.',
    query: listSourcesQuery,
    item: sourceSchema,
    license: FACTS,
    rows: listSources,
    key: (row) => [row.id]
  })
  nounRoute(app, store, 'source', {
    operationId: 'getSource',
    tag: 'sources',
    summary: 'One source',
    description:
      'Its figures are at `/v1/observations?source={id}` and `/v1/projections?source={id}`.',
    parameter: { example: 'inform-kaz-2023' },
    item: sourceSchema,
    license: FACTS,
    find: findSource
  })
}
