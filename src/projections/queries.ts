import type { SQL } from 'drizzle-orm'
import { and, asc, eq, gt, gte, inArray, lte, ne } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import type { Page } from '../http/list-route.ts'
import { sourceReferenceOf } from '../sources/reference.ts'
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
export async function listProjections(snapshot: Snapshot, filters: ProjectionFilters, { after, limit }: Page): Promise<Projection[]> {
  const { projection } = snapshot.tables
  const { metric, subject, partner, between, scenario, source, target_from, target_to } = filters
  const where = and(
    metric && inArray(projection.metric, metric),
    subject && inArray(projection.subject, subject),
    partner && inArray(projection.partner, partner),
    between && and(inArray(projection.subject, between), inArray(projection.partner, between), ne(projection.subject, projection.partner)),
    scenario && inArray(projection.scenario, scenario),
    source && inArray(projection.source, source),
    target_from ? and(gte(projection.target_starts_on, target_from), gte(projection.target_ends_on, target_from)) : undefined,
    target_to ? lte(projection.target_ends_on, target_to) : undefined,
    after && gt(projection.id, String(after[0]))
  )
  return select(snapshot, where, limit)
}

/** One projection; undefined where there is none of this id. */
export async function findProjection(snapshot: Snapshot, id: string): Promise<Projection | undefined> {
  const [row] = await select(snapshot, eq(snapshot.tables.projection.id, id), 1)
  return row
}

async function select({ db, tables }: Snapshot, where: SQL | undefined, limit: number): Promise<Projection[]> {
  const { projection, metric, source, imports } = tables
  const rows = await db
    .select({
      id: projection.id,
      metric: projection.metric,
      subject: projection.subject,
      partner: projection.partner,
      scenario: projection.scenario,
      unit: metric.unit,
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
      source: sourceReferenceOf(tables),
      note: projection.note,
      recorded_at: imports.finished
    })
    .from(projection)
    .innerJoin(metric, eq(metric.id, projection.metric))
    .innerJoin(source, eq(source.id, projection.source))
    .innerJoin(imports, eq(imports.revision, projection.revision))
    .where(where)
    .orderBy(asc(projection.id))
    .limit(limit)
  return rows.map((row) => ({
    ...row,
    required: requiredGrowth({
      base_period: row.base.period,
      base_value: row.base.value,
      target_period: row.target.period,
      value: row.target.value
    })
  }))
}

/** The day of the revision a snapshot shows. */
export async function dayOfRevision({ db, tables: { imports }, revision }: Snapshot): Promise<string> {
  const [row] = await db.select({ finished: imports.finished }).from(imports).where(eq(imports.revision, revision)).limit(1)
  return (row?.finished ?? '').slice(0, 10)
}
