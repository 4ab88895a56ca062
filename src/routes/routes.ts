import type { FastifyInstance } from 'fastify'
import type { Store } from '../db/store.ts'
import { singleRoute } from '../http/single-route.ts'
import { FACTS } from '../licenses.ts'
import { findMatrix, findRoutesFor } from './answer-question.ts'
import { openRouteFeatures, routeFeature } from './features.ts'
import { findRoutesQuery, routeMatrixQuery } from './question-schemas.ts'
import { matrixSchema, routesSchema } from './schemas.ts'
import { matrixTable, routesTable } from './tables.ts'

export function routeRoutes(app: FastifyInstance, store: Store): void {
  singleRoute(app, store, '/routes', {
    operationId: 'findRoutes',
    tag: 'corridors',
    summary: 'Which ways lead from a place to another or to the sea, how far, what is shut',
    description:
      'Up to eight alternatives that differ in the crossings they use, at most twice as long as ' +
      'the shortest, over legs whose lengths are sourced claims. What is known to be shut is left out, and the answer says what it ' +
      'would be without closures. `named_way` says whether anybody names the way: the shortest ' +
      'way may be one that few lorries take. Days and dollars have a sum only if every part is ' +
      'known. What if a crossing were closed, or a railway built: `closed`, `built`.',
    license: FACTS,
    query: findRoutesQuery,
    item: routesSchema,
    table: routesTable,
    geo: { properties: routeFeature, parts: openRouteFeatures },
    find: (snapshot, _, query) => findRoutesFor(snapshot, query)
  })
  singleRoute(app, store, '/routes/matrix', {
    operationId: 'getRouteMatrix',
    tag: 'corridors',
    summary: 'How far it is from Central Asia to each port of the sea, and on to a market',
    description:
      'The shortest way from every origin to every port, now and if nothing were shut. It takes ' +
      'no sea leg, while ways of `/v1/routes` may go by ship from one port to another. `market` ' +
      'goes on by sea. `closed` and `built` tell what each change costs or saves, for every pair.',
    license: FACTS,
    query: routeMatrixQuery,
    item: matrixSchema,
    table: matrixTable,
    find: (snapshot, _, query) => findMatrix(snapshot, query)
  })
}
