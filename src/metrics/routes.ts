import type { FastifyInstance } from 'fastify'
import type { Store } from '../db/store.ts'
import { listRoute } from '../http/list-route.ts'
import { nounRoute } from '../identifiers/noun-route.ts'
import { OWN_WORDS } from '../licenses.ts'
import { findMetric, listMetrics, SERIES_MAX } from './queries.ts'
import { listMetricsQuery, metricDetailSchema, metricSchema } from './schemas.ts'

export function metricRoutes(app: FastifyInstance, store: Store): void {
  listRoute(app, store, '/metrics', {
    operationId: 'listMetrics',
    tag: 'metrics',
    summary: 'The metrics: what is measured, in which unit, and what there is of it',
    description: 'Start here to see what the data set holds. Ordered by id.',
    query: listMetricsQuery,
    item: metricSchema,
    license: OWN_WORDS,
    rows: listMetrics,
    key: (row) => [row.id]
  })
  nounRoute(app, store, 'metric', {
    operationId: 'getMetric',
    tag: 'metrics',
    summary: 'One metric, with the coverage of each of its series',
    description:
      'A series holds the claims that can be compared over time: same subject, partner, ' +
      'direction, mode, author and calendar.',
    parameter: { example: 'goods_trade' },
    item: metricDetailSchema,
    license: OWN_WORDS,
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
