import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Snapshot, Store } from '../db/store.ts'
import { checkSpan } from '../http/check-span.ts'
import type { Table } from '../http/csv.ts'
import { listRoute } from '../http/list-route.ts'
import { refusedParameter } from '../http/problems.ts'
import { singleRoute } from '../http/single-route.ts'
import { namesIn } from '../identifiers/names.ts'
import { resolvePairs } from '../identifiers/pairs.ts'
import { resolveOrNone } from '../identifiers/resolve.ts'
import { isListOfIds, severalIds } from '../identifiers/resolve-one.ts'
import { FACTS } from '../licenses.ts'
import { type Conditions, calendarPatterns, trafficConditions } from '../observations/conditions.ts'
import { findTraits } from '../observations/series/queries.ts'
import { partsOfMetrics } from '../parts.ts'
import { codesOf } from '../periods/calendars.ts'
import { readSeriesId, SERIES_ID_EXAMPLE, SERIES_ID_FORM } from '../series-id.ts'
import { citeOwnWork } from '../short-citation.ts'
import { warnOfBases } from './check-base.ts'
import { checkRule } from './check-rule.ts'
import { countSeries } from './count-queries.ts'
import { explainSeries, findSeries } from './find-series.ts'
import { listSeries, SERIES_KEY, type SeriesFilters, seriesKey } from './page.ts'
import { calendarsToRead } from './plan-aggregate.ts'
import { addNeeded, needsOthers, planTransform } from './plan-transform.ts'
import { listSeriesQuery, oneSeriesQuery } from './query-schemas.ts'
import { countRanked, rankKey, rankSeries } from './ranking.ts'
import { type Series, seriesPoint, seriesSchema, seriesTableRow } from './schemas.ts'
import { showSeries } from './show-series.ts'
import { WIDE } from './wide.ts'

type Query = z.output<z.ZodObject<typeof listSeriesQuery>>

/** The key of a series in a ranking: the figure of its newest point, and its id. */
const RANK_KEY = z.tuple([z.number(), z.string()])

const ONE_METRIC = {
  noun: 'metric',
  parameter: 'metric',
  instead: 'Ask for each metric alone; /v1/observations takes several.'
} as const
const TABLE: Table<Series> = {
  item: seriesTableRow,
  rows: ({ points, ...series }) => points.map((point) => ({ ...series, ...point })),
  places: (path) => [path[0] && path[0] in seriesPoint.shape ? ['points', ...path] : path]
}

export function seriesRoutes(app: FastifyInstance, store: Store): void {
  listRoute(app, store, '/series', {
    operationId: 'listSeries',
    tag: 'series',
    summary: 'One value for each period, chosen by a named rule',
    description:
      'For clients that need one number where sources give several. Each point is a claim ' +
      'that somebody made. A rule chooses the claim; the point names the claim, the number ' +
      'of other claims and how far they differ. Calendar years, fiscal years and parts of ' +
      'years are separate series, and so are totals and products; nothing is averaged, ' +
      'interpolated or filled in. Series ' +
      'are ordered by subject and partner, those without a partner last, unless `sort` ranks ' +
      'them. If there are very ' +
      'many claims, a page may have fewer series than `limit`: follow `links.next`. CSV ' +
      'has one row for each point. `total` is null for an earlier time (`as_of`), and for a ' +
      'source with more than 5,000 claims (`rule`): all claims would have to be read.',
    query: listSeriesQuery,
    item: seriesSchema,
    license: FACTS,
    pageRows: { usual: 20, most: 100 },
    table: TABLE,
    wide: WIDE,
    names: namesIn(),
    asOf: true,
    apart: 'always',
    filters: resolveFilters,
    shows: (query) => (needsOthers(query) ? undefined : partsOfMetrics([query.metric])),
    rows: async (snapshot, filters, page) => {
      const list = filters.sort ? rankSeries : listSeries
      const stretch = await list(snapshot, filters, page)
      const whole = await addNeeded(snapshot, stretch, filters)
      // The last row is only asked for to see whether there is a next page.
      return warnOfBases(whole, filters, page.limit - 1)
    },
    count: (snapshot, filters, most) =>
      filters.sort ? countRanked(snapshot, filters, most) : countSeries(snapshot, filters, most),
    key: (row, filters) => (filters.sort ? rankKey(row, filters) : seriesKey(row)),
    keySchema: ({ sort }) => (sort ? RANK_KEY : SERIES_KEY),
    complete: showSeries
  })
  singleRoute(app, store, '/series', {
    operationId: 'getSeries',
    tag: 'series',
    summary: 'One series by its id',
    description:
      `The id is \`${SERIES_ID_FORM}\`. A part that the figures do not have is empty. It never ` +
      'changes, so it can be kept and written by hand. CSV has one row for each point.',
    parameter: { name: 'id', description: 'Id of the series.', example: SERIES_ID_EXAMPLE },
    query: oneSeriesQuery,
    item: seriesSchema,
    license: FACTS,
    table: TABLE,
    asOf: true,
    apart: 'always',
    cite: (at, { id, rule }) => citeOwnWork(at, `series ${id} by the rule ${rule}`),
    unknown: explainSeries,
    shows: (query, id) =>
      needsOthers(query) ? undefined : partsOfMetrics([readSeriesId(id)?.metric ?? '']),
    find: async (snapshot, id, { rule = 'preferred', ...query }) => {
      checkSpan('from', query.from, 'to', query.to)
      await checkRule(snapshot, rule)
      return findSeries(snapshot, id, { rule, ...query })
    }
  })
}

async function resolveFilters(
  snapshot: Snapshot,
  query: Query
): Promise<{ filters: SeriesFilters; warnings: string[] }> {
  const { direction, mode, from, to, latest, sort, rule = 'preferred' } = query
  if (sort && query.aggregate) throw refuseRanking()
  checkSpan('from', from, 'to', to)
  if (isListOfIds(query.metric)) throw await severalIds(snapshot, ONE_METRIC, query.metric)
  const { filters, warnings } = await resolvePairs(snapshot, { ...query, metric: [query.metric] })
  await checkRule(snapshot, rule)
  const { partnered, ...metric } = await findTraits(snapshot, filters.metric?.[0] ?? '')
  const products = await resolveOrNone(snapshot, 'product', 'product', query.product)
  const calendars = calendarsToRead(query.aggregate, query.calendar && codesOf(query.calendar))
  const conditions: Conditions = {
    ...filters,
    ...trafficConditions({ direction, mode }),
    product: products.ids,
    total: products.isNone,
    subject_kind: query.subject_kind,
    partner_kind: query.partner_kind,
    calendar: calendarPatterns(calendars),
    from,
    to
  }
  const plan = await planTransform(snapshot, query, { metric, calendars, span: { from, to } })
  return {
    filters: { metric, partnered, rule, latest, sort, conditions, ...plan },
    warnings: [...warnings, ...products.warnings]
  }
}

function refuseRanking() {
  const message = 'A ranking is by the figures of claims; `aggregate` makes other figures.'
  return refusedParameter('sort', message, ['sort without aggregate', 'aggregate without sort'])
}
