import { contains } from '../db/contains.ts'
import { listedById } from '../db/listed-by-id.ts'
import { and, asc, desc, eq, inArray } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import type { QueryOf } from '../http/parameters.ts'
import type { listMetricsQuery, MetricDetail } from './schemas.ts'

/** The most series that are shown with a single metric. */
export const SERIES_MAX = 1_000

type MetricFilters = QueryOf<typeof listMetricsQuery>

/** The list of metrics. */
export const metricList = listedById('metric', selectMetrics, meetFilters)

function meetFilters({ tables: { metric } }: Snapshot, { topic, kind, unit, q }: MetricFilters) {
  return and(
    topic && inArray(metric.topic, topic),
    kind && inArray(metric.kind, kind),
    unit && inArray(metric.unit, unit),
    contains(metric.search_text, q)
  )
}

/**
 * Finds a metric with its series, the largest first. Reads one more than {@link SERIES_MAX}, which
 * shows that there are others.
 */
export async function findMetric(
  snapshot: Snapshot,
  id: string
): Promise<MetricDetail | undefined> {
  const { metric } = snapshot.tables
  const [row] = await selectMetrics(snapshot).where(eq(metric.id, id)).limit(1)
  return row && { ...row, series: await listCoverage(snapshot, id) }
}

function selectMetrics({ db, tables: { metric, metric_coverage } }: Snapshot) {
  const { id, name, short_name, definition, unit, topic, kind, desired } = metric
  const { subject_kinds, partnered, symmetric, aggregation, by_product } = metric
  const { minimum, maximum } = metric
  const { observations, first_period, last_period, sources, subjects } = metric_coverage
  const coverage = { observations, first_period, last_period, sources, subjects }
  const described = { id, name, short_name, definition, unit, topic, kind, desired }
  const figures = { subject_kinds, partnered, symmetric, aggregation, by_product }
  const bounds = { minimum, maximum }
  return db
    .select({ ...described, ...figures, ...bounds, coverage })
    .from(metric)
    .innerJoin(metric_coverage, eq(metric_coverage.metric, metric.id))
    .$dynamic()
}

/** Lists the coverage of each series of a metric. */
async function listCoverage({ db, tables: { series } }: Snapshot, metric: string) {
  return db
    .select()
    .from(series)
    .where(eq(series.metric, metric))
    .orderBy(desc(series.observations), asc(series.subject), asc(series.id))
    .limit(SERIES_MAX + 1)
}
