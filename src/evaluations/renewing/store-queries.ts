// Stores tests of series and evaluations of metrics, as far as they differ from those stored.
import { and, eq } from '../../db/orm.ts'
import { deleteRows, insertRows } from '../../db/rows.ts'
import type { Snapshot } from '../../db/store.ts'
import type { Frequency } from '../frequencies.ts'
import type { SeriesTest } from '../test-series.ts'

/** A row by its key, and its body, which is null for a series that is too short. */
export type BodyRow = { id: string; metric: string; frequency: string; body: object | null }
type Changed = { stored: BodyRow[]; made: BodyRow[] }
/** Rows as they are stored, and as they should be; those that are equal are left out. */
export type Difference = { tests: Changed; evaluations: Changed }

/** What the data give for a metric: a test of each series, and an evaluation of each frequency. */
export type Made = {
  metric: string
  tests: { series: string; frequency: Frequency; body: object | null }[]
  evaluations: { frequency: Frequency; body: object }[]
}

/** The stored tests of a group by the ids of their series. */
export async function readTests(
  { db, tables: { series_test } }: Snapshot,
  metric: string,
  frequency: Frequency
): Promise<Map<string, SeriesTest | null>> {
  const rows = await db
    .select({ series: series_test.series, body: series_test.body })
    .from(series_test)
    .where(and(eq(series_test.metric, metric), eq(series_test.frequency, frequency)))
  // Only tests are stored there.
  return new Map(rows.map(({ series, body }) => [series, body as SeriesTest | null]))
}

/** Where what is stored about a metric is not what the data give. */
export async function findDifferences(
  { db, tables: { series_test, forecast_evaluation } }: Snapshot,
  { metric, tests, evaluations }: Made
): Promise<Difference> {
  const tested = await db.select().from(series_test).where(eq(series_test.metric, metric))
  const evaluated = await db
    .select()
    .from(forecast_evaluation)
    .where(eq(forecast_evaluation.metric, metric))
  return {
    tests: compare(
      tested.map((row) => ({ ...row, id: row.series })),
      tests.map(({ series: id, frequency, body }) => ({ id, metric, frequency, body }))
    ),
    evaluations: compare(
      evaluated.map((row) => ({ ...row, id: `${metric} ${row.frequency}` })),
      evaluations.map((row) => ({ id: `${metric} ${row.frequency}`, metric, ...row }))
    )
  }
}

function compare(stored: readonly BodyRow[], made: readonly BodyRow[]): Changed {
  const textsOf = (rows: readonly BodyRow[]) => new Map(rows.map((row) => [row.id, textOf(row)]))
  const [before, after] = [textsOf(stored), textsOf(made)]
  return {
    stored: stored.filter((row) => after.get(row.id) !== textOf(row)),
    made: made.filter((row) => before.get(row.id) !== textOf(row))
  }
}

function textOf({ frequency, body }: BodyRow): string {
  return JSON.stringify([frequency, body])
}

/** Writes what differs, as part of `revision`. */
export async function storeDifferences(
  { db, tables: { series_test, forecast_evaluation } }: Snapshot,
  { tests, evaluations }: Difference,
  revision: number
): Promise<void> {
  const old = tests.stored.map(({ id }) => id)
  await deleteRows(db, series_test, 'series', old)
  await insertRows(
    db,
    series_test,
    tests.made.map(({ id: series, ...row }) => ({ series, ...row, revision }))
  )
  for (const { metric, frequency } of evaluations.stored)
    await db
      .delete(forecast_evaluation)
      .where(
        and(eq(forecast_evaluation.metric, metric), eq(forecast_evaluation.frequency, frequency))
      )
  await insertRows(
    db,
    forecast_evaluation,
    evaluations.made.map(({ id: _, ...row }) => ({ ...row, revision }))
  )
}
