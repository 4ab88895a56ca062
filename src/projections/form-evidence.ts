// Forms the series that a projection can be compared with, from all claims about its pair: one
// point a period, taken by a rule. Each way to make such a series is evidence of its own. Pure.
import { IDENTITIES, WORLD } from '../conflicts/model/identities.ts'
import type { AuthorSeries } from '../observations/series/points.ts'
import { standsForYear } from '../observations/series/points.ts'
import type { Traits } from '../observations/series/traits.ts'
import { calendarOf, firstDayOf } from '../periods/read-period.ts'
import type { PlacedClaim } from '../series/points.ts'
import type { Rule } from '../series/rules.ts'
import { seriesId } from '../series-id.ts'
import type { Evidence, EvidencePoint, WayMade } from './evidence.ts'
import type { Projection } from './schemas.ts'
import { addPoints, shorterCalendars, sumPeriods } from './sum-periods.ts'
import { byTime, takeDates, takePoints } from './take-points.ts'

/** A claim with its metric, because some evidence is made of other metrics. */
export type MetricClaim = PlacedClaim & { metric: string }
type Pair = { subject: string; partner: string | null }
type Traffic = Pick<AuthorSeries, 'direction' | 'mode'>
export type Sum = { parts: readonly string[]; partner: string | null }

export const CALENDAR_YEARS = 'P1Y-01'

/** The metrics that add up to that of a projection, with the partner of their claims. */
export function sumsFor({ metric, partner }: Projection): Sum[] {
  return IDENTITIES.filter((one) => one.whole === metric && !one.signed).map((one) => ({
    parts: one.parts,
    partner: one.partner === undefined ? partner : WORLD
  }))
}

/**
 * The evidence for a projection in `calendar`, the best first: claims of the pair in the order of
 * the projection, of the other order (mirror), sums of shorter periods, sums of metrics. Series of
 * one direction or mode come after those of all traffic.
 */
export function formEvidence(
  projection: Projection,
  traits: Traits,
  claims: readonly MetricClaim[],
  { calendar, rule }: { calendar: string; rule: Rule }
): Evidence[] {
  const own = claims.filter(({ metric }) => metric === projection.metric)
  const { subject, partner } = projection
  const pairs: Pair[] = [{ subject, partner }]
  if (traits.symmetric && partner !== null) pairs.push({ subject: partner, partner: subject })
  const asked = { projection, traits, calendar, rule }
  const evidence = [
    ...pairs.flatMap((pair) => formDirect(asked, pair, own)),
    ...pairs.flatMap((pair) => formPeriodSums(asked, pair, own)),
    ...pairs.flatMap((pair) => formMetricSums(asked, pair, claims))
  ]
  return evidence.filter(({ points }) => points.length > 0).sort(byTraffic)
}

type Asked = { projection: Projection; traits: Traits; calendar: string; rule: Rule }

/** The claims of the pair in the calendar; dates of a stock stand for years without a claim. */
function formDirect(asked: Asked, pair: Pair, claims: readonly MetricClaim[]): Evidence[] {
  const { calendar, traits, rule } = asked
  const isDated = standsForYear(traits.kind, 'P1D') && calendar === CALENDAR_YEARS
  return groupTraffic(pair, claims).map(({ traffic, group }) => {
    const years = takePoints(group, calendar, rule)
    const known = new Set(years.map(({ period }) => firstDayOf(period)))
    const dates = isDated
      ? takeDates(group, rule).filter(({ period }) => !known.has(firstDayOf(period)))
      : []
    const points = [...years, ...dates].sort(byTime)
    const calendars = new Set(points.map(({ claim }) => calendarOf(claim.period) ?? ''))
    return makeEvidence(asked, pair, traffic, {
      points,
      ways: dates.length > 0 ? ['dates_as_years'] : [],
      from:
        dates.length > 0
          ? [...calendars].map((one) => placeId(asked.projection.metric, pair, traffic, one))
          : []
    })
  })
}

function formPeriodSums(asked: Asked, pair: Pair, claims: readonly MetricClaim[]): Evidence[] {
  const { calendar, traits, rule, projection } = asked
  if (traits.aggregation !== 'sum') return []
  return groupTraffic(pair, claims).flatMap(({ traffic, group }) =>
    shorterCalendars(calendar).map((shorter) =>
      makeEvidence(asked, pair, traffic, {
        points: sumPeriods(takePoints(group, shorter, rule), calendar),
        ways: ['sum_of_periods'],
        from: [placeId(projection.metric, pair, traffic, shorter)]
      })
    )
  )
}

/** Sums of the metrics that make up the metric, such as exports and imports. */
function formMetricSums(asked: Asked, pair: Pair, claims: readonly MetricClaim[]): Evidence[] {
  const { projection, calendar, rule } = asked
  return sumsFor(projection).flatMap(({ parts, partner }) => {
    const place = { subject: pair.subject, partner: pair.partner ?? partner }
    const traffic = { direction: null, mode: null }
    const columns = parts.map((part) => {
      const group = claims.filter(
        (claim) => claim.metric === part && isOf(claim, place) && isTraffic(claim, traffic)
      )
      return takePoints(group, calendar, rule)
    })
    return makeEvidence(asked, pair, traffic, {
      points: addColumns(columns),
      ways: ['sum_of_metrics'],
      from: parts.map((part) => placeId(part, place, traffic, calendar))
    })
  })
}

/** The sums of the periods in which every column has a point. */
function addColumns([first = [], ...others]: EvidencePoint[][]): EvidencePoint[] {
  return first.flatMap((point) => {
    const rest = others.map((column) =>
      column.find(({ period }) => firstDayOf(period) === firstDayOf(point.period))
    )
    const whole = rest.filter((one) => one !== undefined)
    if (whole.length < rest.length) return []
    return addPoints([point, ...whole], point.period) ?? []
  })
}

function makeEvidence(
  { projection: { metric, subject }, calendar, rule }: Asked,
  pair: Pair,
  traffic: Traffic,
  { points, ways, from }: { points: EvidencePoint[]; ways: WayMade[]; from: string[] }
): Evidence {
  const id = placeId(metric, pair, traffic, calendar)
  // A sum is another series than that of the claims, and there may be several.
  const isSum = points.some(({ computed_from }) => computed_from)
  return {
    series: {
      id: isSum ? `${id}=${from.join('+')}` : id,
      ...pair,
      ...traffic,
      product: null,
      attributed_to: null,
      calendar
    },
    rule,
    made: [...(pair.subject === subject ? [] : (['mirror'] as const)), ...ways],
    made_from: from,
    points
  }
}

function placeId(metric: string, pair: Pair, traffic: Traffic, calendar: string): string {
  return seriesId({ metric, ...pair, ...traffic, product: null, calendar })
}

function isOf(claim: Pair, { subject, partner }: Pair): boolean {
  return claim.subject === subject && claim.partner === partner
}

function isTraffic(claim: Traffic, { direction, mode }: Traffic): boolean {
  return claim.direction === direction && claim.mode === mode
}

/** The claims of a pair, by direction and mode. */
function groupTraffic(
  pair: Pair,
  claims: readonly MetricClaim[]
): { traffic: Traffic; group: MetricClaim[] }[] {
  const groups = Map.groupBy(
    claims.filter((claim) => isOf(claim, pair)),
    ({ direction, mode }) => `${direction ?? ''} ${mode ?? ''}`
  )
  return [...groups.values()].flatMap((group) => {
    const [one] = group
    return one ? [{ traffic: { direction: one.direction, mode: one.mode }, group }] : []
  })
}

/** Sorts series of all traffic before those of a direction or mode; keeps the order otherwise. */
function byTraffic(one: Evidence, other: Evidence): number {
  return countTraffic(one) - countTraffic(other)
}

function countTraffic({ series: { direction, mode } }: Evidence): number {
  return Number(direction !== null) + Number(mode !== null)
}
