// Turns all claims about one thing into series with one value for each period. Nothing is filled
// in. Pure functions.

import { rounded } from '../numbers/rounded.ts'
import { type AuthorSeries, compare, type SeriesClaim } from '../observations/series/points.ts'
import { labelPeriod } from '../periods/label-period.ts'
import { calendarOf } from '../periods/read-period.ts'
import { seriesId } from '../series-id.ts'
import { isCandidate, type Rule, takeClaim } from './rules.ts'

/** What a claim is about. All claims of one place belong to one series, whoever makes them. */
export type SeriesPlace = Pick<
  AuthorSeries,
  'subject' | 'partner' | 'direction' | 'mode' | 'product'
>
export type PlacedClaim = Omit<SeriesClaim, 'series'> &
  SeriesPlace & {
    attributed_to: string | null
    starts_on: string
    ends_on: string
    note: string | null
  }
/**
 * The claims of one place in one calendar, so that years, fiscal years and parts of years are never
 * mixed.
 */
export type PlacedSeries = SeriesPlace & { calendar: string; claims: PlacedClaim[] }
/** The fields that differ between the series of a pair. */
type InPair = Record<'direction' | 'mode' | 'product' | 'calendar', string | null>
export type Spread = { low: number; high: number; difference: number | null; ratio: number | null }
export type SeriesPoint = Omit<PlacedClaim, keyof SeriesPlace | 'id'> & {
  observation: string
  period_label: string
  others: number
  spread: Spread | null
}

/** The id of a series. */
export function placedId(
  { subject, partner, direction, mode, product, calendar }: PlacedSeries,
  metric: string
): string {
  return seriesId({ metric, subject, partner, direction, mode, product, calendar })
}

/** Groups claims into series by a rule. The series of one pair can be sorted by {@link byPlace}. */
export function formSeries(claims: readonly PlacedClaim[], rule: Rule): PlacedSeries[] {
  const groups = Map.groupBy(claims, ({ subject, partner, direction, mode, product, period }) =>
    JSON.stringify([subject, partner, direction, mode, product, calendarOf(period) ?? ''])
  )
  return [...groups.values()]
    .filter((group) => group.some((claim) => isCandidate(claim, rule)))
    .flatMap((group) => {
      const [one] = group
      if (!one) return []
      const { subject, partner, direction, mode, product, period } = one
      const calendar = calendarOf(period) ?? ''
      return [{ subject, partner, direction, mode, product, calendar, claims: group }]
    })
}

/**
 * Compares two series of one pair by product, direction, mode and calendar; missing values, and so
 * totals, come first.
 */
export function byPlace(one: InPair, other: InPair): number {
  for (const term of ['product', 'direction', 'mode', 'calendar'] as const) {
    const order = compare(one[term] ?? '', other[term] ?? '')
    if (order !== 0) return order
  }
  return 0
}

/**
 * Makes one point for each period in which the rule takes a claim, in order of time. The same days
 * are one period, even if they are written in different ways.
 */
export function takePoints(claims: readonly PlacedClaim[], rule: Rule): SeriesPoint[] {
  return [...Map.groupBy(claims, ({ starts_on }) => starts_on)]
    .sort(([one], [other]) => compare(one, other))
    .flatMap(([, group]) => {
      const claim = takeClaim(group, rule)
      return claim ? [pointOf(claim, group)] : []
    })
}

function pointOf(claim: PlacedClaim, group: readonly PlacedClaim[]): SeriesPoint {
  const { id, period, starts_on, ends_on, value, low, high, bound, status } = claim
  const period_label = labelPeriod(period)
  const figure = { period, period_label, starts_on, ends_on, value, low, high, bound, status }
  return {
    ...figure,
    observation: id,
    attributed_to: claim.attributed_to,
    source: claim.source,
    note: claim.note,
    others: group.length - 1,
    spread: spreadOf(group)
  }
}

/** How far the claims of one period differ, with both ends of ranges; null for a single claim. */
export function spreadOf(
  claims: readonly Pick<SeriesClaim, 'value' | 'low' | 'high'>[]
): Spread | null {
  if (claims.length < 2) return null
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const { value, low, high } of claims) {
    for (const end of [value, low, high]) {
      if (end === null) continue
      least = Math.min(least, end)
      most = Math.max(most, end)
    }
  }
  const isProportionate = least !== 0 && Math.sign(least) === Math.sign(most)
  const ratio = isProportionate ? Math.max(most / least, least / most) : null
  return {
    low: least,
    high: most,
    difference: finite(most - least),
    ratio: ratio === null ? null : finite(ratio)
  }
}

/** Null if the value is too large to be a number. */
function finite(value: number): number | null {
  return Number.isFinite(value) ? rounded(value, 4) : null
}
