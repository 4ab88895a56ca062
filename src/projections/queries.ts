import type { SQL } from 'drizzle-orm'
import type { SQLiteSelect } from 'drizzle-orm/sqlite-core'
import { countRows } from '../db/count-rows.ts'
import { and, eq, gte, inArray, lte, ne } from '../db/orm.ts'
import { pageById } from '../db/page-by-id.ts'
import type { Snapshot } from '../db/store.ts'
import { meetSides, type SideConditions } from '../entities/conditions.ts'
import type { Page } from '../http/page.ts'
import { isRate } from '../observations/series/traits.ts'
import { labelOrNull } from '../periods/label-period.ts'
import { completeFigures, selectFigures, selectFiguresAlone } from '../sources/reference-queries.ts'
import type { ASSESSMENT_STATUSES } from '../vocabularies.ts'
import { projectionColumns } from './columns.ts'
import { requiredGrowth } from './required-growth.ts'
import type { Projection, ProjectionKind } from './schemas.ts'

/** Which projections to read. The ids are known to exist. */
export type ProjectionFilters = SideConditions & {
  metric?: string[] | undefined
  subject?: string[] | undefined
  partner?: string[] | undefined
  between?: string[] | undefined
  scenario?: string[] | undefined
  kind?: ProjectionKind[] | undefined
  source?: string[] | undefined
  attributed_to?: string | undefined
  status?: (typeof ASSESSMENT_STATUSES)[number][] | undefined
  target_from?: string | undefined
  target_to?: string | undefined
}

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

export function meetFilters(snapshot: Snapshot, filters: ProjectionFilters): SQL | undefined {
  const { projection } = snapshot.tables
  const { metric, subject, partner, between, scenario, kind, source } = filters
  const { attributed_to, status, target_from, target_to } = filters
  const { assessment } = snapshot.tables
  return and(
    metric && inArray(projection.metric, metric),
    subject && inArray(projection.subject, subject),
    partner && inArray(projection.partner, partner),
    between &&
      and(
        inArray(projection.subject, between),
        inArray(projection.partner, between),
        ne(projection.subject, projection.partner)
      ),
    meetSides(snapshot, projection, filters),
    scenario && inArray(projection.scenario, scenario),
    kind && inArray(projection.kind, kind),
    source && inArray(projection.source, source),
    attributed_to === undefined ? undefined : eq(projection.attributed_to, attributed_to),
    status &&
      inArray(
        projection.id,
        snapshot.db
          .select({ id: assessment.id })
          .from(assessment)
          .where(inArray(assessment.status, status))
      ),
    target_from
      ? and(
          gte(projection.target_starts_on, target_from),
          gte(projection.target_ends_on, target_from)
        )
      : undefined,
    target_to ? lte(projection.target_ends_on, target_to) : undefined
  )
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
