// Lists projections with their assessments, which are kept like checks.
import { idsAsRows } from '../db/ids-as-rows.ts'
import { and, asc, desc, eq, inArray, isNotNull, isNull, sql } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import type { CursorKey } from '../http/cursors.ts'
import type { Page } from '../http/page.ts'
import { EMPTY_BODY } from './assessment.ts'
import { meetFilters, type ProjectionFilters } from './conditions.ts'
import { findProjection, findProjections, listProjections } from './queries.ts'
import type { AssessedProjection, Projection, ProjectionSort } from './schemas.ts'
import { type Kept, showAssessment } from './show-assessment.ts'

export type AssessedFilters = ProjectionFilters & { sort: ProjectionSort }
type Place = { id: string; gap_percent: number | null }

/** Lists projections in the order of `sort`; those without a gap come last, equal ones by id. */
export async function listAssessed(
  snapshot: Snapshot,
  filters: AssessedFilters,
  page: Page
): Promise<AssessedProjection[]> {
  if (filters.sort === 'id')
    return withAssessments(snapshot, await listProjections(snapshot, filters, page))
  const ids = (await listPlaces(snapshot, filters, page)).map(({ id }) => id)
  const found = await withAssessments(snapshot, await findProjections(snapshot, ids))
  const byId = new Map(found.map((one) => [one.id, one]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** One projection with its assessment; undefined if no projection has this id. */
export async function findAssessed(
  snapshot: Snapshot,
  id: string
): Promise<AssessedProjection | undefined> {
  const projection = await findProjection(snapshot, id)
  return projection && (await withAssessments(snapshot, [projection]))[0]
}

/** The key of a projection in the order of `sort`. */
export function assessedKey(
  { id, assessment }: AssessedProjection,
  { sort }: AssessedFilters
): CursorKey {
  return sort === 'id' ? [id] : [assessment.gap_percent, id]
}

/** Adds the assessment to each projection. */
export async function withAssessments(
  snapshot: Snapshot,
  projections: readonly Projection[]
): Promise<AssessedProjection[]> {
  const ids = projections.map((one) => one.id)
  const kept = ids.length > 0 ? await readKept(snapshot, ids) : new Map<string, Kept>()
  const today = (snapshot.updatedAt ?? '').slice(0, 10)
  return projections.map((one) => ({
    ...one,
    assessment: showAssessment(one, kept.get(one.id) ?? notAssessedYet(one), today)
  }))
}

/** The kept assessments of projections. */
async function readKept(snapshot: Snapshot, ids: readonly string[]): Promise<Map<string, Kept>> {
  const { id, status, reason, body } = snapshot.tables.assessment
  const rows = await snapshot.db
    // A list shows a thousand of them, and a text is read faster than a value is.
    .select({ id, status, reason, text: sql<string>`${body}` })
    .from(snapshot.tables.assessment)
    .where(inArray(id, sql`(select value from ${idsAsRows(snapshot, ids)} as given)`))
  return new Map(
    // Only assessments are stored there.
    rows.map(({ id, status, reason, text }) => [
      id,
      { status, reason, body: JSON.parse(text) } as Kept
    ])
  )
}

/** A revision from before there were assessments has none. */
function notAssessedYet({ kind }: Projection): Kept {
  const status = kind === 'target' ? 'not_assessable' : null
  return { status, reason: 'not_assessed_then', body: EMPTY_BODY }
}

/** The ids of a page by gap: first those that have one, then the others. */
async function listPlaces(
  snapshot: Snapshot,
  filters: AssessedFilters,
  { after, limit }: Page
): Promise<Place[]> {
  const [gap, last] = after ?? []
  const withGap =
    after && gap === null ? [] : await readPlaces(snapshot, filters, { hasGap: true, after, limit })
  if (withGap.length === limit) return withGap
  const rest = await readPlaces(snapshot, filters, {
    hasGap: false,
    after: gap === null && last !== undefined ? after : undefined,
    limit: limit - withGap.length
  })
  return [...withGap, ...rest]
}

type Walk = Page & { hasGap: boolean }

function readPlaces(
  snapshot: Snapshot,
  filters: AssessedFilters,
  { hasGap, after, limit }: Walk
): Promise<Place[]> {
  const { db, tables } = snapshot
  const { projection, assessment } = tables
  const isFalling = filters.sort === '-gap_percent'
  const gap = assessment.gap_percent
  const key = isFalling ? sql`-${gap}` : sql`${gap}`
  const from = isFalling ? -Number(after?.[0]) : Number(after?.[0])
  const beyond = hasGap
    ? sql`(${key}, ${projection.id}) > (${from}, ${String(after?.[1])})`
    : sql`${projection.id} > ${String(after?.[1])}`
  return db
    .select({ id: projection.id, gap_percent: gap })
    .from(projection)
    .leftJoin(assessment, eq(assessment.id, projection.id))
    .where(
      and(meetFilters(snapshot, filters), hasGap ? isNotNull(gap) : isNull(gap), after && beyond)
    )
    .orderBy(...(hasGap ? [isFalling ? desc(gap) : asc(gap)] : []), asc(projection.id))
    .limit(limit)
}
