// Reads the claims of series, and forms the series after a key.
import type { Snapshot } from '../db/store.ts'
import type { CursorKey } from '../http/cursors.ts'
import type { SeriesFilters } from './page.ts'
import { byPlace, formSeries, type PlacedClaim, type PlacedSeries } from './points.ts'
import { type From, hasFewClaims, listPairClaims, type Pair } from './queries.ts'
import { isCandidate, type Rule, sourceOf } from './rules.ts'
import { isInSpan, type Span } from './span.ts'

/** The series after which a page begins. Without a calendar: the pair after which it begins. */
export type PageStart = Pair & Record<'direction' | 'mode' | 'product' | 'calendar', string | null>

/**
 * The series that were read. `stopped` is the key of the next page if they end early, and `cut` the
 * pair of which only the newest claims were read.
 */
export type ReadSeries = {
  series: PlacedSeries[]
  stopped: CursorKey | undefined
  cut: Pair | undefined
}

/**
 * The series in the next claims: those of all pairs that were read completely, or of a single pair
 * that has too many claims.
 */
export async function readSeries(
  snapshot: Snapshot,
  { metric, rule, partnered, conditions, reads, pairs }: SeriesFilters,
  after: PageStart | undefined,
  most: number
): Promise<ReadSeries> {
  const from = after && fromStart(after)
  const source = sourceOf(rule)
  const isNarrow = source !== undefined && (await hasFewClaims(snapshot, source))
  const wanted = {
    partnered,
    metric: metric.id,
    conditions: { ...conditions, ...reads },
    source: isNarrow ? source : undefined,
    pairs
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

/** The first pair of a page may have series that an earlier page has shown. */
export function fromStart({ subject, partner, calendar }: PageStart): From {
  return { subject, partner, isIncluded: calendar !== null }
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

export function pairOf({ subject, partner }: Pair): Pair {
  return { subject, partner }
}
