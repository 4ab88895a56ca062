import type { FastifyInstance } from 'fastify'
import type { Snapshot, Store } from '../db/store.ts'
import { LIMITS } from '../http/limits.ts'
import { listRoute } from '../http/list-route.ts'
import type { Page } from '../http/page.ts'
import { OWN_WORDS } from '../licenses.ts'
import { sendPage } from '../pages/html.ts'
import { renderRoutes } from '../pages/routes.ts'
import { type Documented, type LinkedRoute, placeOfRoute, readRoutes } from './read-routes.ts'
import { routeSchema } from './schemas.ts'

export function indexRoutes(app: FastifyInstance, store: Store): void {
  let routes: LinkedRoute[] | undefined
  listRoute(app, store, '', {
    operationId: 'listRoutes',
    tag: 'service',
    summary: 'The routes of this service, one line each',
    description:
      'The same operations as in the OpenAPI document at `/openapi.json`, ordered by path, ' +
      'then by method. A browser gets a page with links instead.',
    query: {},
    // A page for browsers has all of them.
    pageRows: { usual: LIMITS.pageRowsMax, most: LIMITS.pageRowsMax },
    item: routeSchema,
    license: OWN_WORDS,
    rows: async (_snapshot: Snapshot, _filters: unknown, page: Page): Promise<LinkedRoute[]> => {
      routes ??= readRoutes(app.swagger() as Documented)
      return pageOf(routes, page)
    },
    key: (row) => [placeOfRoute(row)],
    sendPage: (reply, rows, next) => sendPage(reply, 'Routes', renderRoutes(rows, next))
  })
}

function pageOf(routes: LinkedRoute[], { after, limit }: Page): LinkedRoute[] {
  const [last] = after ?? []
  return routes
    .filter((route) => last === undefined || placeOfRoute(route) > String(last))
    .slice(0, limit)
}
