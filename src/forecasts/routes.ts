import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Snapshot, Store } from '../db/store.ts'
import { listRoute } from '../http/list-route.ts'
import { type Problem, refusedParameter } from '../http/problems.ts'
import { namesIn } from '../identifiers/names.ts'
import { resolveAll, resolveLists, resolveOrNone } from '../identifiers/resolve.ts'
import { isListOfIds, severalIds } from '../identifiers/resolve-one.ts'
import { FACTS } from '../licenses.ts'
import {
  type AuthorSeriesFilters,
  countAuthorSeries,
  findTraits,
  listAuthorSeries
} from '../observations/series/queries.ts'
import type { Traits } from '../observations/series/traits.ts'
import { codesOf } from '../periods/calendars.ts'
import { listAuthorClaims } from './author-series.ts'
import { forecastSeries, isForecastable, type SeriesClaims } from './forecast-series.ts'
import type { Method } from './model/index.ts'
import { hasClaims, workingRequests } from './queries.ts'
import { HORIZON, listForecastsQuery } from './query-schemas.ts'
import { forecastSchema } from './schemas.ts'
import { tableRows } from './table-rows.ts'
import { forecastTableRow, placesOf } from './table-schemas.ts'

type Query = z.output<z.ZodObject<typeof listForecastsQuery>>
type Filters = {
  metric: Traits
  series: AuthorSeriesFilters
  horizon: number
  method: Method | undefined
  levels: number[] | undefined
  /** The day of the revision that answers. */
  today: string
}

const ONE_METRIC = {
  noun: 'metric',
  parameter: 'metric',
  instead: 'Ask for each metric alone; /v1/observations takes several, with figures of the past.'
} as const

export function forecastRoutes(app: FastifyInstance, store: Store): void {
  listRoute(app, store, '/forecasts', {
    operationId: 'listForecasts',
    tag: 'forecasts',
    summary: 'Forecasts if nothing changes, series by series',
    description:
      'Computed by this service, only from the observed series. Each forecast has intervals, ' +
      'the estimated parameters, the values used, and a test of the method on the past of the ' +
      'series. Values that cannot be negative never are; percent stays within 0 to 100. Series ' +
      'with most claims come first. CSV has one row for each period and level.',
    query: listForecastsQuery,
    item: forecastSchema,
    license: FACTS,
    pageRows: { usual: 20, most: 100 },
    table: { item: forecastTableRow, rows: tableRows, places: placesOf },
    names: namesIn((one: Pick<SeriesClaims, 'metric' | 'series'>) => [one, one.series]),
    filters: resolveFilters,
    whenChanged: 'cut',
    rows: listAuthorClaims,
    count: (snapshot, { series }, most) => countAuthorSeries(snapshot, series, most),
    key: ({ observations, series }) => [observations, series.id],
    keySchema: () => z.tuple([z.int32(), z.string()]),
    complete: (row, { horizon, today, method, levels }) =>
      forecastSeries(row, { horizon, today, ...(method && { method }), ...(levels && { levels }) })
  })
}

async function resolveFilters(
  snapshot: Snapshot,
  query: Query
): Promise<{ filters: Filters; warnings: string[] }> {
  if (isListOfIds(query.metric)) throw await severalIds(snapshot, ONE_METRIC, query.metric)
  const {
    ids: [id = '']
  } = await resolveAll(snapshot, 'metric', 'metric', [query.metric])
  const metric = await findTraits(snapshot, id)
  if (!isForecastable(metric)) throw await refuseSenseless(snapshot, metric)
  const { ids, warnings } = await resolveLists(snapshot, query, {
    subject: 'entity',
    partner: 'entity',
    country: 'entity',
    source: 'source'
  })
  const calendars = query.calendar && codesOf(query.calendar)
  const products = await resolveOrNone(snapshot, 'product', 'product', query.product)
  const series = {
    metric: id,
    ...ids,
    calendars,
    product: products.ids,
    total: products.isNone
  }
  const [any] = await listAuthorSeries(snapshot, series, { limit: 1 })
  if (!any) throw await refuseWithoutSeries(snapshot, id)
  const { horizon = HORIZON, method, level } = query
  const today = (snapshot.updatedAt ?? '').slice(0, 10)
  return {
    filters: { metric, series, horizon, method, levels: level, today },
    warnings: [...warnings, ...products.warnings]
  }
}

async function refuseSenseless(snapshot: Snapshot, { id, unit, kind }: Traits): Promise<Problem> {
  const what =
    unit === 'rank'
      ? 'a rank, which moves by what others do'
      : `a ${kind}, which changes by building`
  return refusedMetric(
    `${id} is ${what}: a forecast makes no sense.`,
    await workingRequests(snapshot, undefined)
  )
}

async function refuseWithoutSeries(snapshot: Snapshot, metric: string): Promise<Problem> {
  const own = await workingRequests(snapshot, metric)
  if (own.length > 0) return refusedMetric(`${metric} has no series that all filters allow.`, own)
  const why = (await hasClaims(snapshot, metric))
    ? 'no claim about it names a period'
    : 'there are no claims about it'
  const others = await workingRequests(snapshot, undefined)
  return refusedMetric(`${metric} has no series: ${why}.`, others)
}

/** The problem for a metric, with requests that work if there are any. */
function refusedMetric(what: string, requests: string[]): Problem {
  const message = requests[0] ? `${what} A request that works: GET ${requests[0]}.` : what
  const allowed = requests.map((request) => `GET ${request}`)
  return refusedParameter('metric', message, allowed, { works: requests[0] ?? null })
}
