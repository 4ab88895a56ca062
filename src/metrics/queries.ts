import { contains } from '../db/contains.ts'
import { and, asc, desc, eq, gt, inArray } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import type { Page } from '../http/page.ts'
import type { METRIC_KINDS, TOPICS } from '../vocabularies.ts'
import type { Metric, MetricDetail } from './schemas.ts'

/** Series shown on a single metric. */
export const SERIES_MAX = 1_000

export type MetricFilters = {
  topic?: (typeof TOPICS)[number][] | undefined
  kind?: (typeof METRIC_KINDS)[number][] | undefined
  q?: string | undefined
}

/** Metrics by id. */
export async function listMetrics(
  snapshot: Snapshot,
  { topic, kind, q }: MetricFilters,
  { after, limit }: Page
): Promise<Metric[]> {
  const { metric } = snapshot.tables
  const where = and(
    topic && inArray(metric.topic, topic),
    kind && inArray(metric.kind, kind),
    q === undefined ? undefined : contains(metric.search_text, q),
    after && gt(metric.id, String(after[0]))
  )
  return select(snapshot).where(where).orderBy(asc(metric.id)).limit(limit)
}

/**
 * One metric with its series, the largest first; one more than {@link SERIES_MAX} tells that there
 * are others.
 */
export async function findMetric(
  snapshot: Snapshot,
  id: string
): Promise<MetricDetail | undefined> {
  const { db, tables } = snapshot
  const { metric, series } = tables
  const [row] = await select(snapshot).where(eq(metric.id, id)).limit(1)
  if (!row) return undefined
  const rows = await db
    .select({
      subject: series.subject,
      partner: series.partner,
      direction: series.direction,
      mode: series.mode,
      attributed_to: series.attributed_to,
      calendar: series.calendar,
      observations: series.observations,
      first_period: series.first_period,
      last_period: series.last_period,
      sources: series.sources
    })
    .from(series)
    .where(eq(series.metric, id))
    .orderBy(desc(series.observations), asc(series.subject), asc(series.id))
    .limit(SERIES_MAX + 1)
  return { ...row, series: rows }
}

function select({ db, tables: { metric, metric_coverage } }: Snapshot) {
  return db
    .select({
      id: metric.id,
      name: metric.name,
      definition: metric.definition,
      unit: metric.unit,
      topic: metric.topic,
      kind: metric.kind,
      desired: metric.desired,
      subject_kinds: metric.subject_kinds,
      partnered: metric.partnered,
      symmetric: metric.symmetric,
      aggregation: metric.aggregation,
      coverage: {
        observations: metric_coverage.observations,
        first_period: metric_coverage.first_period,
        last_period: metric_coverage.last_period,
        sources: metric_coverage.sources,
        subjects: metric_coverage.subjects
      }
    })
    .from(metric)
    .innerJoin(metric_coverage, eq(metric_coverage.metric, metric.id))
    .$dynamic()
}
