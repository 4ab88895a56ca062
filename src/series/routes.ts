import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Snapshot, Store } from '../db/store.ts'
import { checkSpan } from '../http/check-span.ts'
import { listRoute } from '../http/list-route.ts'
import { type Problem, refusedParameter } from '../http/problems.ts'
import { unknownId } from '../identifiers/explain-unknown.ts'
import { namesIn } from '../identifiers/names.ts'
import { resolvePairs } from '../identifiers/pairs.ts'
import { existingIds } from '../identifiers/queries.ts'
import { resolveOrNone } from '../identifiers/resolve.ts'
import { isListOfIds, severalIds } from '../identifiers/resolve-one.ts'
import { FACTS } from '../licenses.ts'
import { type Conditions, calendarPatterns, trafficConditions } from '../observations/conditions.ts'
import { findTraits } from '../observations/series/queries.ts'
import { countSeries } from './count-queries.ts'
import { listSeries, type SeriesFilters, type ServedSeries, seriesKey } from './page.ts'
import { takePoints } from './points.ts'
import { RULES, type Rule, SOURCE_PREFIX, sourceOf } from './rules.ts'
import {
  listSeriesQuery,
  POINTS_MAX,
  type Series,
  seriesPoint,
  seriesSchema,
  seriesTableRow
} from './schemas.ts'

type Query = z.output<z.ZodObject<typeof listSeriesQuery>>

const text = z.string().nullable()
/** The key of a series, or of all series of a subject and partner. */
const KEY = z.union([
  z.tuple([z.string(), text, text, text, text, z.string()]),
  z.tuple([z.string(), text])
])

const ONE_METRIC = {
  noun: 'metric',
  parameter: 'metric',
  instead: 'Ask for each metric alone; /v1/observations takes several.'
} as const
const ONE_RULE = {
  noun: 'source',
  parameter: 'rule',
  prefix: SOURCE_PREFIX,
  instead: 'Ask for each source alone; `source` of /v1/observations takes several.'
} as const

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
      'are ordered by subject and partner, those without a partner last. If there are very ' +
      'many claims, a page may have fewer series than `limit`: follow `links.next`. CSV ' +
      'has one row for each point. `total` is null for an earlier time (`as_of`), and for a ' +
      'source with more than 5,000 claims (`rule`): all claims would have to be read.',
    query: listSeriesQuery,
    item: seriesSchema,
    license: FACTS,
    pageRows: { usual: 20, most: 100 },
    table: {
      item: seriesTableRow,
      rows: ({ points, ...series }) => points.map((point) => ({ ...series, ...point })),
      places: (path) => [path[0] && path[0] in seriesPoint.shape ? ['points', ...path] : path]
    },
    names: namesIn(),
    asOf: true,
    filters: resolveFilters,
    rows: listSeries,
    count: countSeries,
    key: seriesKey,
    keySchema: () => KEY,
    complete: seriesOf
  })
}

async function resolveFilters(
  snapshot: Snapshot,
  query: Query
): Promise<{ filters: SeriesFilters; warnings: string[] }> {
  const { direction, mode, from, to, rule = 'preferred' } = query
  checkSpan('from', from, 'to', to)
  if (isListOfIds(query.metric)) throw await severalIds(snapshot, ONE_METRIC, query.metric)
  const { filters, warnings } = await resolvePairs(snapshot, { ...query, metric: [query.metric] })
  const source = sourceOf(rule)
  if (source !== undefined && isListOfIds(source)) throw await severalIds(snapshot, ONE_RULE, rule)
  if (source !== undefined && (await existingIds(snapshot, 'source', [source])).length === 0)
    throw await unknownSource(snapshot, source)
  const { partnered, ...metric } = await findTraits(snapshot, filters.metric?.[0] ?? '')
  const products = await resolveOrNone(snapshot, 'product', 'product', query.product)
  const conditions: Conditions = {
    ...filters,
    ...trafficConditions({ direction, mode }),
    product: products.ids,
    total: products.isNone,
    subject_kind: query.subject_kind,
    partner_kind: query.partner_kind,
    calendar: calendarPatterns(query.calendar),
    from,
    to
  }
  return {
    filters: { metric, partnered, rule, conditions },
    warnings: [...warnings, ...products.warnings]
  }
}

function seriesOf(
  { claims, metric, undated, ...place }: ServedSeries,
  { rule }: { rule: Rule }
): Series {
  const points = takePoints(claims, rule)
  const shown = points.slice(-POINTS_MAX)
  return {
    ...place,
    metric: metric.id,
    unit: metric.unit,
    rule,
    undated,
    left_out: points.length - shown.length,
    points: shown
  }
}

async function unknownSource(snapshot: Snapshot, id: string): Promise<Problem> {
  const { message, allowed } = await unknownId(snapshot, 'source', id)
  // Ids have no blanks; a hint in words has some.
  const near = allowed.filter((one) => !one.includes(' ')).map((one) => SOURCE_PREFIX + one)
  const rules =
    near.length > 0 ? near : [...RULES, ...allowed.map((hint) => `${SOURCE_PREFIX} and ${hint}`)]
  return refusedParameter('rule', message, rules, { code: 'unknown_id' })
}
