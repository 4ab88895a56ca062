import type { FastifyInstance } from 'fastify'
import type { Snapshot, Store } from '../db/store.ts'
import { listRoute } from '../http/list-route.ts'
import type { Counted, Page, Stretch } from '../http/page.ts'
import { namesIn } from '../identifiers/names.ts'
import { FACTS } from '../licenses.ts'
import { countAuthorSeries } from '../observations/series/author-series.ts'
import { countSeries } from '../series/count-queries.ts'
import { SERIES_KEY } from '../series/page.ts'
import {
  AUTHOR_KEY,
  type AuthorRow,
  authorKey,
  listAuthorClaims,
  takeAuthorPoints
} from './author-series.ts'
import { forecastSeries } from './forecast-series.ts'
import { listForecastsQuery } from './query-schemas.ts'
import { type Filters, resolveFilters } from './resolve-filters.ts'
import { listRuleClaims, type RuleRow, ruleKey, takeRulePoints } from './rule-series.ts'
import { forecastSchema } from './schemas.ts'
import { tableRows } from './table-rows.ts'
import { forecastTableRow, placesOf } from './table-schemas.ts'

type Row = AuthorRow | RuleRow

export function forecastRoutes(app: FastifyInstance, store: Store): void {
  listRoute(app, store, '/forecasts', {
    operationId: 'listForecasts',
    tag: 'forecasts',
    summary: 'Forecasts if nothing changes, series by series',
    description:
      'Computed by this service, only from the observed series. Each forecast has intervals, the ' +
      'estimated parameters, the values used, and a test of the method on the past of the ' +
      'series. Values that cannot be negative never are; percent stays within 0 to 100. The ' +
      'series are those of `/v1/series`, in the same order; `by=author` gives each author a ' +
      'series, those with most claims first. If there are very many claims, a page may have ' +
      'fewer series than `limit`: follow `links.next`. CSV has one row for each period and ' +
      'level. `total` is null for an earlier time (`as_of`) unless the series are those of ' +
      'authors, and for a source with more than 5,000 claims (`rule`). How far to trust them: ' +
      '`/v1/forecasts/evaluation`.',
    query: listForecastsQuery,
    item: forecastSchema,
    license: FACTS,
    pageRows: { usual: 20, most: 100 },
    table: { item: forecastTableRow, rows: tableRows, places: placesOf },
    names: namesIn((one: Pick<Row, 'metric' | 'series'>) => [one, one.series]),
    filters: resolveFilters,
    asOf: true,
    apart: 'always',
    rows: listRows,
    count: countRows,
    key: (row: Row) => (row.rule === null ? authorKey(row) : ruleKey(row)),
    keySchema: ({ by }) => (by === 'author' ? AUTHOR_KEY : SERIES_KEY),
    complete: (row: Row, { horizon, today, method, levels }: Filters) =>
      forecastSeries(row.rule === null ? takeAuthorPoints(row) : takeRulePoints(row), {
        horizon,
        today,
        ...(method && { method }),
        ...(levels && { levels })
      })
  })
}

async function listRows(snapshot: Snapshot, asked: Filters, page: Page): Promise<Stretch<Row>> {
  return asked.by === 'author'
    ? { rows: await listAuthorClaims(snapshot, asked.filters, page) }
    : listRuleClaims(snapshot, asked.filters, page)
}

function countRows(snapshot: Snapshot, asked: Filters, most: number): Promise<Counted> {
  return asked.by === 'author'
    ? countAuthorSeries(snapshot, asked.filters.series, most)
    : countSeries(snapshot, asked.filters, most)
}
