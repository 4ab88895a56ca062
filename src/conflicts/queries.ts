// Reads checks as the last import left them. A request checks nothing.
import type { SQL } from 'drizzle-orm'
import { countRows } from '../db/count-rows.ts'
import { lookUp, timesOf } from '../db/look-up.ts'
import { and, asc, desc, eq, gte, inArray, isNotNull, ne, sql } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import type { Page } from '../http/page.ts'
import { sourceReferenceOf } from '../sources/reference-queries.ts'
import type { CHECK_KINDS } from '../vocabularies.ts'
import { metricComparedIn } from './compared-metric.ts'
import { aboutFigures, type FigureFilters, ofProducts } from './conditions.ts'
import { RULES } from './rules.ts'
import type { Conflict } from './schemas.ts'

/** Which checks to read. The ids are known to exist. */
export type ConflictFilters = FigureFilters & {
  kind?: (typeof CHECK_KINDS)[number][] | undefined
  min_ratio?: number | undefined
  holds: boolean
}
/** A check of the answer, with the number that orders the list. */
export type ConflictRow = Conflict & { apart: number }

const IDS_A_STATEMENT = 500

/** Lists checks: the largest ratio first, then by id. */
export async function listConflicts(
  snapshot: Snapshot,
  filters: ConflictFilters,
  { after, limit }: Page
): Promise<ConflictRow[]> {
  const { claim_check } = snapshot.tables
  const { where, apart } = await meetFilters(snapshot, filters)
  const rows = await selectChecks(snapshot)
    .where(and(where, after && isAfter(snapshot, Number(after[0]), String(after[1]))))
    .orderBy(desc(apart), asc(claim_check.id))
    .limit(limit)
  return completeChecks(snapshot, rows)
}

export async function countConflicts(
  snapshot: Snapshot,
  filters: ConflictFilters,
  most: number
): Promise<number> {
  const { where } = await meetFilters(snapshot, filters)
  return countRows(snapshot, snapshot.tables.claim_check, where, most)
}

/** The condition for checks, and the expression that orders them. */
async function meetFilters(
  snapshot: Snapshot,
  { kind, min_ratio, holds, ...figures }: ConflictFilters
): Promise<{ where: SQL | undefined; apart: SQL }> {
  const { claim_check } = snapshot.tables
  const { condition, isFew } = await aboutFigures(snapshot, figures)
  // With expressions in place of columns, SQLite does not read all checks in order to find a few.
  const [apart, kinds] = isFew
    ? [sql`+${claim_check.apart}`, sql`${claim_check.kind} || ''`]
    : [sql`${claim_check.apart}`, sql`${claim_check.kind}`]
  const where = and(
    condition,
    ofProducts(snapshot, figures),
    isFew ? sql`not ${ne(claim_check.holds, holds)}` : eq(claim_check.holds, holds),
    kind && inArray(kinds, kind),
    min_ratio === undefined ? undefined : gte(apart, min_ratio)
  )
  return { where, apart }
}

/** The time of the first checks, if the snapshot is older than that. */
export async function checkedOnlySince({
  db,
  tables: { imports },
  revision,
  now
}: Snapshot): Promise<string | undefined> {
  if (!now) return undefined
  const [first] = await db
    .select({ revision: imports.revision, time: imports.finished })
    .from(imports)
    .where(isNotNull(imports.detector))
    .orderBy(asc(imports.revision))
    .limit(1)
  return first && first.revision > revision ? first.time : undefined
}

type ReadCheck = Awaited<ReturnType<ReturnType<typeof selectChecks>['execute']>>[number]

function selectChecks({ db, tables: { claim_check } }: Snapshot) {
  return db.select().from(claim_check).$dynamic()
}

/** Checks with their claims, units and time. */
async function completeChecks(
  snapshot: Snapshot,
  rows: readonly ReadCheck[]
): Promise<ConflictRow[]> {
  const timeOf = await timesOf(
    snapshot,
    rows.map(({ revision }) => revision)
  )
  const claimOf = await claimsById(
    snapshot,
    rows.flatMap(({ claims }) => claims.map(({ id }) => id))
  )
  const comparedIn = (check: Pick<ReadCheck, 'kind' | 'metric' | 'claims'>) =>
    metricComparedIn(check, (id) => claimOf.get(id)?.metric)
  const metricOf = await lookUp(snapshot, 'metric', [
    ...rows.map(comparedIn),
    ...[...claimOf.values()].map(({ metric }) => metric)
  ])
  return rows.map(({ revision, ...check }) => ({
    ...check,
    ...RULES[check.kind],
    unit: metricOf(comparedIn(check)).unit,
    recorded_at: timeOf(revision),
    claims: check.claims.flatMap(({ id, role }) => {
      const claim = claimOf.get(id)
      return claim ? [{ ...claim, role, unit: metricOf(claim.metric).unit }] : []
    })
  }))
}

/** Written so that the index can begin at exactly this place. */
function isAfter({ tables: { claim_check } }: Snapshot, apart: number, id: string): SQL {
  const { apart: column, id: key } = claim_check
  return sql`(${column} <= ${apart} and (${column} < ${apart} or ${key} > ${id}))`
}

async function claimsById({ db, tables }: Snapshot, ids: readonly string[]) {
  const { observation, source } = tables
  const distinct = [...new Set(ids)]
  const found = new Map<string, Omit<Conflict['claims'][number], 'role' | 'unit'>>()
  for (let start = 0; start < distinct.length; start += IDS_A_STATEMENT) {
    const rows = await db
      .select({
        id: observation.id,
        metric: observation.metric,
        subject: observation.subject,
        partner: observation.partner,
        product: observation.product,
        period: observation.period,
        value: observation.value,
        low: observation.low,
        high: observation.high,
        bound: observation.bound,
        text: observation.text,
        attributed_to: observation.attributed_to,
        source: sourceReferenceOf(tables),
        note: observation.note
      })
      .from(observation)
      .innerJoin(source, eq(source.id, observation.source))
      .where(inArray(observation.id, distinct.slice(start, start + IDS_A_STATEMENT)))
    for (const row of rows) found.set(row.id, row)
  }
  return found
}
