import type { FastifyInstance } from 'fastify'
import type { Store } from '../db/store.ts'
import { nounRoutes } from '../identifiers/noun-routes.ts'
import { resolveFilters } from '../identifiers/resolve.ts'
import { OWN_WORDS } from '../licenses.ts'
import { partsOfThing } from '../parts.ts'
import { findMetric, metricList, SERIES_MAX } from './queries.ts'
import { listMetricsQuery, metricDetailSchema, metricSchema } from './schemas.ts'

export function metricRoutes(app: FastifyInstance, store: Store): void {
  const metrics = nounRoutes(app, store, 'metric', OWN_WORDS)
  metrics.list({
    operationId: 'listMetrics',
    summary: 'The metrics: what is measured, in which unit, and how much data there is',
    description: 'Start here to see what the data set holds. Ordered by id.',
    query: listMetricsQuery,
    item: metricSchema,
    whenChanged: 'cut',
    filters: resolveFilters({ unit: 'unit' }),
    rows: metricList.rows,
    count: metricList.count
  })
  metrics.one({
    operationId: 'getMetric',
    summary: 'One metric, with the coverage of each of its series',
    description:
      'A series holds the claims that can be compared over time: they have the same ' +
      'subject, partner, direction, mode, product, author and calendar.',
    parameter: { example: 'goods_trade' },
    item: metricDetailSchema,
    shows: (_, id) => partsOfThing('metric', id),
    find: async (snapshot, id) => {
      const metric = await findMetric(snapshot, id)
      if (!metric) return undefined
      const warnings =
        metric.series.length > SERIES_MAX
          ? [`series: only the ${SERIES_MAX} largest are shown.`]
          : []
      return { row: { ...metric, series: metric.series.slice(0, SERIES_MAX) }, warnings }
    }
  })
}
