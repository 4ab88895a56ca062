import type { FastifyInstance } from 'fastify'
import type { Store } from '../db/store.ts'
import { nounRoutes } from '../identifiers/noun-routes.ts'
import { resolveFilters } from '../identifiers/resolve.ts'
import { FACTS } from '../licenses.ts'
import { partsOfList, partsOfThing } from '../parts.ts'
import { aliasList, findAlias } from './queries.ts'
import { aliasSchema, listAliasesQuery } from './schemas.ts'

export function aliasRoutes(app: FastifyInstance, store: Store): void {
  const aliases = nounRoutes(app, store, 'alias', FACTS, 'entities')
  aliases.list({
    operationId: 'listAliases',
    summary: 'Other names and codes of entities, with their sources',
    description:
      'Common and former names, codes of other lists, local names of ports and crossings. ' +
      'Parameters, paths and files take them in place of ids, and also ISO 3166-1 codes and ' +
      'the names of countries in about 80 languages, which are not in this list. Ordered by id.',
    query: listAliasesQuery,
    item: aliasSchema,
    filters: resolveFilters({ entity: 'entity' }),
    shows: () => partsOfList('alias'),
    rows: aliasList.rows,
    count: aliasList.count
  })
  aliases.one({
    operationId: 'getAlias',
    summary: 'One alias, with its source',
    description: 'The entity that it names is at `/v1/entities/{entity}`.',
    parameter: { example: 'TUR-turkey' },
    item: aliasSchema,
    shows: (_, id) => partsOfThing('alias', id),
    find: findAlias
  })
}
