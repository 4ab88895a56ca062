// Turns the claims of one author series into one figure for each period. Pure functions.
import { parseDate } from '../../periods/dates.ts'
import { firstDayOf } from '../../periods/read-period.ts'
import { nextPeriod } from '../../periods/steps.ts'
import type {
  BOUNDS,
  DIRECTIONS,
  METRIC_KINDS,
  MODES,
  OBS_STATUSES,
  SOURCE_KINDS
} from '../../vocabularies.ts'

type Source = {
  id: string
  publisher: string
  kind: (typeof SOURCE_KINDS)[number]
  url: string | null
  published: string | null
}
export type AuthorSeries = {
  id: string
  subject: string
  partner: string | null
  direction: (typeof DIRECTIONS)[number] | null
  mode: (typeof MODES)[number] | null
  product: string | null
  attributed_to: string | null
  calendar: string
}
export type SeriesClaim = {
  id: string
  series: string
  period: string
  value: number | null
  low: number | null
  high: number | null
  bound: (typeof BOUNDS)[number]
  status: ObsStatus
  source: Source
}
type ObsStatus = (typeof OBS_STATUSES)[number]
/**
 * The claim that counts for a period, and the number of other claims of the series for it.
 * `computed_from` has the ids of the claims if nobody stated the figure. `marked_by` is the id of a
 * claim that marks a break in level: the claim that counts, or another one of its author.
 */
export type Point = {
  period: string
  claim: SeriesClaim
  others: number
  computed_from?: string[]
  marked_by?: string
}

/**
 * Whether one date may stand for its year. This is so for a stock, which is counted at a point in
 * time.
 */
export function standsForYear(kind: (typeof METRIC_KINDS)[number], calendar: string): boolean {
  return kind === 'stock' && (calendar === 'P1D' || calendar === 'P1M')
}

/**
 * Takes one claim for each period, in order of time. If a series repeats a period, the newest
 * `published` counts, unknown dates last, then the id. If dates stand for their years, the last
 * date of the year counts.
 */
export function pointsOf(
  claims: readonly SeriesClaim[],
  { byYear = false }: { byYear?: boolean } = {}
): Point[] {
  const groups = Map.groupBy(claims, ({ period }) =>
    byYear ? period.slice(0, 4) : firstDayOf(period)
  )
  return [...groups]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([year, group]) => {
      const [claim, ...others] = group.toSorted(byPreference)
      if (!claim) return []
      const period = byYear ? year : claim.period
      return [{ period, claim, others: others.length, ...markOf([claim, ...others]) }]
    })
}

function byPreference(one: SeriesClaim, other: SeriesClaim): number {
  return (
    compare(firstDayOf(other.period), firstDayOf(one.period)) ||
    compare(publishedOn(other), publishedOn(one)) ||
    compare(one.id, other.id)
  )
}

/** Compares two texts or numbers for `sort`. */
export function compare<T extends string | number>(one: T, other: T): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}

/**
 * The first day on which a claim may have been published. If the source names no date, the result
 * sorts before every date.
 */
export function publishedOn({ source }: Pick<SeriesClaim, 'source'>): string {
  return parseDate(source.published ?? '')?.starts_on ?? ''
}

/**
 * The figure of a claim or target. For a range it is the end that promises less: the lower end if
 * more is better.
 */
export function figureOf(
  { value, low, high }: Pick<SeriesClaim, 'value' | 'low' | 'high'>,
  direction: 1 | -1
): number {
  const weakest = direction > 0 ? (low ?? high) : (high ?? low)
  return value ?? weakest ?? Number.NaN
}

/** The status of the first value after a break, which is no longer comparable with those before. */
export const BREAK: ObsStatus = 'B'

/**
 * The claim that marks a break, of all claims of one author for a period. Any of them may:
 * otherwise a break would be forgotten as soon as a later publication counts.
 */
export function markOf(claims: readonly Pick<SeriesClaim, 'id' | 'status'>[]): {
  marked_by?: string
} {
  const marking = claims.find(({ status }) => status === BREAK)
  return marking ? { marked_by: marking.id } : {}
}

/**
 * The status of a figure that is made of several. A break in one part is a break in the whole, and
 * else what makes a part doubtful makes the whole doubtful.
 */
export function joinStatuses(parts: readonly ObsStatus[]): ObsStatus {
  if (parts.includes(BREAK)) return BREAK
  return parts.find((status) => status !== 'A') ?? 'A'
}

/** Takes the points at the end that follow each other without a gap. Nothing is filled in. */
export function takeUnbroken(points: readonly Point[]): Point[] {
  const gap = points.findLastIndex(({ period }, index) => {
    const next = points[index + 1]
    return next !== undefined && firstDayOf(nextPeriod(period)) !== firstDayOf(next.period)
  })
  return points.slice(gap + 1)
}
