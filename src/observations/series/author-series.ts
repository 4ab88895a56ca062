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
  const formed = (await formAll(snapshot, filters, most)).sort(byClaims)
  return formed.filter((one) => !after || byClaims(after, one) < 0).slice(0, limit)
}

/** Counts the series that {@link listAuthorSeries} lists, at most `most`. */
export async function countAuthorSeries(
  snapshot: Snapshot,
  filters: AuthorSeriesFilters,
  most: number
): Promise<number> {
  if (!snapshot.now) return countKeptSeries(snapshot, filters, most)
  return Math.min((await formAll(snapshot, filters, PAST_CLAIMS_MAX)).length, most)
}

async function formAll(snapshot: Snapshot, filters: AuthorSeriesFilters, most: number) {
  const formed = await formAuthorSeries(snapshot, filters, most)
  if (!formed) throw tooMany(most)
  return formed
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
