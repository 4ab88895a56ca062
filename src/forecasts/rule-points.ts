// Takes the points of a series by a rule, as forecasts need them. Pure.
import { compare, markOf, type Point } from '../observations/series/points.ts'
import type { PlacedClaim } from '../series/points.ts'
import { isCandidate, type Rule, takeClaim } from '../series/rules.ts'

/**
 * One point for each period in which the rule takes a claim, in order of time. If dates stand for
 * their years, the rule chooses among the claims for the last date of the year that has one.
 * `others` counts the other claims for the same period or year, whoever makes them. `series` is the
 * id of the series.
 */
export function pointsByRule(
  claims: readonly PlacedClaim[],
  rule: Rule,
  { series, byYear }: { series: string; byYear: boolean }
): Point[] {
  const groups = Map.groupBy(claims, ({ starts_on }) =>
    byYear ? starts_on.slice(0, 4) : starts_on
  )
  return [...groups]
    .sort(([one], [other]) => compare(one, other))
    .flatMap(([year, group]) => {
      const claim = takeClaim(byYear ? newestOf(group, rule) : group, rule)
      if (!claim) return []
      const period = byYear ? year : claim.period
      const own = group.filter(({ attributed_to }) => attributed_to === claim.attributed_to)
      const marked = markOf([claim, ...own])
      return [{ period, claim: { ...claim, series }, others: group.length - 1, ...marked }]
    })
}

/** The claims of the newest date for which the rule may take a claim. */
function newestOf(claims: readonly PlacedClaim[], rule: Rule): PlacedClaim[] {
  const candidates = claims.filter((claim) => isCandidate(claim, rule))
  const newest = candidates.reduce((last, { ends_on }) => (ends_on > last ? ends_on : last), '')
  return candidates.filter(({ ends_on }) => ends_on === newest)
}
