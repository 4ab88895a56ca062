import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Store } from '../db/store.ts'
import { listRoute } from '../http/list-route.ts'
import { namesIn } from '../identifiers/names.ts'
import { FACTS } from '../licenses.ts'
import { partsOfMetrics } from '../parts.ts'
import { countEvaluations, evaluationKey, listEvaluations } from './queries.ts'
import { resolveFilters } from './resolve-filters.ts'
import {
  evaluationTableRow,
  forecastEvaluationSchema,
  listEvaluationsQuery,
  placesOf,
  tableRows
} from './schemas.ts'

export function evaluationRoutes(app: FastifyInstance, store: Store): void {
  listRoute(app, store, '/forecasts/evaluation', {
    operationId: 'listForecastEvaluations',
    tag: 'forecasts',
    summary: 'How far to trust our forecasts, metric by metric',
    description:
      'The forecasts of `/v1/forecasts` were made anew at earlier times, only from what came ' +
      'before, and compared with what came, beside two simple methods. The series are those of ' +
      'the rule `preferred`, also those that ended long ago. Each series counts the same, ' +
      'whatever its length. Made when data change. CSV has one row for each method and step, ' +
      'and one without a step for all of them.',
    query: listEvaluationsQuery,
    item: forecastEvaluationSchema,
    license: FACTS,
    table: { item: evaluationTableRow, rows: tableRows, places: placesOf },
    names: namesIn(),
    filters: resolveFilters,
    shows: ({ metric }) => metric && partsOfMetrics(metric),
    whenChanged: 'cut',
    rows: listEvaluations,
    count: countEvaluations,
    key: evaluationKey,
    keySchema: () => z.tuple([z.string(), z.string()])
  })
}
