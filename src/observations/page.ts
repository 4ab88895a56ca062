// Reads a page of claims along the way that passes by the fewest others. A page that would read too
// many ends early.
import type { Snapshot } from '../db/store.ts'
import type { CursorKey } from '../http/cursors.ts'
import type { Counted, Page, Stretch } from '../http/page.ts'
import { chooseWay, type ObservationFilters, READ_MAX } from './choose-way.ts'
import type { Course } from './course-queries.ts'
import { countLatest, listLatest } from './latest.ts'
import { type ObservationRow, readWalk } from './queries.ts'
import { sortedBy } from './query-schemas.ts'
import { countOnWay, findStop } from './walk-queries.ts'

const ENDS_EARLY =
  `This page ends early: it holds what meets all filters among the next ${READ_MAX.toLocaleString('en')} ` +
  'claims in its order. Follow links.next for the rest, or give more filters.'

/**
 * Lists claims in the order of `sort`. Missing sort values come last in both directions; ids follow
 * the direction where values are equal.
 */
export async function listObservations(
  snapshot: Snapshot,
  filters: ObservationFilters,
  { after, limit }: Page
): Promise<Stretch<ObservationRow>> {
  const { sort, conditions } = filters
  if (conditions.latest !== undefined) return listLatest(snapshot, filters, { after, limit })
  const by = sortedBy(sort)
  const isWhole = by === 'recorded_at' || by === 'id'
  if (isWhole) return readOver(snapshot, filters, { sort, over: 'all', after }, limit)

  // Missing values come last. If the first walk does not fill the page, a second walk over the
  // nulls of the index fills it.
  const inMissing = after !== undefined && after[0] === null
  const present: Stretch<ObservationRow> = inMissing
    ? { rows: [] }
    : await readOver(snapshot, filters, { sort, over: 'present', after }, limit)
  const isDated =
    by === 'period' && (conditions.from ?? conditions.to ?? conditions.calendar) !== undefined
  if (present.rows.length === limit || present.stopped || isDated) return present
  const course: Course = { sort, over: 'missing', after: inMissing ? after : undefined }
  const missing = await readOver(snapshot, filters, course, limit - present.rows.length)
  return { ...missing, rows: [...present.rows, ...missing.rows] }
}

/** Counts claims, at most `most`, unless more would have to be read than may be. */
export async function countObservations(
  snapshot: Snapshot,
  filters: ObservationFilters,
  most: number
): Promise<Counted> {
  const { conditions } = filters
  if (conditions.latest !== undefined) return countLatest(snapshot, filters, most)
  const course: Course = { sort: '-period', over: 'all' }
  const { way, stop } = await chooseWay(snapshot, conditions, course)
  // The beginning of a period is in no index.
  const isRead = stop !== undefined || conditions.from !== undefined
  if (isRead && (stop ?? (await findStop(snapshot, { way, course, conditions }, READ_MAX))))
    return 'takes_too_long'
  return countOnWay(snapshot, { way, course, conditions }, most)
}

/** The sort values of a row, after which the next page begins. */
export function observationKey(row: ObservationRow, { sort }: ObservationFilters): CursorKey {
  return {
    period: [row.ends_on, row.id],
    value: [row.value, row.id],
    recorded_at: [row.revision, row.id],
    id: [row.id]
  }[sortedBy(sort)]
}

async function readOver(
  snapshot: Snapshot,
  { conditions }: ObservationFilters,
  course: Course,
  limit: number
): Promise<Stretch<ObservationRow>> {
  const { way, stop } = await chooseWay(snapshot, conditions, course)
  const walked = { way, conditions, course: { ...course, stop } }
  const rows = await readWalk(snapshot, walked, limit)
  if (stop === undefined || rows.length === limit) return { rows }
  return { rows, stopped: stop, warnings: [ENDS_EARLY] }
}
