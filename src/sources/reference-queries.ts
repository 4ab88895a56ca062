// What stands beside each figure, for figures of an earlier revision: their joins would not end at
// a limit (db/look-up.ts).
import type { SelectedFields } from 'drizzle-orm/sqlite-core'
import { lookUp, timesOf } from '../db/look-up.ts'
import { eq } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import type { Tables } from '../db/tables/define.ts'

type Alone = { metric: string; source: string; revision: number }

/** Figures that were read alone, with their unit, their source and when they were recorded. */
export async function completeFigures<Row extends Alone>(snapshot: Snapshot, rows: readonly Row[]) {
  const all = <Key extends keyof Alone>(key: Key) => rows.map((row): Alone[Key] => row[key])
  const metric = await lookUp(snapshot, 'metric', all('metric'))
  const source = await lookUp(snapshot, 'source', all('source'))
  const time = await timesOf(snapshot, all('revision'))
  return rows.map((row) => ({
    ...row,
    unit: metric(row.metric).unit,
    source: referenceTo(source(row.source)),
    recorded_at: time(row.revision)
  }))
}

/**
 * What stands of a source beside each figure: `SourceReference` on the wire. Here of one that was
 * read.
 */
export function referenceTo({
  id,
  publisher,
  kind,
  url,
  published
}: Tables['source']['$inferSelect']) {
  return { id, publisher, kind, url, published }
}

/** The columns it is read from. */
export function sourceReferenceOf({ source }: Tables) {
  const { id, publisher, kind, url, published } = source
  return { id, publisher, kind, url, published }
}

/** Figures with what stands beside them: their unit, their source and when they were recorded. */
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

/** Figures alone: of an earlier revision, whose joins would not end at a limit (look-up.ts). */
export function selectFiguresAlone<
  Figure extends Tables['observation'] | Tables['projection'],
  Columns extends SelectedFields
>({ db }: Snapshot, figure: Figure, columns: Columns) {
  return db
    .select({ ...columns, source: figure.source })
    .from(figure)
    .$dynamic()
}
