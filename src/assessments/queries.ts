// Counts projections and their assessments for the score card.
import type { SQL } from 'drizzle-orm'
import { asc, desc, eq, sql } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import type { CursorKey } from '../http/cursors.ts'
import type { Page } from '../http/page.ts'
import { encode } from '../http/query-string.ts'
import { rounded } from '../numbers/rounded.ts'
import { meetFilters, type ProjectionFilters } from '../projections/conditions.ts'
import { ASSESSMENT_STATUSES } from '../vocabularies.ts'
import type { Score, ScoredBy } from './schemas.ts'

/** `asked` are the parameters that choose the projections, as the request gave them. */
export type ScoreFilters = ProjectionFilters & {
  by: ScoredBy
  asked: readonly (readonly [name: string, text: string])[]
}

/** More makers, scenarios and metrics than anybody compares. */
const SCORES_MAX = 10_000

/** Lists scores, those with most projections first, then by key; without a key last. */
export async function listScores(
  snapshot: Snapshot,
  filters: ScoreFilters,
  { after, limit }: Page
): Promise<Score[]> {
  const all = await readScores(snapshot, filters)
  const rest = after ? all.filter((one) => isBehind(one, after)) : all
  return rest.slice(0, limit)
}

/** The place of a score in the list; 1 for one without a key, which comes after its equals. */
export function scoreKey({ projections, key }: Score): [number, 0 | 1, string] {
  return [projections, key === null ? 1 : 0, key ?? '']
}

/** Whether a score comes after the key of a page, in the order of the list. */
function isBehind(score: Score, [count, isLast, last]: CursorKey): boolean {
  const [projections, isNameless, key] = scoreKey(score)
  if (projections !== count) return projections < Number(count)
  if (isNameless !== isLast) return isNameless > Number(isLast)
  if (score.by === 'horizon') return Number(key) > Number(last)
  // The databases compare texts by their bytes.
  return Buffer.compare(Buffer.from(key), Buffer.from(String(last))) > 0
}

export async function countScores(
  snapshot: Snapshot,
  filters: ScoreFilters,
  most: number
): Promise<number> {
  return Math.min(most, (await readScores(snapshot, filters)).length)
}

async function readScores(snapshot: Snapshot, filters: ScoreFilters): Promise<Score[]> {
  const { db, tables } = snapshot
  const { projection, assessment } = tables
  const { error_percent, naive_error_percent, drift_error_percent } = assessment
  const key = keyOf(snapshot, filters.by)
  const projections = sql<number>`cast(count(*) as integer)`.mapWith(Number)
  const statuses = ASSESSMENT_STATUSES.map((status) => [
    status,
    countIf(sql`${assessment.status} = ${status}`)
  ])
  const rows = await db
    .select({
      key: sql<string | null>`${key}`.as('key'),
      projections,
      targets: countIf(sql`${projection.kind} = 'target'`),
      // The words of the vocabulary are the names of the columns.
      ...(Object.fromEntries(statuses) as Record<
        (typeof ASSESSMENT_STATUSES)[number],
        SQL<number>
      >),
      scored: countIf(sql`${error_percent} is not null`),
      mean_absolute_error_percent: meanOf(sql`abs(${error_percent})`),
      mean_error_percent: meanOf(sql`${error_percent}`),
      naive_mean_absolute_error_percent: meanOf(sql`abs(${naive_error_percent})`),
      drift_mean_absolute_error_percent: meanOf(sql`abs(${drift_error_percent})`),
      better_than_naive: countIf(sql`abs(${error_percent}) < abs(${naive_error_percent})`)
    })
    .from(projection)
    .leftJoin(assessment, eq(assessment.id, projection.id))
    .where(meetFilters(snapshot, filters))
    .groupBy(key)
    .orderBy(desc(projections), sql`${key} is null`, asc(key))
    .limit(SCORES_MAX)
  return rows.map((row) => completeScore(filters, row))
}

type Counted = Omit<Score, 'by' | 'kept_percent' | 'forecasts' | 'href'>

function completeScore({ by, asked }: ScoreFilters, row: Counted): Score {
  const { key, projections, targets, achieved, missed } = row
  const decided = achieved + missed
  const open = row.on_track + row.behind + row.far_behind + row.wrong_way
  const word = key === null ? null : String(key)
  return {
    by,
    ...row,
    key: word,
    // Also those of a revision from before there were assessments.
    not_assessable: targets - decided - open,
    mean_absolute_error_percent: rounded(row.mean_absolute_error_percent, 2),
    mean_error_percent: rounded(row.mean_error_percent, 2),
    naive_mean_absolute_error_percent: rounded(row.naive_mean_absolute_error_percent, 2),
    drift_mean_absolute_error_percent: rounded(row.drift_mean_absolute_error_percent, 2),
    kept_percent: decided > 0 ? rounded((100 * achieved) / decided, 2) : null,
    forecasts: projections - targets,
    href: word === null || by === 'horizon' ? null : linkTo([...asked, [by, word]])
  }
}

/** The list of the projections that meet the parameters; of two with one name the last counts. */
function linkTo(parameters: ScoreFilters['asked']): string {
  const parts = [...new Map(parameters)].map(([name, text]) => `${name}=${encode(text)}`)
  return `/v1/projections?${parts.join('&')}`
}

function keyOf({ tables: { projection, assessment } }: Snapshot, by: ScoredBy): SQL {
  if (by === 'horizon') return sql`${assessment.horizon}`
  return sql`${projection[by]}`
}

function countIf(condition: SQL): SQL<number> {
  return sql<number>`cast(count(case when ${condition} then 1 end) as integer)`.mapWith(Number)
}

function meanOf(figure: SQL): SQL<number | null> {
  return sql<number | null>`avg(${figure})`
}
