// Reads as many series as a page needs: the pairs of subject and partner come from the author
// series that imports keep, and then only the claims of these pairs are read.
import type { Snapshot } from '../db/store.ts'
import type { SeriesFilters } from './page.ts'
import { type CountedPair, listPairs } from './pair-queries.ts'
import { fromStart, type PageStart, type ReadSeries, readSeries } from './read-series.ts'
import { sourceOf } from './rules.ts'

/** The number of claims read first in a walk, which is enough for a page of most metrics. */
const CLAIMS_FIRST = 2_000
/** The most claims read for one page. Twenty-seven years of days are fewer. */
export const CLAIMS_MAX = 10_000

type Page = { after: PageStart | undefined; limit: number }

/** Reads at most `limit` series after a key; fewer if they have too many claims. */
export function readPage(
  snapshot: Snapshot,
  filters: SeriesFilters,
  page: Page
): Promise<ReadSeries> {
  // Author series are known only as they are now, and do not tell the times and the sources of
  // their claims.
  const { source, from, to } = { ...filters.conditions, ...filters.reads }
  const isCounted = (sourceOf(filters.rule) ?? source ?? from ?? to) === undefined
  return isCounted && !snapshot.now
    ? readByPairs(snapshot, filters, page)
    : readInWalk(snapshot, filters, page)
}

async function readInWalk(
  snapshot: Snapshot,
  filters: SeriesFilters,
  { after, limit }: Page
): Promise<ReadSeries> {
  const few = await readSeries(snapshot, filters, after, CLAIMS_FIRST)
  const isEnough =
    few.cut === undefined && (few.stopped === undefined || few.series.length >= limit)
  return isEnough ? few : readSeries(snapshot, filters, after, CLAIMS_MAX)
}

async function readByPairs(
  snapshot: Snapshot,
  filters: SeriesFilters,
  { after, limit }: Page
): Promise<ReadSeries> {
  const { metric, conditions, partnered } = filters
  const wanted = { metric: metric.id, conditions, partnered }
  const from = after && fromStart(after)
  // Each pair has a series, but earlier pages may have shown all of the first pair, and one more
  // pair shows that there is a next page.
  const found = await listPairs(snapshot, wanted, { from, most: limit + 2 })
  const pairs = takeFitting(found)
  const last = pairs.at(-1)
  if (!last) return { series: [], stopped: undefined, cut: undefined }
  const read = await readSeries(snapshot, { ...filters, pairs }, after, CLAIMS_MAX)
  const further = pairs.length < found.length ? [last.subject, last.partner] : undefined
  return { ...read, stopped: read.stopped ?? further }
}

/** The first pairs whose claims can be read at once, but at least one. */
function takeFitting(pairs: readonly CountedPair[]): CountedPair[] {
  let sum = 0
  return pairs.filter(({ claims }, index) => {
    sum += claims
    return index === 0 || sum <= CLAIMS_MAX
  })
}
