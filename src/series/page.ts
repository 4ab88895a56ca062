// Reads a page of series. It reads as few claims as the page needs, and never more than a fixed
// number.
import { z } from 'zod'
import type { Snapshot } from '../db/store.ts'
import type { CursorKey } from '../http/cursors.ts'
import type { Page, Stretch } from '../http/page.ts'
import { type Asked, explainIfEmpty } from '../observations/explain-empty.ts'
import type { Traits } from '../observations/series/traits.ts'
import { byPlace, formSeries, type PlacedClaim, type PlacedSeries } from './points.ts'
import { hasFewClaims, listPairClaims, type Pair, type PairConditions } from './queries.ts'
import { isCandidate, type Rule, sourceOf } from './rules.ts'
import type { Sort } from './show-query.ts'
import type { Shown } from './show-series.ts'
import { isInSpan, type Span } from './span.ts'
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
/** The series after which a page begins. Without a calendar: the pair after which it begins. */
type PageStart = Pair & Record<'direction' | 'mode' | 'product' | 'calendar', string | null>

const text = z.string().nullable()
/** The key of a series, or of all series of a subject and partner. */
export const SERIES_KEY = z.union([
  z.tuple([z.string(), text, text, text, text, z.string()]),
  z.tuple([z.string(), text])
])

/** The number of claims read first, which is enough for a page of most metrics. */
const CLAIMS_FIRST = 2_000
/** The most claims read for one page. Twenty-seven years of days are fewer. */
export const CLAIMS_MAX = 10_000

/**
 * Lists the series after a key, pair by pair. The page has fewer series than its limit if their
 * claims are too many to read at once.
 */
export async function listSeries(
  snapshot: Snapshot,
  filters: SeriesFilters,
  { after, limit }: Page
): Promise<Stretch<ServedSeries>> {
  const key = after && afterKey(after)
  const few = await readSeries(snapshot, filters, key, CLAIMS_FIRST)
  const isEnough =
    few.cut === undefined && (few.stopped === undefined || few.series.length >= limit)
  const { series, stopped, cut } = isEnough
    ? few
    : await readSeries(snapshot, filters, key, CLAIMS_MAX)
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

type ReadSeries = { series: PlacedSeries[]; stopped: CursorKey | undefined; cut: Pair | undefined }

/**
 * The series in the next claims: those of all pairs that were read completely, or of a single pair
 * that has too many claims.
 */
async function readSeries(
  snapshot: Snapshot,
  { metric, rule, partnered, conditions, reads }: SeriesFilters,
  after: PageStart | undefined,
  most: number
): Promise<ReadSeries> {
  const from = after && {
    subject: after.subject,
    partner: after.partner,
    isIncluded: after.calendar !== null
  }
  const source = sourceOf(rule)
  const isNarrow = source !== undefined && (await hasFewClaims(snapshot, source))
  const wanted = {
    partnered,
    metric: metric.id,
    conditions: { ...conditions, ...reads },
    source: isNarrow ? source : undefined
  }
  const found = await listPairClaims(snapshot, wanted, { from, most: most + 1 })
  const beyond = found[most]
  const whole = beyond ? found.filter((claim) => !isOfPair(claim, beyond)) : found
  const claims = whole.length > 0 ? whole : readWhole(found.slice(0, most), beyond)
  const last = beyond && claims.at(-1)
  const cut = whole.length === 0 ? last : undefined
  const isLast =
    cut &&
    (
      await listPairClaims(snapshot, wanted, {
        from: { ...pairOf(cut), isIncluded: false },
        most: 1
      })
    ).length === 0
  return {
    series: seriesAfter(claims, rule, after).filter((one) => hasPoint(one, rule, conditions)),
    stopped: last && !isLast ? [last.subject, last.partner] : undefined,
    cut
  }
}

/**
 * The claims of an incomplete pair, without the periods that end on the same day as the next claim:
 * claims of those periods may be missing.
 */
function readWhole(
  claims: readonly PlacedClaim[],
  beyond: PlacedClaim | undefined
): readonly PlacedClaim[] {
  const whole = claims.filter(({ ends_on }) => ends_on !== beyond?.ends_on)
  return whole.length > 0 ? whole : claims
}

function seriesAfter(
  claims: readonly PlacedClaim[],
  rule: Rule,
  after: PageStart | undefined
): PlacedSeries[] {
  const pairs = Map.groupBy(claims, (claim) => JSON.stringify(pairOf(claim)))
  const series = [...pairs.values()].flatMap((one) => formSeries(one, rule).sort(byPlace))
  return series.filter((one) => !after || !isOfPair(one, after) || byPlace(one, after) > 0)
}

/** Whether a series has a claim for a point in the span: it may have claims before it only. */
function hasPoint({ claims }: PlacedSeries, rule: Rule, span: Span): boolean {
  return claims.some((claim) => isCandidate(claim, rule) && isInSpan(claim, span))
}

function isOfPair(one: Pair, other: Pair): boolean {
  return one.subject === other.subject && one.partner === other.partner
}

function distinctPairs(series: readonly Pair[]): Pair[] {
  return [...new Map(series.map((one) => [JSON.stringify(pairOf(one)), pairOf(one)])).values()]
}

function pairOf({ subject, partner }: Pair): Pair {
  return { subject, partner }
}

function pairName({ subject, partner }: Pair): string {
  return partner === null ? subject : `${subject}, ${partner}`
}
