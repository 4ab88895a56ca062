// Takes one claim a period by a rule, as points of evidence. Pure.
import { calendarOf, firstDayOf } from '../periods/read-period.ts'
import type { PlacedClaim } from '../series/points.ts'
import { isCandidate, type Rule, takeClaim } from '../series/rules.ts'
import type { EvidencePoint } from './evidence.ts'

/** If the metric is a stock, its dates and months stand for their years. */
const DATES = ['P1D', 'P1M']
/** One point for each period of the calendar, in order of time. */
export function takePoints(
  claims: readonly PlacedClaim[],
  calendar: string,
  rule: Rule
): EvidencePoint[] {
  const inCalendar = claims.filter(({ period }) => calendarOf(period) === calendar)
  const periods = Map.groupBy(inCalendar, ({ starts_on }) => starts_on)
  return [...periods.values()].flatMap((group) => pointOf(group, rule) ?? []).sort(byTime)
}

/** One point for each year with dates: the last date of the year. */
export function takeDates(claims: readonly PlacedClaim[], rule: Rule): EvidencePoint[] {
  const dates = claims.filter(({ period }) => DATES.includes(calendarOf(period) ?? ''))
  const years = Map.groupBy(dates, ({ period }) => period.slice(0, 4))
  return [...years].flatMap(([year, group]) => {
    const last = group
      .filter((claim) => isCandidate(claim, rule))
      .reduce((day, { ends_on }) => (ends_on > day ? ends_on : day), '')
    const point = pointOf(
      group.filter(({ ends_on }) => ends_on === last),
      rule
    )
    return point ? [{ ...point, period: year }] : []
  })
}

function pointOf(group: readonly PlacedClaim[], rule: Rule): EvidencePoint | undefined {
  const claim = takeClaim(group, rule)
  return (
    claim && {
      period: claim.period,
      claim: { ...claim, series: '' },
      others: group.length - 1
    }
  )
}

export function byTime(one: EvidencePoint, other: EvidencePoint): number {
  return firstDayOf(one.period) < firstDayOf(other.period) ? -1 : 1
}
