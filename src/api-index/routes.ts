import type { FastifyInstance } from 'fastify'
import type { Snapshot, Store } from '../db/store.ts'
import { listRoute } from '../http/list-route.ts'
import type { Page } from '../http/page.ts'
import { OWN_WORDS } from '../licenses.ts'
import { type Route, routeSchema } from './schemas.ts'

type Paths = Record<string, Record<string, { operationId?: string; summary?: string }>>

export function indexRoutes(app: FastifyInstance, store: Store): void {
  let routes: Route[] | undefined
  listRoute(app, store, '', {
    operationId: 'listRoutes',
    tag: 'service',
    summary: 'The routes of this service, one line each',
    description:
      'The same operations as in the OpenAPI document at `/openapi.json`, ordered by path, ' +
      'then by method.',
    query: {},
    item: routeSchema,
    license: OWN_WORDS,
    rows: async (_snapshot: Snapshot, _filters: unknown, page: Page): Promise<Route[]> => {
      routes ??= readRoutes((app.swagger().paths ?? {}) as Paths)
      return pageOf(routes, page)
    },
    key: (row) => [placeOfRoute(row)]
  })
}

function readRoutes(paths: Paths): Route[] {
  return Object.entries(paths)
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { operationId = '', summary = '' }]) => ({
        method: method.toUpperCase(),
        path,
        operation_id: operationId,
        summary
      }))
    )
    .sort((a, b) => (placeOfRoute(a) < placeOfRoute(b) ? -1 : 1))
}

function pageOf(routes: Route[], { after, limit }: Page): Route[] {
  const [last] = after ?? []
  return routes
    .filter((route) => last === undefined || placeOfRoute(route) > String(last))
    .slice(0, limit)
}

/** The sort key of a route. A blank sorts before every character that a path can have. */
function placeOfRoute({ path, method }: Route): string {
  return `${path} ${method}`
}
