import type { FastifyInstance } from 'fastify'
import type { Store } from '../db/store.ts'
import { listRoute } from '../http/list-route.ts'
import { OWN_WORDS } from '../licenses.ts'
import { partsOfList } from '../parts.ts'
import { scenarioList } from './queries.ts'
import { scenarioSchema } from './schemas.ts'

export function scenarioRoutes(app: FastifyInstance, store: Store): void {
  listRoute(app, store, '/scenarios', {
    operationId: 'listScenarios',
    tag: 'projections',
    summary: 'The families that projections belong to',
    description:
      'They are the story of the seed article, official targets, forecasts of agencies and ' +
      'project plans. Ordered by id.',
    query: {},
    item: scenarioSchema,
    license: OWN_WORDS,
    shows: () => partsOfList('scenario'),
    rows: scenarioList.rows,
    count: scenarioList.count
  })
}
