import type { SQL } from 'drizzle-orm'
import type { SQLiteSelect } from 'drizzle-orm/sqlite-core'
import { and, asc, eq, gt, gte, inArray, lte, ne } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import type { Page } from '../http/page.ts'
import { completed, sourceReferenceOf } from '../sources/reference-queries.ts'
import { requiredGrowth } from './required.ts'
import type { Projection } from './schemas.ts'

/** What to look for; ids are known to exist. */
export type ProjectionFilters = {
  metric?: string[] | undefined
  subject?: string[] | undefined
  partner?: string[] | undefined
  between?: string[] | undefined
  scenario?: string[] | undefined
  source?: string[] | undefined
  target_from?: string | undefined
  target_to?: string | undefined
}

/** Projections by id. */
export async function listProjections(
  snapshot: Snapshot,
  filters: ProjectionFilters,
  { after, limit }: Page
): Promise<Projection[]> {
  const { projection } = snapshot.tables
  const { metric, subject, partner, between, scenario, source, target_from, target_to } = filters
  const where = and(
    metric && inArray(projection.metric, metric),
    subject && inArray(projection.subject, subject),
    partner && inArray(projection.partner, partner),
    between &&
      and(
        inArray(projection.subject, between),
        inArray(projection.partner, between),
        ne(projection.subject, projection.partner)
      ),
    scenario && inArray(projection.scenario, scenario),
    source && inArray(projection.source, source),
    target_from
      ? and(
          gte(projection.target_starts_on, target_from),
          gte(projection.target_ends_on, target_from)
        )
      : undefined,
    target_to ? lte(projection.target_ends_on, target_to) : undefined,
    after && gt(projection.id, String(after[0]))
  )
  return select(snapshot, where, limit)
}

/** One projection; undefined where there is none of this id. */
export async function findProjection(
  snapshot: Snapshot,
  id: string
): Promise<Projection | undefined> {
  const [row] = await select(snapshot, eq(snapshot.tables.projection.id, id), 1)
  return row
}

async function select(
  snapshot: Snapshot,
  where: SQL | undefined,
  limit: number
): Promise<Projection[]> {
  const page = <Rows extends SQLiteSelect>(rows: Rows) =>
    rows.where(where).orderBy(asc(snapshot.tables.projection.id)).limit(limit)
  const rows = snapshot.now
    ? await completed(snapshot, await page(alone(snapshot)))
    : await page(joined(snapshot))
  return rows.map(({ revision, ...row }) => ({
    ...row,
    required: requiredGrowth({
      base_period: row.base.period,
      base_value: row.base.value,
      target_period: row.target.period,
      value: row.target.value
    })
  }))
}

function joined({ db, tables }: Snapshot) {
  const { projection, metric, source, imports } = tables
  return db
    .select({
      ...own(tables),
      unit: metric.unit,
      source: sourceReferenceOf(tables),
      recorded_at: imports.finished
    })
    .from(projection)
    .innerJoin(metric, eq(metric.id, projection.metric))
    .innerJoin(source, eq(source.id, projection.source))
    .innerJoin(imports, eq(imports.revision, projection.revision))
    .$dynamic()
}

/** Of an earlier revision, whose joins would not end at a limit. */
function alone({ db, tables }: Snapshot) {
  return db
    .select({ ...own(tables), source: tables.projection.source })
    .from(tables.projection)
    .$dynamic()
}

function own({ projection }: Snapshot['tables']) {
  return {
    id: projection.id,
    metric: projection.metric,
    subject: projection.subject,
    partner: projection.partner,
    scenario: projection.scenario,
    base: { period: projection.base_period, value: projection.base_value },
    target: {
      period: projection.target_period,
      value: projection.value,
      low: projection.low,
      high: projection.high,
      bound: projection.bound,
      text: projection.text
    },
    condition: projection.condition,
    issued_on: projection.issued_on,
    attributed_to: projection.attributed_to,
    note: projection.note,
    revision: projection.revision
  }
}

/** The day of the revision a snapshot shows. */
export async function dayOfRevision({
  db,
  tables: { imports },
  revision
}: Snapshot): Promise<string> {
  const [row] = await db
    .select({ finished: imports.finished })
    .from(imports)
    .where(eq(imports.revision, revision))
    .limit(1)
  return (row?.finished ?? '').slice(0, 10)
}
