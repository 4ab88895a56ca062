// Turns the parameters of a list of forecasts into filters for series by rule or by author.
import type { z } from 'zod'
import type { Snapshot } from '../db/store.ts'
import { refusedParameter } from '../http/problems.ts'
import { resolveAll, resolveLists, resolveOrNone } from '../identifiers/resolve.ts'
import { isListOfIds, severalIds } from '../identifiers/resolve-one.ts'
import { calendarPatterns } from '../observations/conditions.ts'
import { type AuthorSeriesFilters, hasAuthorSeries } from '../observations/series/author-queries.ts'
import { findTraits } from '../observations/series/queries.ts'
import type { Partnership, Traits } from '../observations/series/traits.ts'
import { codesOf } from '../periods/calendars.ts'
import { checkRule } from '../series/check-rule.ts'
import type { SeriesFilters } from '../series/page.ts'
import { type Rule, sourceOf } from '../series/rules.ts'
import type { AuthorFilters } from './author-series.ts'
import { isForecastable } from './forecast-series.ts'
import type { Method } from './model/index.ts'
import { HORIZON, type listForecastsQuery } from './query-schemas.ts'
import { refuseSenseless, refuseWithoutSeries } from './refusals.ts'

type Query = z.output<z.ZodObject<typeof listForecastsQuery>>
type Question = {
  horizon: number
  method: Method | undefined
  levels: number[] | undefined
  /** The day of the revision that answers. */
  today: string
}
export type Filters = Question &
  ({ by: 'author'; filters: AuthorFilters } | { by: 'rule'; filters: SeriesFilters })

const ONE_METRIC = {
  noun: 'metric',
  parameter: 'metric',
  instead: 'Ask for each metric alone; /v1/observations takes several, with figures of the past.'
} as const

/** Looks up the ids, and refuses what has no forecast. */
export async function resolveFilters(
  snapshot: Snapshot,
  query: Query
): Promise<{ filters: Filters; warnings: string[] }> {
  const { horizon = HORIZON, method, level, by = 'rule', rule = 'preferred' } = query
  const metric = await resolveMetric(snapshot, query.metric)
  if (by === 'author' && query.rule !== undefined) throw refuseRule()
  await checkRule(snapshot, rule)
  const { series, warnings } = await resolveSeries(snapshot, metric.id, query)
  const source = sourcesOf(series, rule)
  if (!(await hasAuthorSeries(snapshot, { ...series, source })))
    throw await refuseWithoutSeries(snapshot, metric.id)
  const today = (snapshot.updatedAt ?? '').slice(0, 10)
  const asked = { horizon, method, levels: level, today }
  return {
    filters:
      by === 'author'
        ? { ...asked, by, filters: { metric, series } }
        : { ...asked, by, filters: byRule(metric, rule, series, query) },
    warnings
  }
}

async function resolveMetric(snapshot: Snapshot, named: string): Promise<Traits & Partnership> {
  if (isListOfIds(named)) throw await severalIds(snapshot, ONE_METRIC, named)
  const { ids } = await resolveAll(snapshot, 'metric', 'metric', [named])
  const metric = await findTraits(snapshot, ids[0] ?? '')
  if (!isForecastable(metric)) throw await refuseSenseless(snapshot, metric)
  return metric
}

function refuseRule() {
  const message =
    'A rule chooses among the figures of all authors, and by=author keeps the authors apart. ' +
    'Leave one of the two out. With by=author, `source` chooses documents.'
  return refusedParameter('rule', message, ['by=rule'], { lacks: { name: 'by', value: 'rule' } })
}

async function resolveSeries(
  snapshot: Snapshot,
  metric: string,
  query: Query
): Promise<{ series: AuthorSeriesFilters; warnings: string[] }> {
  const { ids, warnings } = await resolveLists(snapshot, query, {
    subject: 'entity',
    partner: 'entity',
    country: 'entity',
    source: 'source'
  })
  const products = await resolveOrNone(snapshot, 'product', 'product', query.product)
  return {
    series: {
      metric,
      ...ids,
      calendars: query.calendar && codesOf(query.calendar),
      product: products.ids,
      total: products.isNone
    },
    warnings: [...warnings, ...products.warnings]
  }
}

/** The sources whose claims can make a series: those of the filter, and the one of the rule. */
function sourcesOf({ source }: AuthorSeriesFilters, rule: Rule): string[] | undefined {
  const named = sourceOf(rule)
  if (named === undefined) return source
  return source?.filter((one) => one === named) ?? [named]
}

function byRule(
  { partnered, ...metric }: Traits & Partnership,
  rule: Rule,
  { subject, partner, country, product, total, source }: AuthorSeriesFilters,
  query: Query
): SeriesFilters {
  const calendar = calendarPatterns(query.calendar)
  return {
    metric,
    partnered,
    rule,
    conditions: { subject, partner, country, product, total, source, calendar },
    reads: {}
  }
}
