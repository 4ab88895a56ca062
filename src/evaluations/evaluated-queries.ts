// Reads what is evaluated, and what the others lack.
import { and, asc, eq, inArray, isNotNull } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import type { Traits } from '../observations/series/traits.ts'
import { type EvaluationFilters, meetFilters } from './queries.ts'
import type { SeriesTest, Untested } from './test-series.ts'

/** A metric, and the frequencies at which it is evaluated. */
export type Evaluated = Pick<Traits, 'id' | 'unit' | 'kind'> & {
  topic: string
  frequencies: string[]
}

/** Whether and how some metrics are evaluated. */
export async function findEvaluated(
  { db, tables: { metric, forecast_evaluation } }: Snapshot,
  ids: readonly string[]
): Promise<Evaluated[]> {
  const { id, unit, kind, topic } = metric
  const { frequency } = forecast_evaluation
  const rows = await db
    .select({ id, unit, kind, topic, frequency })
    .from(metric)
    .leftJoin(forecast_evaluation, eq(forecast_evaluation.metric, id))
    .where(inArray(id, [...ids]))
    .orderBy(asc(id), asc(frequency))
  return [...Map.groupBy(rows, (row) => row.id).values()].flatMap((same) => {
    const [one] = same
    const frequencies = same.flatMap((row) => row.frequency ?? [])
    if (!one) return []
    const { frequency: _, ...metric } = one
    return [{ ...metric, frequencies }]
  })
}

/** Some metrics that are evaluated, in order. */
export async function someEvaluated({
  db,
  tables: { forecast_evaluation }
}: Snapshot): Promise<string[]> {
  const { metric } = forecast_evaluation
  const rows = await db
    .selectDistinct({ metric })
    .from(forecast_evaluation)
    .orderBy(metric)
    .limit(3)
  return rows.map((row) => row.metric)
}

/** The frequencies at which there are evaluations that the filters allow. */
export async function findFrequencies(
  snapshot: Snapshot,
  filters: EvaluationFilters
): Promise<string[]> {
  const { frequency } = snapshot.tables.forecast_evaluation
  const rows = await snapshot.db
    .selectDistinct({ frequency })
    .from(snapshot.tables.forecast_evaluation)
    .where(meetFilters(snapshot, filters))
    .orderBy(asc(frequency))
  return rows.map((row) => row.frequency)
}

/** The calendars of the series of a metric, and whether some never changed before a forecast. */
export async function findLacks(
  { db, tables: { series, series_test } }: Snapshot,
  metric: string
): Promise<{ calendars: string[]; neverChanged: boolean }> {
  const calendars = await db
    .selectDistinct({ calendar: series.calendar })
    .from(series)
    .where(and(eq(series.metric, metric), isNotNull(series.calendar)))
  const tests = await db
    .select({ body: series_test.body })
    .from(series_test)
    .where(eq(series_test.metric, metric))
  return {
    calendars: calendars.flatMap(({ calendar }) => calendar ?? []),
    neverChanged: tests.some(({ body }) => {
      // Only tests are stored there.
      const test = body as SeriesTest | Untested
      return 'untested' in test && test.untested === 'never_changed'
    })
  }
}
