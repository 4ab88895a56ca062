// Stores tests of series and evaluations of metrics, as far as they differ from those stored.
import { and, eq, inArray } from '../../db/orm.ts'
import { deleteRows, insertRows } from '../../db/rows.ts'
import type { Snapshot } from '../../db/store.ts'

/** A row by its key, and its body, which is null only in rows of earlier versions. */
export type BodyRow = { id: string; metric: string; frequency: string; body: object | null }
type Changed = { stored: BodyRow[]; made: BodyRow[] }
/** Rows as they are stored, and as they should be; those that are equal are left out. */
export type Difference = { tests: Changed; evaluations: Changed }

/** Tests of series of some metrics, and an evaluation of each of their frequencies. */
export type Rows = { tests: BodyRow[]; evaluations: BodyRow[] }

/** What is stored about some metrics. */
export async function readStored(
  { db, tables: { series_test, forecast_evaluation } }: Snapshot,
  metrics: string[]
): Promise<Rows> {
  const tests = await db.select().from(series_test).where(inArray(series_test.metric, metrics))
  const evaluations = await db
    .select()
    .from(forecast_evaluation)
    .where(inArray(forecast_evaluation.metric, metrics))
  return {
    tests: tests.map(({ series: id, revision: _, ...row }) => ({ id, ...row })),
    evaluations: evaluations.map(({ metric, frequency, body }) =>
      evaluationRow(metric, frequency, body)
    )
  }
}

/** An evaluation by its key, which is made of the two columns of the table. */
export function evaluationRow(metric: string, frequency: string, body: object): BodyRow {
  return { id: `${metric} ${frequency}`, metric, frequency, body }
}

/** Where what is stored is not what the data give. */
export function findDifferences(stored: Rows, made: Rows): Difference {
  return {
    tests: compare(stored.tests, made.tests),
    evaluations: compare(stored.evaluations, made.evaluations)
  }
}

function compare(stored: readonly BodyRow[], made: readonly BodyRow[]): Changed {
  const byId = (rows: readonly BodyRow[]) => new Map(rows.map((row) => [row.id, row]))
  const [before, after] = [byId(stored), byId(made)]
  return {
    stored: stored.filter((row) => !isSame(row, after.get(row.id))),
    made: made.filter((row) => !isSame(row, before.get(row.id)))
  }
}

/** A series that was not tested again has the very body that is stored. */
function isSame(one: BodyRow, other: BodyRow | undefined): boolean {
  if (one.frequency !== other?.frequency) return false
  return one.body === other.body || JSON.stringify(one.body) === JSON.stringify(other.body)
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
