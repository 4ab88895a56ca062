// Reads a page of series. It reads as few claims as the page needs, and never more than a fixed
// number.
import { z } from 'zod'
import type { Snapshot } from '../db/store.ts'
import type { CursorKey } from '../http/cursors.ts'
import type { Page, Stretch } from '../http/page.ts'
import { type Asked, explainIfEmpty } from '../observations/explain-empty.ts'
import type { Traits } from '../observations/series/traits.ts'
import type { PlacedSeries } from './points.ts'
import type { Pair, PairConditions } from './queries.ts'
import { CLAIMS_MAX, readPage } from './read-page.ts'
import { type PageStart, pairOf } from './read-series.ts'
import { sourceOf } from './rules.ts'
import type { Sort } from './show-query.ts'
import type { Shown } from './show-series.ts'
import type { Span } from './span.ts'
import { countUndated, placeKey } from './undated-queries.ts'

/** `reads` is the span whose claims are read, which is that of the conditions or wider. */
export type SeriesFilters = Omit<PairConditions, 'metric' | 'source'> & {
  metric: Traits
  reads: Span
  sort?: Sort | undefined
} & Shown
/**
 * `others` are the series that the values are divided by, and `rates` those of the exchange rate,
 * if the request asks for that.
 */
export type ServedSeries = PlacedSeries & {
  metric: Traits
  undated: number
  others?: readonly PlacedSeries[]
  rates?: readonly PlacedSeries[]
}

const text = z.string().nullable()
/** The key of a series, or of all series of a subject and partner. */
export const SERIES_KEY = z.union([
  z.tuple([z.string(), text, text, text, text, z.string()]),
  z.tuple([z.string(), text])
])

/**
 * Lists the series after a key, pair by pair. The page has fewer series than its limit if their
 * claims are too many to read at once.
 */
export async function listSeries(
  snapshot: Snapshot,
  filters: SeriesFilters,
  { after, limit }: Page
): Promise<Stretch<ServedSeries>> {
  const { series, stopped, cut } = await readPage(snapshot, filters, {
    after: after && afterKey(after),
    limit
  })
  const shown = series.slice(0, limit)
  const empty = stopped === undefined ? await explainNone(snapshot, filters, after, shown) : []
  return {
    rows: await serveAll(snapshot, filters.metric, shown),
    stopped,
    warnings: cut
      ? [`${pairName(cut)}: there are more than ${CLAIMS_MAX} claims; only the newest were read.`]
      : empty
  }
}

/** Adds to the series of a page what is not in their claims. */
export async function serveAll(
  snapshot: Snapshot,
  metric: Traits,
  series: readonly PlacedSeries[]
): Promise<ServedSeries[]> {
  const undated = await countUndated(snapshot, metric.id, distinctPairs(series))
  return series.map((one) => ({ ...one, metric, undated: undated.get(placeKey(one)) ?? 0 }))
}

/** A warning that says what there is, if the first page has no series. */
export function explainNone(
  snapshot: Snapshot,
  filters: SeriesFilters,
  after: CursorKey | undefined,
  rows: readonly unknown[]
): Promise<string[]> {
  return explainIfEmpty(snapshot, askedBy(filters), after, rows)
}

/** The filters as conditions for claims; `rule` may name a source. */
function askedBy({ conditions, metric, rule }: SeriesFilters): Asked {
  const source = sourceOf(rule)
  const sources = source === undefined ? undefined : [source]
  return { conditions: { ...conditions, metric: [metric.id], source: sources }, source: 'rule' }
}

/** The key after which the next page begins. */
export function seriesKey({
  subject,
  partner,
  direction,
  mode,
  product,
  calendar
}: Omit<PlacedSeries, 'claims'>): CursorKey {
  return [subject, partner, direction, mode, product, calendar]
}

function afterKey([
  subject,
  partner = null,
  direction = null,
  mode = null,
  product = null,
  calendar = null
]: CursorKey): PageStart {
  return {
    subject: String(subject),
    partner: textOrNull(partner),
    direction: textOrNull(direction),
    mode: textOrNull(mode),
    product: textOrNull(product),
    calendar: textOrNull(calendar)
  }
}

function textOrNull(value: CursorKey[number]): string | null {
  return value === null ? null : String(value)
}

function distinctPairs(series: readonly Pair[]): Pair[] {
  return [...new Map(series.map((one) => [JSON.stringify(pairOf(one)), pairOf(one)])).values()]
}

function pairName({ subject, partner }: Pair): string {
  return partner === null ? subject : `${subject}, ${partner}`
}
