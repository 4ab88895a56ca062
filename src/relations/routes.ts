import type { FastifyInstance } from 'fastify'
import type { Store } from '../db/store.ts'
import { listRoute } from '../http/list-route.ts'
import { resolveFilters } from '../identifiers/resolve.ts'
import { OWN_WORDS } from '../licenses.ts'
import { relationList } from './queries.ts'
import { listRelationsQuery, relationSchema } from './schemas.ts'

export function relationRoutes(app: FastifyInstance, store: Store): void {
  listRoute(app, store, '/relations', {
    operationId: 'listRelations',
    tag: 'observations',
    summary: 'Which claims contradict, sum up, revise or mirror each other',
    description: 'The relations between claims that people found by hand. Ordered by id.',
    query: listRelationsQuery,
    item: relationSchema,
    license: OWN_WORDS,
    filters: resolveFilters({ observation: 'observation' }),
    rows: relationList.rows,
    count: relationList.count
  })
}
