import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Snapshot, Store } from '../db/store.ts'
import { listRoute } from '../http/list-route.ts'
import { singleRoute } from '../http/single-route.ts'
import { OWN_WORDS } from '../licenses.ts'
import { countImports, findImport, importKey, listImports } from './queries.ts'
import { importDetailSchema, importSchema, listImportsQuery } from './schemas.ts'

export function importRoutes(app: FastifyInstance, store: Store): void {
  listRoute(app, store, '/imports', {
    operationId: 'listImports',
    tag: 'imports',
    summary: 'Imports: when each was made, how many rows it changed, and what was refused',
    description:
      'Lists imports, the newest first. Each completed import made one revision. Of the ' +
      'refused imports, the newest 1,000 are kept.',
    query: listImportsQuery,
    item: importSchema,
    license: OWN_WORDS,
    isVolatile: true,
    whenChanged: 'keep',
    rows: listImports,
    count: countImports,
    key: importKey,
    keySchema: () => z.tuple([z.string(), z.int32(), z.int32()])
  })
  singleRoute(app, store, '/imports', {
    operationId: 'getImport',
    tag: 'imports',
    summary: 'One import, with its errors if it was refused',
    description:
      'To get the rows it changed, ask `/v1/changes?since=` with the number of the revision' +
      ' before it.',
    parameter: {
      name: 'id',
      description: 'The number of a revision, or the id of a refused import.',
      example: '1'
    },
    item: importDetailSchema,
    license: OWN_WORDS,
    isVolatile: true,
    isPermanent: true,
    find: findImport,
    unknown: async ({ revision }: Snapshot, id) => ({
      message:
        `There is no import ${id.slice(0, 100)}. ` +
        `${revision === 0 ? 'There are no imports yet.' : `The revisions are 1 to ${revision}.`}`,
      allowed:
        revision === 0 ? [] : [`a revision from 1 to ${revision}`, 'an id from GET /v1/imports']
    })
  })
}
