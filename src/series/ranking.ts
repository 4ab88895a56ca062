// Ranks series by their newest points: who trades most. All claims that match have to be read, so
// their number has a bound.
import type { Snapshot } from '../db/store.ts'
import type { CursorKey } from '../http/cursors.ts'
import type { Page, Stretch } from '../http/page.ts'
import { refusedParameter } from '../http/problems.ts'
import { compare } from '../observations/series/points.ts'
import { writePeriod } from '../periods/write-period.ts'
import { explainNone, type SeriesFilters, type ServedSeries, serveAll } from './page.ts'
import { formSeries, type PlacedClaim, type PlacedSeries, placedId } from './points.ts'
import { hasFewClaims, listPairClaims } from './queries.ts'
import { firstYearWithin } from './ranking-queries.ts'
import { CLAIMS_MAX } from './read-page.ts'
import { middleOf, type Rule, sourceOf, takeClaim } from './rules.ts'
import { isInSpan } from './span.ts'

/** A series with the figure of its newest point. */
type Ranked = { series: PlacedSeries; id: string; figure: number; period: string; ends_on: string }

/** So many periods are named in a warning. */
const PERIODS_SHOWN = 5

/** Lists series by the figures of their newest points, equal ones by id. */
export async function rankSeries(
  snapshot: Snapshot,
  filters: SeriesFilters,
  { after, limit }: Page
): Promise<Stretch<ServedSeries>> {
  const ranked = await rankAll(snapshot, filters)
  const [figure, id] = after ?? []
  const key = after && { figure: Number(figure), id: String(id) }
  const order = orderBy(filters)
  const rows = (key ? ranked.filter((one) => order(one, key) > 0) : ranked).slice(0, limit)
  const empty = await explainNone(snapshot, filters, after, rows)
  const series = rows.map((one) => one.series)
  return {
    rows: await serveAll(snapshot, filters.metric, series),
    warnings: [...empty, ...warnOfPeriods(ranked)]
  }
}

/** Counts the series that are ranked, at most `most`. */
export async function countRanked(
  snapshot: Snapshot,
  filters: SeriesFilters,
  most: number
): Promise<number> {
  const ranked = await rankAll(snapshot, filters)
  return Math.min(ranked.length, most)
}

/** The key after which the next page of a ranking begins. */
export function rankKey({ metric, ...series }: ServedSeries, filters: SeriesFilters): CursorKey {
  const [ranked] = rank(series, filters)
  return [ranked?.figure ?? 0, placedId(series, metric.id)]
}

async function rankAll(snapshot: Snapshot, filters: SeriesFilters): Promise<Ranked[]> {
  const claims = await readClaims(snapshot, filters)
  return formSeries(claims, filters.rule)
    .flatMap((series) => rank(series, filters))
    .sort(orderBy(filters))
}

async function readClaims(
  snapshot: Snapshot,
  { metric, rule, partnered, conditions: span, reads }: SeriesFilters
): Promise<PlacedClaim[]> {
  const source = sourceOf(rule)
  const isNarrow = source !== undefined && (await hasFewClaims(snapshot, source))
  const conditions = { ...span, ...reads }
  const wanted = {
    partnered,
    conditions,
    metric: metric.id,
    source: isNarrow ? source : undefined
  }
  const most = CLAIMS_MAX + 1
  const claims = await listPairClaims(snapshot, wanted, { from: undefined, most })
  if (claims.length < most) return claims
  const all = { ...conditions, metric: [metric.id] }
  throw tooMany(await firstYearWithin(snapshot, all, CLAIMS_MAX))
}

function tooMany(year: string | undefined) {
  const message =
    `More than ${CLAIMS_MAX.toLocaleString('en')} claims match, which are too many for a ` +
    'ranking. Narrow them by `from`, `to`, `calendar`, `subject`, `partner` or other filters.'
  const allowed = ['sort together with narrower filters']
  if (year === undefined) return refusedParameter('sort', message, allowed)
  return refusedParameter('sort', message, [`sort together with from=${year}`, ...allowed], {
    lacks: { name: 'from', value: year }
  })
}

/** Nothing, if the rule takes no claim of the series. */
function rank(series: PlacedSeries, { metric, rule, conditions }: SeriesFilters): Ranked[] {
  // Claims outside of the span are read only for what is computed.
  const shown = series.claims.filter((claim) => isInSpan(claim, conditions))
  const newest = newestClaim(shown, rule)
  if (!newest) return []
  return [
    {
      series,
      id: placedId(series, metric.id),
      figure: middleOf(newest),
      period: writePeriod(newest.starts_on, series.calendar),
      ends_on: newest.ends_on
    }
  ]
}

/** The claim of the newest period in which the rule takes one. */
function newestClaim(claims: readonly PlacedClaim[], rule: Rule): PlacedClaim | undefined {
  const periods = [...Map.groupBy(claims, ({ starts_on }) => starts_on)]
  for (const [, group] of periods.sort(([one], [other]) => compare(other, one))) {
    const claim = takeClaim(group, rule)
    if (claim) return claim
  }
  return undefined
}

function orderBy({ sort }: SeriesFilters) {
  const sign = sort === '-value' ? -1 : 1
  return (one: Pick<Ranked, 'figure' | 'id'>, other: Pick<Ranked, 'figure' | 'id'>) =>
    sign * compare(one.figure, other.figure) || compare(one.id, other.id)
}

/** Says that figures of different periods stand in one ranking. */
function warnOfPeriods(ranked: readonly Ranked[]): string[] {
  const newestFirst = ranked.toSorted((one, other) => compare(other.ends_on, one.ends_on))
  const periods = [...Map.groupBy(newestFirst, ({ period }) => period)]
  if (periods.length < 2) return []
  const isMixed = new Set(ranked.map(({ series }) => series.calendar)).size > 1
  const shown = periods
    .slice(0, PERIODS_SHOWN)
    .map(([period, ones]) => `${period} (${ones.length} series)`)
  const more = periods.length - shown.length
  const all = [...shown, ...(more > 0 ? [`${more} more`] : [])].join(', ')
  const calendars = isMixed ? ' Their calendars differ: `calendar` narrows them.' : ''
  return [
    `sort: the newest points are of different periods: ${all}. \`from\` and \`to\` keep those of ` +
      `one time.${calendars}`
  ]
}
