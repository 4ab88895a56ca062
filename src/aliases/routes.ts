import type { FastifyInstance } from 'fastify'
import type { Store } from '../db/store.ts'
import { listRoute } from '../http/list-route.ts'
import { resolveFilters } from '../identifiers/resolve.ts'
import { FACTS } from '../licenses.ts'
import { aliasList } from './queries.ts'
import { aliasSchema, listAliasesQuery } from './schemas.ts'

export function aliasRoutes(app: FastifyInstance, store: Store): void {
  listRoute(app, store, '/aliases', {
    operationId: 'listAliases',
    tag: 'entities',
    summary: 'Other names and codes of entities, with their sources',
    description:
      'Common and former names, codes of other lists, local names of ports and crossings. ' +
      'Parameters, paths and files take them in place of ids, and also ISO 3166-1 codes and ' +
      'the names of countries in about 80 languages, which are not in this list. Ordered by id.',
    query: listAliasesQuery,
    item: aliasSchema,
    license: FACTS,
    filters: resolveFilters({ entity: 'entity' }),
    rows: aliasList.rows,
    count: aliasList.count
  })
}
