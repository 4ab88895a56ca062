import type { SQL } from 'drizzle-orm'
import type { SQLiteSelect } from 'drizzle-orm/sqlite-core'
import { countRows } from '../db/count-rows.ts'
import { eq, inArray } from '../db/orm.ts'
import { pageById } from '../db/page-by-id.ts'
import type { Snapshot } from '../db/store.ts'
import type { Page } from '../http/page.ts'
import { isRate } from '../observations/series/traits.ts'
import { labelOrNull } from '../periods/label-period.ts'
import { completeFigures, selectFigures, selectFiguresAlone } from '../sources/reference-queries.ts'
import { projectionColumns } from './columns.ts'
import { meetFilters, type ProjectionFilters } from './conditions.ts'
import { requiredGrowth } from './required-growth.ts'
import type { Projection } from './schemas.ts'

/** Lists projections in order of their ids. */
export async function listProjections(
  snapshot: Snapshot,
  filters: ProjectionFilters,
  page: Page
): Promise<Projection[]> {
  return readPage(snapshot, meetFilters(snapshot, filters), page)
}

export function countProjections(
  snapshot: Snapshot,
  filters: ProjectionFilters,
  most: number
): Promise<number> {
  return countRows(snapshot, snapshot.tables.projection, meetFilters(snapshot, filters), most)
}

/** One projection; undefined if no projection has this id. */
export async function findProjection(
  snapshot: Snapshot,
  id: string
): Promise<Projection | undefined> {
  const first = { after: undefined, limit: 1 }
  const [row] = await readPage(snapshot, eq(snapshot.tables.projection.id, id), first)
  return row
}

/** The projections with these ids, in order of their ids. */
export function findProjections(snapshot: Snapshot, ids: readonly string[]): Promise<Projection[]> {
  const all = { after: undefined, limit: ids.length }
  return readPage(snapshot, inArray(snapshot.tables.projection.id, [...ids]), all)
}

async function readPage(
  snapshot: Snapshot,
  where: SQL | undefined,
  page: Page
): Promise<Projection[]> {
  const { projection } = snapshot.tables
  const columns = projectionColumns(snapshot.tables)
  const read = <Rows extends SQLiteSelect>(rows: Rows) => pageById(rows, projection.id, where, page)
  const rows = snapshot.now
    ? await completeFigures(snapshot, await read(selectFiguresAlone(snapshot, projection, columns)))
    : await read(selectFigures(snapshot, projection, columns))
  return rows.map(({ revision, ...row }) => ({
    ...row,
    base: { ...row.base, period_label: labelOrNull(row.base.period) },
    target: { ...row.target, period_label: labelOrNull(row.target.period) },
    required: requiredGrowth({
      base_period: row.base.period,
      base_value: row.base.value,
      target_period: row.target.period,
      value: row.target.value,
      is_rate: isRate(row.unit)
    })
  }))
}
