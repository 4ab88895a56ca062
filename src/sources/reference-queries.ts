// Adds unit, source and time of recording to figures. Figures of an earlier revision get them by
// later look-ups, because a join would not stop at the limit (db/look-up.ts).
import type { SelectedFields } from 'drizzle-orm/sqlite-core'
import { lookUp, timesOf } from '../db/look-up.ts'
import { eq } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import type { Tables } from '../db/tables/define.ts'

type Alone = { metric: string; source: string; revision: number }

/** Completes figures that were read without a join. */
export async function completeFigures<Row extends Alone>(snapshot: Snapshot, rows: readonly Row[]) {
  const all = <Key extends keyof Alone>(key: Key) => rows.map((row): Alone[Key] => row[key])
  const metric = await lookUp(snapshot, 'metric', all('metric'))
  const source = await lookUp(snapshot, 'source', all('source'))
  const time = await timesOf(snapshot, all('revision'))
  return rows.map((row) =>
    Object.assign(row, {
      unit: metric(row.metric).unit,
      source: referenceTo(source(row.source)),
      recorded_at: time(row.revision)
    })
  )
}

/** Makes the `SourceReference` of a source that was read. */
export function referenceTo({
  id,
  publisher,
  kind,
  url,
  published
}: Tables['source']['$inferSelect']) {
  return { id, publisher, kind, url, published }
}

/** The columns of a `SourceReference`. */
export function sourceReferenceOf({ source }: Tables) {
  const { id, publisher, kind, url, published } = source
  return { id, publisher, kind, url, published }
}

/** Selects figures with their unit, their source and the time of recording. */
export function selectFigures<
  Figure extends Tables['observation'] | Tables['projection'],
  Columns extends SelectedFields
>({ db, tables }: Snapshot, figure: Figure, columns: Columns) {
  const { metric, source, imports } = tables
  return db
    .select({
      ...columns,
      unit: metric.unit,
      source: sourceReferenceOf(tables),
      recorded_at: imports.finished
    })
    .from(figure)
    .innerJoin(metric, eq(metric.id, figure.metric))
    .innerJoin(source, eq(source.id, figure.source))
    .innerJoin(imports, eq(imports.revision, figure.revision))
    .$dynamic()
}

/**
 * Selects figures without a join, for an earlier revision: a join would not stop at the limit
 * (db/look-up.ts).
 */
export function selectFiguresAlone<
  Figure extends Tables['observation'] | Tables['projection'],
  Columns extends SelectedFields
>({ db }: Snapshot, figure: Figure, columns: Columns) {
  return db
    .select({ ...columns, source: figure.source })
    .from(figure)
    .$dynamic()
}
