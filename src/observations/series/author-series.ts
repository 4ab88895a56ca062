// Lists and counts author series. Imports keep them as they are now; those of an earlier time are
// counted from its claims, so that each has the place that it had.
import type { Snapshot } from '../../db/store.ts'
import { refusedParameter } from '../../http/problems.ts'
import {
  type After,
  type AuthorSeriesFilters,
  type CountedSeries,
  countKeptSeries,
  formAuthorSeries,
  readAuthorSeries
} from './author-queries.ts'
import { keepList } from './past-lists.ts'

/** The most claims of an earlier time that are counted for one answer. */
export const PAST_CLAIMS_MAX = 100_000

/**
 * Lists series whose claims name a period, those with most claims first, then by id. Only tests set
 * `most`.
 */
export async function listAuthorSeries(
  snapshot: Snapshot,
  filters: AuthorSeriesFilters,
  page: { after?: After; limit: number },
  most = PAST_CLAIMS_MAX
): Promise<CountedSeries[]> {
  if (!snapshot.now) return readAuthorSeries(snapshot, filters, page)
  const { after, limit } = page
  const all = await listPast(snapshot, filters, most)
  return all.filter((one) => !after || byClaims(after, one) < 0).slice(0, limit)
}

/** Counts the series that {@link listAuthorSeries} lists, at most `most`. */
export async function countAuthorSeries(
  snapshot: Snapshot,
  filters: AuthorSeriesFilters,
  most: number
): Promise<number> {
  if (!snapshot.now) return countKeptSeries(snapshot, filters, most)
  return Math.min((await listPast(snapshot, filters, PAST_CLAIMS_MAX)).length, most)
}

/** All series of an earlier time, in order. */
function listPast(snapshot: Snapshot, filters: AuthorSeriesFilters, most: number) {
  return keepList(snapshot, JSON.stringify([filters, most]), async () => {
    const formed = await formAuthorSeries(snapshot, filters, most)
    if (!formed) throw tooMany(most)
    return formed.sort(byClaims)
  })
}

type Place = Pick<CountedSeries, 'id' | 'observations'>

function byClaims(one: Place, other: Place): number {
  return other.observations - one.observations || (one.id < other.id ? -1 : 1)
}

function tooMany(most: number) {
  const message =
    'The series of each author are kept only as they are now. Those of an earlier time (`as_of`) ' +
    `are counted from its claims, and more than ${most.toLocaleString('en')} claims match.`
  return refusedParameter('by', message, ['by=rule', 'by=author together with narrower filters'])
}
