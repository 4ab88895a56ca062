// From all claims about one thing to series of one value a period. Nothing is filled in. Pure.

import { rounded } from '../numbers/rounded.ts'
import { type AuthorSeries, compare, type SeriesClaim } from '../observations/series/points.ts'
import { calendarOf } from '../periods.ts'
import { isCandidate, type Rule, takeClaim } from './rules.ts'

/** What claims are about: those of one place can stand in one series, whoever makes them. */
export type SeriesPlace = Pick<AuthorSeries, 'subject' | 'partner' | 'direction' | 'mode'>
export type PlacedClaim = Omit<SeriesClaim, 'series'> &
  SeriesPlace & { attributed_to: string | null; starts_on: string; ends_on: string }
/**
 * The claims of one place in one calendar, so that years, fiscal years and parts of years never
 * meet.
 */
export type PlacedSeries = SeriesPlace & { calendar: string; claims: PlacedClaim[] }
/** What tells one series of a pair from another. */
type InPair = { direction: string | null; mode: string | null; calendar: string | null }
export type Spread = { low: number; high: number; difference: number | null; ratio: number | null }
export type SeriesPoint = Omit<PlacedClaim, keyof SeriesPlace | 'id'> & {
  observation: string
  others: number
  spread: Spread | null
}

/**
 * The series that claims fall into by a rule, in the order of {@link byPlace} for claims of one
 * pair.
 */
export function formSeries(claims: readonly PlacedClaim[], rule: Rule): PlacedSeries[] {
  const groups = Map.groupBy(claims, ({ subject, partner, direction, mode, period }) =>
    JSON.stringify([subject, partner, direction, mode, calendarOf(period) ?? ''])
  )
  return [...groups.values()]
    .filter((group) => group.some((claim) => isCandidate(claim, rule)))
    .flatMap((group) => {
      const [one] = group
      if (!one) return []
      const { subject, partner, direction, mode, period } = one
      return [
        { subject, partner, direction, mode, calendar: calendarOf(period) ?? '', claims: group }
      ]
    })
}

/** Orders the series of one pair: by direction, mode and calendar, missing ones first. */
export function byPlace(one: InPair, other: InPair): number {
  const terms = ({ direction, mode, calendar }: InPair) =>
    [direction ?? '', mode ?? '', calendar ?? ''] as const
  const [[direction, mode, calendar], others] = [terms(one), terms(other)]
  return compare(direction, others[0]) || compare(mode, others[1]) || compare(calendar, others[2])
}

/**
 * One point for each period that the rule takes a claim of, in order of time; the same days are one
 * period however they are written.
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
  const { id, period, starts_on, ends_on, value, low, high, bound, attributed_to, source } = claim
  const figure = { period, starts_on, ends_on, value, low, high, bound }
  return {
    ...figure,
    observation: id,
    attributed_to,
    source,
    others: group.length - 1,
    spread: spreadOf(group)
  }
}

/** How far the claims of one period lie apart, ranges by both ends; null for a single claim. */
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

/** Null for what is too large to be a number. */
function finite(value: number): number | null {
  return Number.isFinite(value) ? rounded(value, 4) : null
}
