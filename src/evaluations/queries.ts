// Reads stored evaluations.
import type { SQL } from 'drizzle-orm'
import { countRows } from '../db/count-rows.ts'
import { and, asc, eq, gt, inArray, or } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import type { CursorKey } from '../http/cursors.ts'
import type { Page } from '../http/page.ts'
import type { QueryOf } from '../http/parameters.ts'
import type { EvaluationBody } from './evaluation.ts'
import type { Frequency } from './frequencies.ts'
import type { ForecastEvaluation, listEvaluationsQuery } from './schemas.ts'

export type EvaluationFilters = QueryOf<typeof listEvaluationsQuery>

/** Lists evaluations by metric and frequency. */
export async function listEvaluations(
  snapshot: Snapshot,
  filters: EvaluationFilters,
  { after, limit }: Page
): Promise<ForecastEvaluation[]> {
  const { forecast_evaluation: table } = snapshot.tables
  const { metric, frequency, body } = table
  const rows = await snapshot.db
    .select({ metric, frequency, body })
    .from(table)
    .where(and(meetFilters(snapshot, filters), after && isAfter(snapshot, after)))
    .orderBy(asc(metric), asc(frequency))
    .limit(limit)
  return rows.map((row) => ({
    metric: row.metric,
    // Only frequencies and evaluations are stored there.
    frequency: row.frequency as Frequency,
    ...(row.body as EvaluationBody)
  }))
}

/** The key after which the next page begins. */
export function evaluationKey({ metric, frequency }: ForecastEvaluation): CursorKey {
  return [metric, frequency]
}

export function countEvaluations(
  snapshot: Snapshot,
  filters: EvaluationFilters,
  most: number
): Promise<number> {
  const { forecast_evaluation } = snapshot.tables
  return countRows(snapshot, forecast_evaluation, meetFilters(snapshot, filters), most)
}

export function meetFilters(
  { db, tables }: Snapshot,
  { metric: ids, topic, frequency }: EvaluationFilters
): SQL | undefined {
  const { metric, forecast_evaluation } = tables
  const ofTopic = db.select({ id: metric.id }).from(metric)
  return and(
    ids && inArray(forecast_evaluation.metric, ids),
    topic && inArray(forecast_evaluation.metric, ofTopic.where(inArray(metric.topic, topic))),
    frequency && inArray(forecast_evaluation.frequency, frequency)
  )
}

function isAfter({ tables }: Snapshot, [last, then]: CursorKey): SQL | undefined {
  const { metric, frequency } = tables.forecast_evaluation
  return or(gt(metric, String(last)), and(eq(metric, String(last)), gt(frequency, String(then))))
}
